/**
 * What went wrong in this window since it was opened, for the report: the kind of error and the line of the program.
 * Messages are left out, since they may quote what somebody typed.
 */
export interface Fault {
  /** Device clock, ms. */
  at: number
  name: string
  /** `VisitForm-x.js:1:234`; empty when unknown. */
  where: string
}

const faultsAtMost = 10
const faults: Fault[] = []

export const recentFaults = (): readonly Fault[] => faults

function noteFault(error: unknown, at: number): void {
  faults.push({ at, ...describe(error) })
  if (faults.length > faultsAtMost) faults.shift()
}

export function describe(error: unknown): Omit<Fault, 'at'> {
  if (!(error instanceof Error) && !(error instanceof DOMException)) return { name: typeof error, where: '' }
  const name = /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error'
  // Only places inside of our own built files: `/assets/NAME.js:line:column`.
  const where = /\/assets\/([\w.-]+\.js:\d+:\d+)/.exec(error.stack ?? '')?.[1] ?? ''
  return { name, where }
}

export function watchForFaults(): void {
  window.addEventListener('error', ({ error }) => {
    // Missing pictures and the like have no error; they are no fault of the program.
    if (error) noteFault(error, Date.now())
  })
  window.addEventListener('unhandledrejection', ({ reason }) => noteFault(reason, Date.now()))
}
