/**
 * What the server adds to an accepted command in its transaction: numbers in commit order, the hash of an edition that
 * is frozen, who is drawn for a return visit. It never changes a verdict.
 */
import { createHash } from 'node:crypto'
import type { ServerAddition } from '../../domain/command/define'
import { contentOfEdition } from '../../domain/edition/content'
import type { EditionContent } from '../../domain/edition/content'
import { rowKey, type AnyRow, type Row, type RowKind } from '../../domain/rows'
import { shanghaiDate } from '../../domain/time/shanghai'
import { canonicalJson } from '../../sync/canonical'
import type { Random } from '../ports'
import type { WriteTx } from '../store/port'
import { sampleDraw } from './sampleDraw'
import type { WritableRow } from './workingSet'

export function keyOfAddition(addition: ServerAddition): string {
  switch (addition.add) {
    case 'issueNumber':
      return rowKey('issue', addition.issueId)
    case 'editionNumber':
      return rowKey('edition', addition.editionId)
    case 'drawSample':
      return rowKey('draw', addition.drawId)
  }
}

/** SHA-256 over the canonical JSON of a frozen edition, in hex. */
export const hashOfContent = (content: EditionContent): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex')

export class ServerAdditions {
  private readonly tx: WriteTx
  private readonly random: Random
  private readonly newest: (kind: RowKind, id: string) => AnyRow | undefined
  private readonly counters = new Map<string, { next: number; used: number }>()

  constructor(tx: WriteTx, random: Random, newest: (kind: RowKind, id: string) => AnyRow | undefined) {
    this.tx = tx
    this.random = random
    this.newest = newest
  }

  /** The rows with what is added to them, the numbered one first. `rows`: those that the command changes. */
  async make(
    addition: ServerAddition,
    rows: ReadonlyMap<string, WritableRow>,
    receivedAt: number,
  ): Promise<{ added: [AnyRow, ...AnyRow[]]; number: string }> {
    const row = rows.get(keyOfAddition(addition))?.row
    if (row?.kind === 'issue') {
      const number = await this.issueNumber(receivedAt)
      return { added: [{ ...row, data: { ...row.data, number } }], number }
    }
    if (row?.kind === 'edition') {
      const number = await this.editionNumber(row.data.month)
      const data = { ...row.data, number }
      const hash = hashOfContent(contentOfEdition(data, itemsOf(row.id, rows)))
      return { added: [{ ...row, data: { ...data, hash } }], number }
    }
    if (row?.kind === 'draw') {
      const contact = rows.get(rowKey('drawContact', row.id))?.row
      if (contact?.kind !== 'drawContact') throw new Error('a draw without whom to go to')
      const seed = this.random.hex(16)
      const { draw, parties } = await sampleDraw(this.tx, row.data, seed, this.newest)
      const number = await this.drawNumber(receivedAt)
      return {
        added: [
          { ...row, data: { ...draw, number } },
          { ...contact, data: { ...contact.data, parties } },
        ],
        number,
      }
    }
    throw new Error('a number for a row that has none')
  }

  async write(): Promise<void> {
    for (const [name, { used }] of this.counters) if (used > 0) await this.tx.reserveNumbers(name, used)
  }

  /** `2026-0137`, the year being Shanghai's at receipt. */
  private async issueNumber(receivedAt: number): Promise<string> {
    const year = shanghaiDate(receivedAt).slice(0, 4)
    return `${year}-${String(await this.next(`issue:${year}`)).padStart(4, '0')}`
  }

  /** `2026-11`, and for its corrections (更正) `2026-11-更1`, `2026-11-更2`. */
  private async editionNumber(month: string): Promise<string> {
    const count = await this.next(`edition:${month}`)
    return count === 1 ? month : `${month}-更${count - 1}`
  }

  /** `2026-抽3`: each draw has one, so none can be thrown away unseen. */
  private async drawNumber(receivedAt: number): Promise<string> {
    const year = shanghaiDate(receivedAt).slice(0, 4)
    return `${year}-抽${await this.next(`draw:${year}`)}`
  }

  private async next(name: string): Promise<number> {
    const counter = this.counters.get(name) ?? { next: await this.tx.reserveNumbers(name, 0), used: 0 }
    this.counters.set(name, { ...counter, used: counter.used + 1 })
    return counter.next + counter.used
  }
}

/** A freeze changes every item that stands in the edition, so all of them are at hand. */
function itemsOf(editionId: string, rows: ReadonlyMap<string, WritableRow>): Row<'editionItem'>[] {
  return [...rows.values()].flatMap(({ row }) =>
    row.kind === 'editionItem' && row.data.editionId === editionId ? [row] : [],
  )
}
