/** Where a long list was left: a row and how far it had been scrolled past, so that coming back shows the same rows. */
export interface ListPlace {
  key: string
  index: number
  /** Where the row began, px from the top of the list. */
  offsetPx: number
  /** How much of it had gone past the upper edge, px. */
  pastPx: number
}

export function readListPlace(saved: unknown): ListPlace | undefined {
  if (typeof saved !== 'object' || saved === null) return undefined
  const { key, index, offsetPx, pastPx } = saved as Record<string, unknown>
  const isPlace =
    typeof key === 'string' &&
    [index, offsetPx, pastPx].every((each) => typeof each === 'number' && Number.isFinite(each))
  return isPlace ? (saved as ListPlace) : undefined
}

/** What a long list shows: an array, or something that makes its items when they are looked at. */
export interface ListSource<Item> {
  readonly length: number
  at(index: number): Item | undefined
}
