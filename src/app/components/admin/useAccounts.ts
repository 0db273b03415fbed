import { inject, type InjectionKey } from 'vue'
import { createAccounts, type Accounts } from '../../client/browser/accounts'
import { useSessionStore } from '../../stores/session'

/** For tests: who answers instead of the server. */
export const accountsKey: InjectionKey<Accounts> = Symbol('accounts')

/** Logins and devices, asked of the server; undefined once nobody is signed in any more. */
export function useAccounts(): () => Accounts | undefined {
  const session = useSessionStore()
  const given = inject(accountsKey, undefined)
  return () => given ?? (session.open ? createAccounts(session.open.server) : undefined)
}
