import { createHash } from 'node:crypto'
import { contentOfEdition } from '../../../src/domain/edition/content'
import { editionLists } from '../../../src/domain/edition/rows'
import type { Row } from '../../../src/domain/rows'
import { canonicalJson } from '../../../src/sync/canonical'
import type { Counts } from '../seen'
import type { Past } from './past'
import { demand } from './violation'

type Seen = Pick<Counts, 'frozenEditions' | 'frozenLines' | 'corrections'>

/**
 * L: the hash of a frozen edition is that of its content, a month has one frozen edition and corrections that follow each
 * other, and nothing confidential stands in any.
 */
export function checkEditions(past: Past): Seen {
  const seen: Seen = { frozenEditions: 0, frozenLines: 0, corrections: 0 }
  const all = past.rows('edition')
  for (const { id, data } of all.filter((row) => row.data.state === 'frozen')) {
    seen.frozenEditions += 1
    if (data.correctsId !== null) seen.corrections += 1
    const items = past.rows('editionItem').filter((item) => item.data.editionId === id)
    const content = contentOfEdition(data, items)
    const hash = createHash('sha256').update(canonicalJson(content)).digest('hex')
    demand(data.hash === hash, 'L', () => `edition ${id} does not match its hash`)
    for (const list of editionLists) {
      const lines = content.lists[list]
      seen.frozenLines += lines.length
      const isCounted = lines.every(({ line }, index) => line.serial === index + 1)
      demand(isCounted && data.counts?.[list] === lines.length, 'L', () => `edition ${id} counts wrongly`)
      for (const { refId } of lines) {
        const isTold = past.row('issue', refId)?.data.confidential !== true
        demand(isTold, 'L', () => `edition ${id} tells of ${refId}`)
      }
    }
  }
  for (const month of new Set(all.map(({ data }) => data.month)))
    checkMonth(
      month,
      all.filter(({ data }) => data.month === month),
    )
  return seen
}

function checkMonth(month: string, editions: readonly Row<'edition'>[]): void {
  const drafts = editions.filter(({ data }) => data.state === 'draft')
  demand(drafts.length <= 1, 'L', () => `${month} has ${drafts.length} drafts`)
  const done = editions.filter(({ data }) => data.state === 'frozen')
  const numbers = done.map(({ data }) => data.number).sort()
  const wanted = done.map((_, index) => (index === 0 ? month : `${month}-更${index}`)).sort()
  demand(numbers.join() === wanted.join(), 'L', () => `${month} is numbered ${numbers.join()}`)
  const corrected = done.map(({ data }) => data.correctsId)
  demand(new Set(corrected).size === done.length, 'L', () => `${month} has two of one edition`)
  const ids = new Set<string | null>([null, ...done.map(({ id }) => id)])
  const isFound = corrected.every((id) => ids.has(id))
  demand(isFound, 'L', () => `${month} corrects what is not frozen`)
}
