/** When a newer build that waits on the device may be put to use without anybody asking for it. */
export interface Moment {
  /** A form is open: nothing may be reloaded under someone who writes. */
  formOpen: boolean
  /** Something is being saved or sent. */
  busy: boolean
  /** The page is not looked at. */
  hidden: boolean
  /** Since the page was loaded, ms. */
  openForMs: number
  /** Since the last touch or key, ms. */
  idleForMs: number
}

/** So soon after the start nobody has begun anything. */
const startMs = 5_000
/** A phone that lay still for so long with the page open. */
const idleMs = 10 * 60_000

export function mayUpdateByItself({ formOpen, busy, hidden, openForMs, idleForMs }: Moment): boolean {
  if (formOpen || busy) return false
  const isFresh = openForMs < startMs && idleForMs >= openForMs
  return hidden || isFresh || idleForMs >= idleMs
}
