/** What the runner decided about a command, and the outcome it is told as. */
import type { Rejection } from '../../domain/command/rejection'
import type { QuarantineReason, UnsignedOutcome } from '../../sync/outcome'

export type Ruling =
  | { result: 'applied'; numbers: Record<string, string> }
  | { result: 'rejected'; rejection: Rejection }
  | { result: 'held'; heldFor: string }
  | { result: 'quarantined'; reason: QuarantineReason }

type Common = Pick<UnsignedOutcome, 'commandId' | 'epoch' | 'version' | 'receivedAt'>

export function toOutcome(common: Common, ruling: Ruling): UnsignedOutcome {
  switch (ruling.result) {
    case 'applied':
      return { ...common, result: 'applied', numbers: ruling.numbers }
    case 'rejected': {
      const params = Object.fromEntries(
        Object.entries(ruling.rejection.params).map(([key, value]) => [key, String(value).slice(0, 500)]),
      )
      return { ...common, result: 'rejected', code: ruling.rejection.code, params }
    }
    case 'held':
      return { ...common, result: 'held', heldFor: ruling.heldFor }
    case 'quarantined':
      return { ...common, result: 'quarantined', reason: ruling.reason }
  }
}
