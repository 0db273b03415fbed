/**
 * Heights of the rows of a long list, of which most were never seen: those count as the usual height. Sums are kept in
 * a binary indexed tree, so that measuring a row or asking which row lies where costs a dozen steps whatever the
 * length; working all positions out anew for each measured row was half the cost of scrolling.
 */
export class RowHeights {
  readonly count: number
  private readonly usualPx: number
  /** Measured heights less the usual one. */
  private readonly extra: Float64Array
  private readonly tree: Float64Array

  constructor(count: number, usualPx: number) {
    this.count = count
    this.usualPx = usualPx
    this.extra = new Float64Array(count)
    this.tree = new Float64Array(count + 1)
  }

  get totalPx(): number {
    return this.offsetOf(this.count)
  }

  /** Where the row begins, from the top of the list; of `count`: where the list ends. */
  offsetOf(index: number): number {
    let sum = index * this.usualPx
    for (let at = index; at > 0; at -= at & -at) sum += this.tree[at] ?? 0
    return sum
  }

  /** The row that covers this place; the first or last one beyond the ends. */
  indexAt(offsetPx: number): number {
    let at = 0
    let sum = 0
    for (let step = highestPower(this.count); step > 0; step >>= 1) {
      const next = at + step
      if (next > this.count) continue
      const end = sum + step * this.usualPx + (this.tree[next] ?? 0)
      if (end > offsetPx) continue
      at = next
      sum = end
    }
    return Math.max(0, Math.min(at, this.count - 1))
  }

  heightOf(index: number): number {
    return this.usualPx + (this.extra[index] ?? 0)
  }

  /** Returns by how much the row has grown. */
  set(index: number, heightPx: number): number {
    const grown = heightPx - this.heightOf(index)
    if (grown === 0 || index < 0 || index >= this.count) return 0
    this.extra[index] = heightPx - this.usualPx
    for (let at = index + 1; at <= this.count; at += at & -at) this.tree[at] = (this.tree[at] ?? 0) + grown
    return grown
  }
}

const highestPower = (count: number): number => (count < 1 ? 0 : 2 ** Math.floor(Math.log2(count)))
