import { afterEach, describe, expect, test, vi } from 'vitest'
import { ledgerName, ledgerWorkbook, type LedgerOf } from '../../../../src/app/components/lists/ledger'
import { xlsxBytes } from '../../../../src/app/xlsx/workbook'
import {
  itemIdOf,
  type Edition,
  type EditionList,
  type LedgerLine,
} from '../../../../src/domain/edition/rows'
import type { Row } from '../../../../src/domain/rows'
import { readXlsx } from '../../../../src/server/import/xlsx'
import { openZip } from '../../../../src/server/import/zip'
import {
  after,
  editionIn,
  editionZone,
  freeze,
  issueA,
  issueB,
  itemIn,
  note,
  open,
  taskA,
} from '../../../fixtures/edition'
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
function withLines(
  list: EditionList,
  lines: readonly Partial<LedgerLine>[],
  overrides: Partial<Edition> = {},
): LedgerOf {
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

  test('has the columns of each list under two lines of head, and no column twice', async () => {
    const heads = (await sheetsOf(july())).map(({ rows, merges }) => {
      const [groups, heads] = [rows[2]!.cells, rows[3]!.cells]
      const under = merges.filter(({ top, bottom }) => top === 3 && bottom === 3)
      return {
        columns: groups.map((group, at) => heads[at] ?? group),
        groups: under.map(({ left, right }) => [groups[left], left, right]),
      }
    })
    expect(heads).toEqual([
      {
        columns: [
          ...[
            '序号',
            '编号',
            '来源',
            '区域',
            '反映对象',
            '类别',
            '问题描述',
            '责任单位',
            '责任领导',
            '经办人',
          ],
          ...['措施', '完成时限', '进展', '备注'],
        ],
        groups: [
          ['群众反映情况', 2, 6],
          ['责任落实', 7, 9],
          ['办理情况', 10, 12],
        ],
      },
      {
        columns: [
          ...['序号', '编号', '区域', '反映对象', '类别', '问题描述', '责任单位', '责任领导', '经办人'],
          ...['措施', '完成时限', '进展', '办理结果', '备注'],
        ],
        groups: [
          ['群众反映情况', 2, 5],
          ['责任落实', 6, 8],
          ['办理情况', 9, 12],
        ],
      },
      {
        columns: [
          ...['序号', '编号', '区域', '反映对象', '类别', '问题描述', '责任单位', '责任领导', '经办人'],
          ...['措施', '办理结果', '满意度', '销号日期', '公开形式', '备注'],
        ],
        groups: [
          ['群众反映情况', 2, 5],
          ['责任落实', 6, 8],
          ['办理情况', 9, 12],
        ],
      },
    ])
  })

  test('writes a line out: numbers as numbers, dates as dates, states in words', async () => {
    const [issues, tasks] = await sheetsOf(july())
    expect(issues!.rows[4]!.cells).toEqual([
      1,
      '2026-0001',
      '入户走访',
      '甲村',
      expect.any(String),
      '环境保护',
      expect.stringMatching(/\n/),
      '党政办\n配合单位：民政办',
      '戊',
      '甲',
      '换灯泡，查线路',
      { date: '2026-07-20' },
      '办理中：灯泡已到（7月1日）',
      '研究意见：月底前办结',
    ])
    expect(issues!.rows[5]!.cells.slice(0, 6)).toEqual([2, '2026-0002', null, '乙村', '整村事项', '环境保护'])
    expect(issues!.rows[5]!.cells[11] ?? null).toBeNull()
    expect(tasks!.rows[4]!.cells.slice(9, 12)).toEqual([
      '修路灯\n换灯泡，查线路',
      { date: '2026-07-20' },
      '办理中：灯泡已到（7月1日）',
    ])
  })

  test('tells of an effect what came of it, how content people are, when it was struck off and where it is shown', async () => {
    const effect: Partial<LedgerLine> = {
      state: 'struckOff',
      outcome: 'partly',
      result: '换了一盏',
      doneOn: '2025-12-30',
      satisfaction: 'fairly',
      struckOffOn: '2026-07-15',
      publicForms: ['board', 'partyDay'],
      category: '保障民生/社会保障',
    }
    const [, , sheet] = await sheetsOf(withLines('effects', [effect]))
    const cells = sheet!.rows[4]!.cells
    expect(cells[4]).toBe('保障民生/\n社会保障')
    expect(cells.slice(10, 14)).toEqual([
      '部分解决：换了一盏（2025年12月30日）',
      '基本满意',
      { date: '2026-07-15' },
      '公示栏、主题党日通报',
    ])
  })

  test('names the master issue of one that was merged, and each number of a task on a line of its own', async () => {
    const [merged] = await sheetsOf(withLines('issues', [{ state: 'merged', mergedInto: '2026-0009' }]))
    expect(merged!.rows[4]!.cells[12]).toBe('已并入主问题 2026-0009')
    const [, tasks] = await sheetsOf(
      withLines('tasks', [{ state: 'reopened', number: '2026-0001、2026-0002' }]),
    )
    expect(tasks!.rows[4]!.cells[1]).toBe('2026-0001\n2026-0002')
    expect(tasks!.rows[4]!.cells[11]).toMatch(/^重新办理：/)
  })

  test('keeps what was taken off out of it', async () => {
    const of = july()
    const items = [...of.items].map((item) =>
      item.data.refId === issueB
        ? {
            ...item,
            data: {
              ...item.data,
              removed: { by: 'p', on: '2026-07-01', reason: '重复', confidential: false },
            },
          }
        : item,
    )
    const [issues] = await sheetsOf({ ...of, items })
    expect(issues!.rows).toHaveLength(5)
  })

  test('says of an empty list that it is empty, and below the table what was remarked and corrected', async () => {
    const correction = july({
      correctsId: id(71),
      reason: '漏列一件',
      issuesRemark: '新列入两件',
      number: '2026-07-更1',
    })
    const [issues, , effects] = await sheetsOf(correction)
    expect(issues!.rows.slice(6).map(({ cells }) => cells[0])).toEqual([
      '说明：新列入两件',
      '更正原因：漏列一件',
    ])
    expect(effects!.rows.slice(4).map(({ cells }) => cells[0])).toEqual(['（本月无）', '更正原因：漏列一件'])
    expect(effects!.merges).toContainEqual({ top: 5, bottom: 5, left: 0, right: 14 })
  })

  test('is called after zone and month; a correction also after its number', () => {
    expect(ledgerName(july())).toBe('曾都经开区2026年7月清单台账.xlsx')
    expect(ledgerName(july({ correctsId: id(71), number: '2026-07-更1' }))).toBe(
      '曾都经开区2026年7月清单台账（2026-07-更1）.xlsx',
    )
    expect(ledgerName({ ...july(), zone: 'a/b:c' })).toBe('a b c2026年7月清单台账.xlsx')
  })

  test('is not made of a draft, nor of what the server has not confirmed', () => {
    expect(() => ledgerWorkbook(july({ state: 'draft', frozenOn: null }))).toThrow('frozen')
    expect(() => ledgerWorkbook(july({ hash: null }))).toThrow('frozen')
  })
})

describe('the file', () => {
  test('is the same to the byte whenever, wherever and from whatever order of rows it is made', () => {
    const of = july()
    const first = bytesOf(of)
    vi.useFakeTimers()
    vi.setSystemTime(new Date('2031-03-04T05:06:07Z'))
    for (const zoneOfMachine of ['America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati']) {
      vi.stubEnv('TZ', zoneOfMachine)
      expect(Buffer.compare(bytesOf({ ...of, items: [...of.items].reverse() }), first)).toBe(0)
    }
    expect(Buffer.compare(bytesOf(july({ title: '别的', issuesRemark: '补' })), first)).not.toBe(0)
  })

  test('carries the day of the freeze as its own', async () => {
    expect(await partOf(july(), 'docProps/core.xml')).toContain('>2026-06-30T16:00:00Z</dcterms:created>')
  })

  test('prints on A4 across, all columns on a page, the head on each, with number, page and hash at its foot', async () => {
    const xml = await sheetXmlOf(july())
    expect(xml).toContain('<pageSetUpPr fitToPage="1"/>')
    expect(xml).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>')
    expect(xml).toContain(
      '<oddFooter>&amp;L编号 2026-07&amp;C第 &amp;P 页，共 &amp;N 页&amp;R校验码 9f86d081884c</oddFooter>',
    )
    expect(await partOf(july(), 'xl/workbook.xml')).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="1">'任务清单'!$3:$4</definedName>`,
    )
  })

  test('keeps its head in view, and its title over all columns', async () => {
    expect(await sheetXmlOf(july())).toContain(
      '<pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/>',
    )
    const [issues] = await sheetsOf(july())
    expect(issues!.merges).toContainEqual({ top: 1, bottom: 1, left: 0, right: 13 })
    expect(issues!.merges).toContainEqual({ top: 3, bottom: 4, left: 0, right: 0 })
  })

  test('has a border around every cell of the table, those behind merged ones too', async () => {
    const [xml, styles] = [await sheetXmlOf(july()), await partOf(july(), 'xl/styles.xml')]
    const formats = [...styles.split('<cellXfs')[1]!.matchAll(/<xf [^>]*borderId="(\d)"/g)].map(
      ([, border]) => border,
    )
    const cells = [...xml.matchAll(/<c r="[A-Z]+([3-6])" s="(\d+)"/g)]
    expect(cells).toHaveLength(4 * 14)
    for (const [cell, , style] of cells) expect(formats[Number(style)], cell).toBe('1')
  })

  test.each(['=1+1', '+86', '-20元', '@SUM(A1)', '\t=1+1', '＝1', '  =HYPERLINK("http://x","点")', '|cmd'])(
    'leaves %j the text that it is, also when somebody edits it',
    async (words) => {
      const of = withLines('issues', [
        { measures: words, remark: words, subject: words, title: '', description: words },
      ])
      const xml = await sheetXmlOf(of)
      expect(xml).not.toMatch(/<f[ >]/)
      const [sheet] = await sheetsOf(of)
      for (const column of [4, 6, 10, 13]) expect(sheet!.rows[4]!.cells[column]).toBe(words)
      const formats = [...(await partOf(of, 'xl/styles.xml')).split('<cellXfs')[1]!.matchAll(/<xf [^>]*>/g)]
      const style = Number(/<c r="K5" s="(\d+)"/.exec(xml)?.[1])
      expect(formats[style]?.[0].includes('quotePrefix="1"')).toBe(words !== '|cmd')
    },
  )

  test('survives whatever a text may hold', async () => {
    const hostile = '<b>&amp; "引号" \u0000\u0007\uD800 ]]> _x0041_ \r\n第二行 😀\uFFFF'
    const [sheet] = await sheetsOf(withLines('issues', [{ measures: hostile }]))
    expect(sheet!.rows[4]!.cells[10]).toBe('<b>&amp; "引号"  ]]> _x0041_ \n第二行 😀')
    const [long] = await sheetsOf(withLines('issues', [{ measures: '长'.repeat(40_000) }]))
    expect(long!.rows[4]!.cells[10]).toHaveLength(32_767)
  })

  test('shows the longest text that a field takes whole: no row is taller than Excel allows', async () => {
    const of = withLines('issues', [
      { description: '水渠淤了三年'.repeat(333), measures: '清淤\n'.repeat(20) },
      { title: '灯', description: '', measures: '换', remark: '', progress: '', assistUnits: '' },
    ])
    const [issues] = ledgerWorkbook(of).sheets
    const heights = issues!.rows.slice(4).map(({ heightPt }) => heightPt)
    expect(heights[0]).toBeLessThanOrEqual(409)
    expect(heights[0]).toBeGreaterThan(300)
    expect(heights[1]).toBe(28)
    // What is short stays narrow, and so does what no width would make lower.
    expect(issues!.widths[13]).toBe(10)
    expect(issues!.widths[6]).toBeGreaterThan(32)
    const tall = withLines('issues', [{ measures: '清淤\n'.repeat(60) }])
    expect(ledgerWorkbook(tall).sheets[0]!.widths[10]).toBe(16)
    expect(await sheetXmlOf(tall)).toContain('<row r="5" ht="409">')
  })

  test('holds a large zone’s month of 1,500 lines', async () => {
    const lines = Array.from({ length: 1_500 }, (_, at) => ({
      number: `2026-${String(at).padStart(4, '0')}`,
    }))
    const of = withLines('issues', lines)
    const [issues] = await sheetsOf(of)
    expect(issues!.rows).toHaveLength(4 + 1_500)
    expect(issues!.rows.at(-1)?.cells[0]).toBe(1_500)
  })
})
