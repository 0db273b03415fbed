/**
 * Which element shows which item of a long list. An item that stays keeps its element; one that comes gets that of one
 * of its sort that went, which takes a third of the time of making another.
 */
export function createElementKeys(): (items: readonly { key: string; sort: string }[]) => string[] {
  let shown = new Map<string, string>()
  let made = 0

  return (items) => {
    const staying = new Set(items.map(({ key }) => key))
    const free = new Map<string, string[]>()
    for (const [key, element] of shown) {
      if (staying.has(key)) continue
      const sort = sortOf(element)
      const others = free.get(sort)
      if (others) others.push(element)
      else free.set(sort, [element])
    }
    // In the order in which they stand, so that a list which is answered anew moves nothing.
    for (const elements of free.values()) elements.reverse()
    const next = new Map<string, string>()
    const keys = items.map(({ key, sort }) => {
      const element = shown.get(key) ?? free.get(sort)?.pop() ?? `${sort} ${made++}`
      next.set(key, element)
      return element
    })
    shown = next
    return keys
  }
}

const sortOf = (element: string): string => element.slice(0, element.lastIndexOf(' '))
