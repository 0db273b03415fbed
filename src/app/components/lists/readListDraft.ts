/** What an older build may have saved of a sheet: fields of the same shape are taken, the rest begins anew. */
export function readListDraft<T extends object>(saved: unknown, initial: T): T | undefined {
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
