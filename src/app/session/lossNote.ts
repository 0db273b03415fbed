/**
 * A wiped database is told until the person has read it, also after the page was closed. Kept beside the witness,
 * outside of what was wiped: counts only.
 */
import { integer, looseObject, parse } from '../../domain/schema'
import type { KeyRecord } from '../client/vault/keyRecord'

export interface Loss {
  /** Commands that this device had saved and no longer holds. */
  saved: number
  /** Of them not receipted by the server at that time. */
  unsent: number
}

const count = integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
const lossSchema = looseObject({ saved: count, unsent: count })
const noteSchema = looseObject({ told: lossSchema, read: count })

type NoteStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** `read`: the number of lost commands of which the person has said 知道了; the engine may report the same again. */
export function createLossNote(key: string, storage: () => NoteStorage = () => localStorage) {
  const read = (): { told: Loss; read: number } => {
    try {
      const parsed = parse(noteSchema, JSON.parse(storage().getItem(key) ?? 'null'))
      if (parsed.ok) return parsed.value
    } catch {
      // Switched off or damaged: then it is told once more, which does no harm.
    }
    return { told: { saved: 0, unsent: 0 }, read: 0 }
  }
  const write = (note: { told: Loss; read: number }): void => {
    try {
      storage().setItem(key, JSON.stringify(note))
    } catch {
      // It is then told as long as the page is open.
    }
  }
  return {
    /** What is to be told now, given what the engine found at its start. */
    current(found: Loss | null): Loss | null {
      const note = read()
      // The witness is renewed after the first round, so only the first report knows how many were unsent.
      if (found && found.saved !== note.told.saved) {
        write({ ...note, told: found })
        return found
      }
      return note.told.saved > 0 && note.told.saved !== note.read ? note.told : null
    },
    acknowledge(): void {
      const note = read()
      write({ ...note, read: note.told.saved })
    },
    /** With a deletion that was meant. */
    forget(): void {
      try {
        storage().removeItem(key)
      } catch {
        // Nothing was kept there either.
      }
    },
  }
}

export const lossNoteOf = ({ tenantId, personId }: Pick<KeyRecord, 'tenantId' | 'personId'>) =>
  createLossNote(`minqing-loss|${tenantId}|${personId}`)
