/**
 * Asking the browser not to clear this site's data when the phone runs out of space. Asked when there is something worth
 * keeping, never when a page opens: browsers judge by use, and Firefox puts a question to the person.
 */

/** `synced`: the first data came; `saved`: a record was written here; `pressed`: the person wants it asked. */
export type AskMoment = 'synced' | 'saved' | 'pressed'

export interface PersistenceAnswer {
  /** Device clock, ms. */
  at: number
  moment: AskMoment
  granted: boolean
}

/** After a no, so long until a saved record is reason enough to ask again. */
const againAfterMs = 30 * 24 * 60 * 60_000

/** `isPersisted` null: the browser knows no such thing. */
export function mayAsk(
  moment: AskMoment,
  isPersisted: boolean | null,
  last: PersistenceAnswer | undefined,
  now: number,
): boolean {
  if (isPersisted !== false) return false
  if (moment === 'pressed' || !last) return true
  if (moment === 'synced') return false
  // The first own record weighs more than what was fetched. A clock that was put back must not forbid it for years.
  return last.moment === 'synced' || Math.abs(now - last.at) >= againAfterMs
}

const key = 'minqing-persistence'

export function readAnswer(): PersistenceAnswer | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return isAnswer(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

export function keepAnswer(answer: PersistenceAnswer): void {
  try {
    localStorage.setItem(key, JSON.stringify(answer))
  } catch {
    // No room or no access: it is asked once more some day.
  }
}

function isAnswer(kept: unknown): kept is PersistenceAnswer {
  if (typeof kept !== 'object' || kept === null) return false
  const { at, moment, granted } = kept as Partial<PersistenceAnswer>
  const isMoment = moment === 'synced' || moment === 'saved' || moment === 'pressed'
  return typeof at === 'number' && typeof granted === 'boolean' && isMoment
}
