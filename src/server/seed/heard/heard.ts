/**
 * 回访: what residents say about how a situation was handled, in their own words; true whichever wording it was told in.
 */
type Heard = readonly [satisfied: string, fairly: string, dissatisfied: string]

/** By the situation's id. */
export type HeardBySituation = Readonly<Record<string, Heard>>
