import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'

export interface KeptStateOptions<T> {
  /** Reads what this or an older build kept; undefined: nothing. */
  read: (saved: unknown) => T
  /**
   * How long a change rests before it is kept; 0 by default. For what is typed: Safari allows 100 changes of the history
   * in 30 s, and each costs a phone more than the search does.
   */
  restMs?: number
  /** What only matters when the page is left. */
  whenLeaving?: () => T
  /**
   * Words about people: browsers write the history to the disk as it is, so it gets only a number, and the words are
   * forgotten with the page.
   */
  isPersonal?: boolean
}

/** Personal states by the number that stands in the history. */
const personal = new Map<string, unknown>()

/**
 * Something that is kept with this page's place in the history: coming back shows the same, going there anew begins
 * afresh, and a reload changes nothing. Not in the address: a navigation for each keystroke cost more than the search.
 */
export function useKeptState<T>(
  name: string,
  { read, restMs = 0, whenLeaving, isPersonal = false }: KeptStateOptions<T>,
): ShallowRef<T> {
  const saved = (window.history.state as Record<string, unknown> | null)?.[name]
  const state = shallowRef(read(isPersonal ? personal.get(String(saved)) : saved)) as ShallowRef<T>
  let resting: ReturnType<typeof setTimeout> | undefined
  let hasLeft = false

  function keep(): void {
    clearTimeout(resting)
    // The place in the history is another one by now.
    if (hasLeft) return
    let value: unknown = state.value
    if (isPersonal) {
      value = `${name} ${personal.size}`
      personal.set(String(value), state.value)
    }
    try {
      const kept = window.history.state as object | null
      window.history.replaceState({ ...kept, [name]: value }, '')
    } catch {
      // Too often; then the last change is not kept.
    }
  }
  watch(state, () => {
    clearTimeout(resting)
    if (restMs === 0) keep()
    else resting = setTimeout(keep, restMs)
  })
  onBeforeRouteLeave(() => {
    if (whenLeaving) state.value = whenLeaving()
    keep()
    hasLeft = true
  })
  onBeforeUnmount(() => clearTimeout(resting))
  return state
}
