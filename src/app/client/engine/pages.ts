/** Pages as they come: looked through before anything of them is stored, sealed, and compared by checksum afterwards. */
import type { RowKind } from '../../../domain/rows'
import type { Page } from '../../../sync/down'
import { readLine } from '../rows/rowMaps'
import type { Write } from '../../db/port'
import type { Vault } from '../ports'
import type { Memory } from './memory'
import { sealContext } from './unseal'

/** A scope that differs this often in a row has another trouble than rot: it is counted, not fetched for ever. */
const maxHeals = 5

const linesOf = ({ lines }: Page): string[] => (lines === '' ? [] : lines.split('\n'))

/** False for a page with a line that is none: it is left out, and asked for again since its cursor is not taken. */
export function isSound(page: Page): boolean {
  try {
    for (const line of linesOf(page)) readLine(line)
    return true
  } catch {
    return false
  }
}

export async function sealPage(vault: Pick<Vault, 'seal'>, page: Page): Promise<Write[]> {
  const { scope } = page
  const writes: Write[] = []
  for (const line of linesOf(page)) {
    const { kind, id, version } = readLine(line)
    const key = `${scope}|${kind}:${id}`
    const sealed = await vault.seal(line, sealContext.delta(key))
    writes.push({ op: 'put', table: 'delta', record: { key, scope, version, sealed } })
  }
  return writes
}

/** A scope whose own checksum differs from the server's is fetched again from the start. */
export function healDiffering(memory: Memory, pages: readonly Page[]): void {
  for (const { scope, sum } of pages) {
    // What is not unpacked yet is compared when it is asked for again.
    if (sum === null || !memory.isOpened(scope)) continue
    if (sum === memory.confirmed.scopeSum(scope)) {
      memory.differed.delete(scope)
      continue
    }
    const times = (memory.differed.get(scope) ?? 0) + 1
    memory.differed.set(scope, times)
    if (times <= maxHeals) memory.broken.add(scope)
  }
}

export function showPages(memory: Memory, pages: readonly Page[], kinds: Set<RowKind>): void {
  for (const { scope, lines } of pages) memory.takeLines(scope, lines, kinds)
  healDiffering(memory, pages)
}
