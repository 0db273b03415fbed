/** Refusals that no waiting mends: the person has to sign in again, or to ask. */
const troubles = ['notSignedIn', 'wrongProof', 'deviceRevoked', 'personInactive'] as const
export type Trouble = (typeof troubles)[number]

export const isTrouble = (code: string | null): code is Trouble => troubles.some((known) => known === code)
