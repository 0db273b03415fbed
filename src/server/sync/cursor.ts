/**
 * Cursors are opaque to devices. They are bound to the history, the scope and the device they were given to, so that
 * a cursor in the wrong hands (a restored file, another person's store) means "start again", never "you have it all".
 */
const marks = { separator: '.', prefix: 'c1' }

export interface CursorOwner {
  epoch: string
  scope: string
  deviceId: string
}

const encode = (text: string): string => Buffer.from(text, 'utf8').toString('base64url')

export const formatCursor = (owner: CursorOwner, version: number): string =>
  [marks.prefix, encode([owner.epoch, owner.scope, owner.deviceId].join('\n')), version].join(marks.separator)

/** The version, or undefined for a cursor that was not given to this owner. */
export function readCursor(cursor: string, owner: CursorOwner): number | undefined {
  const version = Number(cursor.slice(cursor.lastIndexOf(marks.separator) + 1))
  if (!Number.isSafeInteger(version) || version < 0) return undefined
  return cursor === formatCursor(owner, version) ? version : undefined
}
