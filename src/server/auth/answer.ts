import type { Problem } from '../../sync/down'
import type { ProblemCode } from '../../sync/problems'

/** An expected refusal of a whole request; its HTTP status follows from the code (`sync/problems.ts`). */
export type Refusal = Omit<Problem, 'code'> & { code: ProblemCode }

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const answer = <T>(value: T): Answer<T> => ({ ok: true, value })
export const refuse = (
  code: ProblemCode,
  more: Omit<Refusal, 'code'> = {},
): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, ...more },
})

/** Whole seconds for `Retry-After`, never 0 and never more than the wire allows. */
export const toRetryAfterS = (waitMs: number): number =>
  Math.min(86_400, Math.max(1, Math.ceil(waitMs / 1000)))
