import { describe, expect, test } from 'vitest'
import { calendarTable } from '../../../../src/app/components/zone/tables/calendarTable'
import { categoryTable } from '../../../../src/app/components/zone/tables/categoryTable'
import { pairingTable } from '../../../../src/app/components/zone/tables/pairingTable'
import { ruleTable } from '../../../../src/app/components/zone/tables/ruleTable'
import {
  tableRows,
  type SettingsTable,
  type TablePlan,
} from '../../../../src/app/components/zone/tables/table'
import { unitTable } from '../../../../src/app/components/zone/tables/unitTable'
import { csvOf } from '../../../../src/app/components/desk/exportIssues'
import { plainFile } from '../../../../src/app/xlsx/plainSheet'
import { readCells, type CellRow } from '../../../../src/app/xlsx/readCells'
import { usualRules } from '../../../../src/domain/settings/rules'
import type { Row, RowKind } from '../../../../src/domain/rows'
import { id } from '../../../fixtures/ids'
import { makePairing, persons, row } from '../../../fixtures/rows'
import { settingsZone } from '../../../fixtures/settings'

const zone = settingsZone(
  row('unit', 'unit-3', { name: '=SUM(1,2)&"办"', kind: 'team', areaId: 'V1', active: false }),
)
const all = <K extends RowKind>(kind: K): Row<K>[] =>
  [...zone.held.values()].filter((each) => each.kind === kind) as unknown as Row<K>[]
let next = 500
const newId = () => id(next++)
const years = [
  { year: 2026, holidays: [{ name: '', from: '2026-01-01', to: '2026-01-03' }], makeUpDays: ['2026-01-04'] },
]

const tables: [string, SettingsTable][] = [
  ['units', unitTable({ units: all('unit'), areas: all('area'), newId })],
  ['categories', categoryTable({ categories: all('category'), units: all('unit'), newId })],
  ['rules', ruleTable(usualRules)],
  ['calendar', calendarTable(years)],
  [
    'pairings',
    pairingTable({
      pairings: [
        ...all('pairing'),
        row('pairing', id(11), makePairing({ endedOn: '2026-06-20', kind: 'leader' })),
      ],
      people: all('person'),
      units: all('unit'),
      areas: all('area'),
      subjectName: () => undefined,
      today: '2026-07-01',
      newId,
    }),
  ],
]
const table = (name: string): SettingsTable => tables.find(([each]) => each === name)?.[1] as SettingsTable

function planOf(of: SettingsTable, cells: readonly CellRow[]): TablePlan {
  const found = tableRows(cells, of.needs)
  if ('missing' in found) throw new Error(found.missing.join())
  return of.plan(found.rows)
}
const asFile = async ({ head, rows }: ReturnType<SettingsTable['sheet']>): Promise<Uint8Array> =>
  new Uint8Array(await plainFile({ name: '表', head, rows, createdOn: '2026-07-01' }).arrayBuffer())
function cellsOf(file: Uint8Array): CellRow[] {
  const read = readCells(file)
  if (!read.ok) throw new Error(read.failure)
  return read.rows
}
/** The table as exported, with one cell changed or a row added. */
const edited = (
  of: SettingsTable,
  change: (rows: string[][], head: readonly string[]) => void,
): TablePlan => {
  const { head, rows } = of.sheet()
  const cells = rows.map((each) => each.map(String))
  change(cells, head)
  return planOf(
    of,
    [[...head], ...cells].map((each, at) => ({ number: at + 1, cells: each })),
  )
}
const set = (rows: string[][], head: readonly string[], at: number, column: string, value: string): void => {
  const cells = rows[at]
  const place = head.indexOf(column)
  if (!cells || place < 0) throw new Error(column)
  cells[place] = value
}

describe('a table that is exported and taken in again', () => {
  test.each(tables)('changes nothing: %s', async (_, of) => {
    const sheet = of.sheet()
    expect(sheet.rows.length).toBeGreaterThan(0)
    const nothing = { planned: [], problems: [], same: sheet.rows.length }
    expect(planOf(of, cellsOf(await asFile(sheet)))).toEqual(nothing)
    const csv = new TextEncoder().encode(csvOf({ head: sheet.head, rows: sheet.rows }))
    expect(planOf(of, cellsOf(csv))).toEqual(nothing)
  })
  test('keeps a name that looks like a formula as a name', async () => {
    const cells = cellsOf(await asFile(table('units').sheet()))
    expect(cells.some(({ cells: each }) => each.includes('=SUM(1,2)&"办"'))).toBe(true)
  })
  test('is found below a title, its columns in any order', () => {
    const { head, rows } = table('units').sheet()
    const turned = [['单位表'], [...head].reverse(), ...rows.map((each) => each.map(String).reverse())]
    const plan = planOf(
      table('units'),
      turned.map((cells, at) => ({ number: at + 1, cells })),
    )
    expect(plan).toMatchObject({ planned: [], problems: [], same: rows.length })
  })
  test('says which columns it lacks when it is another table', () => {
    expect(tableRows([{ number: 1, cells: ['名称', '电话'] }], table('units').needs)).toEqual({
      missing: ['类型'],
    })
  })
})

describe('units in a table', () => {
  test('changed, added and switched off, each row by its own commands', () => {
    const plan = edited(table('units'), (rows, head) => {
      set(rows, head, 0, '名称', '党政综合办')
      set(rows, head, 1, '状态', '停用')
      rows.push(['', '应急办', '部门', '甲村', ''])
    })
    expect(plan.problems).toEqual([])
    expect(plan.planned.map(({ row: number, isNew, requests }) => [number, isNew, requests])).toEqual([
      [2, false, [{ name: 'unit.edit', args: { unitId: 'unit-1', name: '党政综合办' } }]],
      [3, false, [{ name: 'unit.setActive', args: { unitId: 'unit-2', active: false } }]],
      [
        5,
        true,
        [
          {
            name: 'unit.create',
            args: { unitId: expect.any(String) as string, name: '应急办', kind: 'department', areaId: 'V1' },
          },
        ],
      ],
    ])
    expect(plan.planned[0]?.changes).toEqual([{ field: 'name', before: '党政办', after: '党政综合办' }])
  })
  test('a row that can’t be read is left out with its number, column and reason', () => {
    const plan = edited(table('units'), (rows, head) => {
      set(rows, head, 0, '名称', '')
      set(rows, head, 1, '类型', '公司')
      rows.push(['nobody', '丁办', '部门', '', ''], ['', '戊办', '部门', '天上村', ''])
      rows.push(['', '己办', '部门', '', ''], ['', '己办', '部门', '', ''])
    })
    expect(plan.problems.map(({ row: number, column, code }) => [number, column, code])).toEqual([
      [2, '名称', 'needed'],
      [3, '类型', 'notInList'],
      [5, '编号（不要改）', 'unknown'],
      [6, '所在区域', 'unknown'],
      [8, '名称', 'double'],
    ])
    expect(plan.planned.map(({ name }) => name)).toEqual(['己办'])
  })
})

describe('categories in a table', () => {
  test('a heading and what stands below it can both be new, in whatever order', () => {
    const plan = edited(table('categories'), (rows) => {
      rows.push(
        ['', '平安建设', '消防', '民政办', '否', '1', ''],
        ['', '', '平安建设', '民政办', '', '9', ''],
      )
    })
    const [top, below] = plan.planned.map(({ requests }) => requests[0]?.args as Record<string, unknown>)
    expect(plan.problems).toEqual([])
    expect(top).toMatchObject({ name: '平安建设', parentId: null })
    expect(below).toMatchObject({ name: '消防', parentId: top?.['categoryId'] })
  })
  test('another unit and another order are one edit', () => {
    const plan = edited(table('categories'), (rows, head) => {
      set(rows, head, 0, '牵头单位', '民政办')
      set(rows, head, 0, '顺序', '7')
    })
    expect(plan.planned[0]?.requests).toEqual([
      { name: 'category.edit', args: { categoryId: 'cat-1', leadUnitId: 'unit-2', order: 7 } },
    ])
  })
  test('a word that is neither yes nor no is told', () => {
    const plan = edited(table('categories'), (rows, head) => set(rows, head, 0, '保密', '也许'))
    expect(plan.problems).toMatchObject([{ row: 2, column: '保密', code: 'notYesNo', value: '也许' }])
  })
})

describe('rules in a table', () => {
  test('all changes are one command; one out of its bounds is told', () => {
    const plan = edited(table('rules'), (rows, head) => {
      set(rows, head, 2, '数值', '5')
      set(rows, head, 7, '数值', '8')
      set(rows, head, 1, '数值', '0')
      set(rows, head, 3, '数值', '十')
    })
    expect(plan.planned.map(({ requests }) => requests)).toEqual([
      [{ name: 'rules.edit', args: { rules: { handBackDays: 5, drawSize: 8 } } }],
    ])
    expect(plan.problems.map(({ row: number, code }) => [number, code])).toEqual([
      [3, 'notInList'],
      [5, 'notNumber'],
    ])
  })
})

describe('a calendar in a table', () => {
  test('a new year is one command, however its dates are written', () => {
    const plan = edited(table('calendar'), (rows) => {
      rows.push(
        ['2027', '放假', '元旦', '2027/1/1', '2027年1月3日'],
        ['2027', '放假', '清明', '46482', ''],
        ['2027', '调休上班', '', '2027-02-14', ''],
      )
    })
    expect(plan.problems).toEqual([])
    expect(plan.planned.map(({ isNew, requests }) => [isNew, requests])).toEqual([
      [
        true,
        [
          {
            name: 'calendar.setYear',
            args: {
              year: 2027,
              holidays: [
                { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
                { name: '清明', from: '2027-04-05', to: '2027-04-05' },
              ],
              makeUpDays: ['2027-02-14'],
            },
          },
        ],
      ],
    ])
  })
  test('a year with a row that can’t be read waits as a whole', () => {
    const plan = edited(table('calendar'), (rows) => {
      rows.push(['2027', '放假', '元旦', '2027-01-01', ''], ['2027', '放假', '春节', '初一', ''])
    })
    expect(plan.planned).toEqual([])
    expect(plan.problems).toMatchObject([{ row: 5, column: '开始日期', code: 'notDate' }])
  })
})

describe('pairings in a table', () => {
  test('one is ended and one begun; what can’t change is told', () => {
    const plan = edited(table('pairings'), (rows, head) => {
      set(rows, head, 0, '结束日期', '2026-07-01')
      set(rows, head, 1, '类型', '结对帮扶')
      rows.push(['', '乙', '', '干部联系', '乙村', '', '60', '2026-07-01', ''])
      rows.push(['', '无名', '', '干部联系', '乙村', '', '', '', ''])
    })
    expect(plan.planned.map(({ requests }) => requests[0])).toEqual([
      { name: 'pairing.end', args: { pairingId: id(10), endedOn: '2026-07-01' } },
      {
        name: 'pairing.start',
        args: {
          pairingId: expect.any(String) as string,
          pairing: {
            kind: 'contact',
            personId: persons.otherCadre,
            areaId: 'V2',
            subjectId: null,
            visitEveryDays: 60,
            since: '2026-07-01',
          },
        },
      },
    ])
    expect(plan.problems.map(({ row: number, code }) => [number, code])).toEqual([
      [3, 'fixed'],
      [5, 'unknown'],
    ])
  })
})

describe('a file that is no table', () => {
  test.each<[string, number[], string]>([
    ['an old .xls', [0xd0, 0xcf, 0x11, 0xe0, 0, 0], 'old'],
    ['a picture', [0xff, 0xd8, 0xff, 0xe0, 0, 0x10], 'foreign'],
    ['a zip that is cut off', [0x50, 0x4b, 3, 4, 1, 2, 3], 'broken'],
  ])('is named: %s', (_, bytes, failure) => {
    expect(readCells(new Uint8Array(bytes))).toEqual({ ok: false, failure })
  })
  test('a .csv from Excel in China is read', () => {
    // 名称,类型 in GB18030.
    const bytes = [0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xc0, 0xe0, 0xd0, 0xcd, 0x0d, 0x0a]
    expect(readCells(new Uint8Array(bytes))).toEqual({
      ok: true,
      rows: [{ number: 1, cells: ['名称', '类型'] }],
    })
  })
})
