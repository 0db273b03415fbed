import { afterEach, describe, expect, test, vi } from 'vitest'
import { ledgerName, ledgerWorkbook, type LedgerOf } from '../../../../src/app/components/lists/ledger'
import { xlsxBytes } from '../../../../src/app/xlsx/workbook'
import { itemIdOf, type Edition, type EditionList, type LedgerLine } from '../../../../src/domain/edition/rows'
import type { Row } from '../../../../src/domain/rows'
import { readXlsx } from '../../../../src/server/import/xlsx'
import { openZip } from '../../../../src/server/import/zip'
import { after, editionIn, editionZone, freeze, issueA, issueB, itemIn, note, open, taskA } from '../../../fixtures/edition'
import { id } from '../../../fixtures/ids'
import { row } from '../../../fixtures/rows'

const hash = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const zone = '曾都经开区'

/** The fixture's July: two issues with a decision on one of them, and a task, frozen by the real commands. */
function july(overrides: Partial<Edition> = {}): LedgerOf {
  const rows = after(editionZone(), open(), note(), freeze())
  const item = (list: EditionList, refId: string) =>
    row('editionItem', itemIdOf(id(70), list, refId), itemIn(rows, list, refId))
  return {
    edition: row('edition', id(70), { ...editionIn(rows), number: '2026-07', hash, ...overrides }),
    items: [item('issues', issueA), item('issues', issueB), item('tasks', taskA)],
    zone,
  }
}

/** The same with more in its lists: the first issue's line, changed. */
function withLines(list: EditionList, lines: readonly Partial<LedgerLine>[], overrides: Partial<Edition> = {}): LedgerOf {
  const of = july(overrides)
  const [first] = [...of.items] as [Row<'editionItem'>]
  const items = lines.map((line, at) =>
    row('editionItem', `more-${at}`, {
      ...first.data,
      list,
      refId: id(500 + at),
      decision: '',
      line: { ...first.data.line!, serial: at + 1, ...line },
    }),
  )
  return { ...of, items: [...[...of.items].filter(({ data }) => data.list !== list), ...items] }
}

const bytesOf = (of: LedgerOf): Uint8Array => xlsxBytes(ledgerWorkbook(of))
const sheetsOf = (of: LedgerOf) => readXlsx(bytesOf(of))
async function partOf(of: LedgerOf, name: string): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of openZip(bytesOf(of)).unpack(name)) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
const sheetXmlOf = (of: LedgerOf, number = 1) => partOf(of, `xl/worksheets/sheet${number}.xml`)

afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

describe('the ledger of a frozen edition', () => {
  test('has a sheet per list, in the order in which the edition has them', async () => {
    expect((await sheetsOf(july())).map(({ name }) => name)).toEqual(['问题清单', '任务清单', '效果清单'])
    const reversed = july({ sections: ['effects', 'tasks', 'issues'] })
    expect((await sheetsOf(reversed)).map(({ name }) => name)).toEqual(['效果清单', '任务清单', '问题清单'])
  })

  test('says above each table whose it is, of which month, its number and its days', async () => {
    const [sheet] = await sheetsOf(july())
    const [title, line] = sheet!.rows
    expect(title?.cells[0]).toBe('曾都经开区2026年7月问题清单')
    expect(line?.cells.filter(Boolean)).toEqual([
      '填报单位：曾都经开区综合协调组',
      '编号：2026-07\u3000研判日期：2026年7月1日\u3000定稿日期：2026年7月1日',
    ])
  })
})
