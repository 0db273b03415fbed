import { instant, integer, looseObject, parse } from '../../../domain/schema'
import type { KeyRecord } from '../vault/keyRecord'
import type { Witness } from '../ports'

const count = integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
const witnessSchema = looseObject({ saved: count, unsent: count, at: instant })

/**
 * The second witness in localStorage: browsers may throw away a damaged IndexedDB and report a fresh one
 * (docs/incidents.md I02), and keep this. Counts only, nothing that names anyone.
 */
export function createWitness(
  { tenantId, personId }: Pick<KeyRecord, 'tenantId' | 'personId'>,
  storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = () => localStorage,
): Witness & { forget(): void } {
  const key = `minqing-witness|${tenantId}|${personId}`
  return {
    read() {
      try {
        const parsed = parse(witnessSchema, JSON.parse(storage().getItem(key) ?? 'null'))
        return parsed.ok ? parsed.value : undefined
      } catch {
        return undefined
      }
    },
    write({ saved, unsent, at }) {
      try {
        storage().setItem(key, JSON.stringify({ saved, unsent, at }))
      } catch {
        // Switched off or full: a record that is safely on the disk must not fail for want of a witness.
      }
    },
    /** With a wipe that was meant. */
    forget() {
      try {
        storage().removeItem(key)
      } catch {
        // Nothing was kept there either.
      }
    },
  }
}
