/** What one check of the self-test finds; sentences under `help.test.*` of the locales. */

export const checkIds = [
  'server',
  'clock',
  'worker',
  'storage',
  'keys',
  'locks',
  'compression',
  'persistence',
  'space',
  'camera',
] as const
export type CheckId = (typeof checkIds)[number]

/** Everything a check may find wrong; each has a sentence that says what to do. */
export const findings = [
  'offline',
  'serverSilent',
  'serverNotReady',
  'clockOff',
  'clockUnknown',
  'workerMissing',
  'workerNotReady',
  'notCached',
  'storageMissing',
  'storageFailed',
  'keysMissing',
  'keysFailed',
  'keysOpen',
  'locksMissing',
  'locksFailed',
  'compressionMissing',
  'compressionFailed',
  'notPersisted',
  'persistenceUnknown',
  'spaceUnknown',
  'spaceLow',
  'spaceFull',
  'tookTooLong',
] as const
export type Finding = (typeof findings)[number]

/** `weak`: works with less; `bad`: work could be lost or not sent; `skipped`: could not be found out now. */
export type Verdict = 'good' | 'weak' | 'bad' | 'skipped'

export interface Found {
  verdict: Verdict
  finding?: Finding
  /** Milliseconds the clock is off, or bytes that are free. */
  figure?: number
}

export interface CheckResult extends Found {
  id: CheckId
}

export const good = (figure?: number): Found => ({
  verdict: 'good',
  ...(figure !== undefined && { figure }),
})
export const found = (verdict: Verdict, finding: Finding, figure?: number): Found => ({
  verdict,
  finding,
  ...(figure !== undefined && { figure }),
})
