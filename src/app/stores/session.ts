import { defineStore } from 'pinia'
import { computed, inject } from 'vue'
import { createBrowserPorts } from '../session/browserPorts'
import { sessionPortsKey } from '../session/ports'
import { createSessionMachine } from '../session/session'

/** Who is signed in on this device; what they may see and do is in the rows. */
export const useSessionStore = defineStore('session', () => {
  const machine = createSessionMachine(inject(sessionPortsKey, createBrowserPorts, true))
  const open = computed(() =>
    machine.state.value.phase === 'open' ? machine.state.value.session : undefined,
  )
  /** Facts of the sign-in, also before the first rows have come. */
  const account = computed(() => open.value?.keys)
  return { ...machine, open, account }
})
