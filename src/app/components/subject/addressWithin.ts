/** What is left of an address below a heading that names village and group: 新春村一组52号 → 52号. */
export function addressWithin(address: string, places: readonly string[]): string {
  let rest = address
  for (const place of places) if (place !== '' && rest.startsWith(place)) rest = rest.slice(place.length)
  return rest.replace(/^[\s,，]+/u, '') || address
}
