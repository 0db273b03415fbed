import { quarantineReasons, type QuarantineReason } from '../../../sync/outcome'

/** Refusals that no waiting mends: the person has to sign in again, or to ask. */
const troubles = ['notSignedIn', 'wrongProof', ...quarantineReasons] as const
export type Trouble = (typeof troubles)[number]

export const isTrouble = (code: string | null): code is Trouble => troubles.some((known) => known === code)

/** The device or the person may hold nothing here any more: what was fetched is taken away. */
export const isShutOut = (code: string | null | undefined): code is QuarantineReason =>
  quarantineReasons.some((known) => known === code)
