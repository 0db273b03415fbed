/** The draft of a sheet that edits: what it began from and what it says now. */

export interface Edit<T extends object> {
  before: T
  now: T
}

/** For `useSheetForm`: begins from what stands now; nothing is kept while nothing was changed. */
export function editOf<T extends object>(
  current: () => T,
): {
  initial: () => Edit<T>
  read: (saved: unknown) => Edit<T> | undefined
  isEmpty: (edit: Edit<T>) => boolean
} {
  return {
    initial: () => ({ before: current(), now: current() }),
    read(saved) {
      const { before, now } = (saved ?? {}) as { before?: unknown; now?: unknown }
      // One of an older build is the fields alone.
      const is = readFields(now ?? saved, current())
      // What it began from stays: compared with what others wrote since, their words would be taken back.
      return is && { before: readFields(before, current()) ?? current(), now: is }
    },
    isEmpty: (edit) => !isChanged(edit),
  }
}

export const isChanged = <T extends object>({ before, now }: Edit<T>): boolean =>
  Object.keys(changedFields(before, now)).length > 0

/** What an older build may have saved of a sheet: fields of the same shape are taken, the rest begins anew. */
export function readFields<T extends object>(saved: unknown, initial: T): T | undefined {
  if (typeof saved !== 'object' || saved === null) return undefined
  const known = saved as Record<string, unknown>
  const entries = Object.entries(initial).map(([field, value]) => {
    const kept = known[field]
    const isAlike = typeof kept === typeof value && Array.isArray(kept) === Array.isArray(value)
    return [field, isAlike && kept !== null ? kept : (value as unknown)]
  })
  return Object.fromEntries(entries) as T
}

/** Only what was changed is sent, so that what somebody else wrote meanwhile in another field stays. */
export function changedFields<T extends object>(before: T, now: T): Partial<T> {
  const entries = Object.entries(now).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof T]),
  )
  return Object.fromEntries(entries) as Partial<T>
}
