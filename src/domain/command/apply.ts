/** Turns changes into rows. Device (overlay) and server (store) fold them in the same way. */
import type { AnyRow, FieldEdits } from '../rows'
import type { Change } from './define'

/** Who changed tracked fields, as the server notes it; the device's overlay leaves it out. */
export interface EditStamp {
  version: number
  device: string
  person: string
}

/**
 * The row after one change, with `version`; never mutates `before`.
 * A patch of a row that is not there is a bug of the command and throws.
 */
export function applyChange(
  before: AnyRow | undefined,
  change: Change,
  version: number,
  stamp?: EditStamp,
): AnyRow {
  if (change.op === 'put') return { kind: change.kind, id: change.id, version, data: change.data } as AnyRow
  if (!before) throw new Error(`patch of an absent ${change.kind}`)
  const data: Record<string, unknown> = { ...before.data, ...change.fields }
  if (change.track && stamp)
    data['edits'] = stamped(data['edits'] as FieldEdits | undefined, change.fields, stamp)
  return { kind: change.kind, id: change.id, version, data } as unknown as AnyRow
}

function stamped(edits: FieldEdits | undefined, fields: object, stamp: EditStamp): FieldEdits {
  const mark = { v: stamp.version, device: stamp.device, person: stamp.person }
  return { ...edits, ...Object.fromEntries(Object.keys(fields).map((field) => [field, mark])) }
}
