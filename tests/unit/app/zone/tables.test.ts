import { describe, expect, test } from 'vitest'
import { areaTable } from '../../../../src/app/components/zone/tables/areaTable'
import { calendarTable } from '../../../../src/app/components/zone/tables/calendarTable'
import { campaignTable } from '../../../../src/app/components/zone/tables/campaignTable'
import { categoryTable } from '../../../../src/app/components/zone/tables/categoryTable'
import { pairingTable } from '../../../../src/app/components/zone/tables/pairingTable'
import { personTable } from '../../../../src/app/components/zone/tables/personTable'
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
const campaign = row('campaign', 'campaign-1', {
  ...(all('campaign')[0] as Row<'campaign'>).data,
  phases: [{ id: 'p1', name: '动员部署', from: '2026-06-01', to: '2026-06-07' }],
  keyActions: [],
  groups: [{ id: 'g1', name: '综合协调组', unitId: 'unit-1' }],
  careGroups: [
    { id: 'c1', name: '独居老人' },
    { id: 'c2', name: '孤儿', active: false },
  ],
})
tables.push(
  ['areas', areaTable({ areas: all('area'), newId })],
  [
    'people',
    personTable({
      people: all('person'),
      units: all('unit'),
      areas: all('area'),
      pairings: all('pairing'),
      today: '2026-07-01',
      newId,
    }),
  ],
  ['campaigns', campaignTable({ campaigns: [campaign], units: all('unit'), newId })],
)
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
      missing: ['类型', '所在区域', '状态'],
    })
  })
  test.each(['units', 'categories', 'areas', 'people'])(
    'is not taken in without a column, whose absence would switch on, move or open what stands there: %s',
    (name) => {
      const { head, rows } = table(name).sheet()
      for (const column of head.filter((each) => !each.startsWith('编号'))) {
        const cells = [head, ...rows].map((each) => each.filter((_, at) => head[at] !== column).map(String))
        const found = tableRows(
          cells.map((each, at) => ({ number: at + 1, cells: each })),
          table(name).needs,
        )
        expect(found, column).toEqual({ missing: [column] })
      }
    },
  )
  test.each(['units', 'categories', 'areas', 'people'])('a word that is no state is told: %s', (name) => {
    const plan = edited(table(name), (rows, head) => set(rows, head, 0, '状态', '撤了'))
    expect(plan.problems).toMatchObject([{ row: 2, column: '状态', code: 'notInList', value: '撤了' }])
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
  test('what stands below a heading may be written under its new name', () => {
    const plan = edited(table('categories'), (rows, head) => {
      const top = rows.findIndex((cells) => cells[0] === 'cat-top')
      const below = rows.findIndex((cells) => cells[0] === 'cat-below')
      set(rows, head, top, '名称', '民生保障')
      set(rows, head, below, '上级类别', '民生保障')
    })
    expect(plan.problems).toEqual([])
    expect(plan.planned.map(({ requests }) => requests)).toEqual([
      [{ name: 'category.edit', args: { categoryId: 'cat-top', name: '民生保障' } }],
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

test('a rule that stands twice is told', () => {
  const plan = edited(table('rules'), (rows) => {
    rows.push([...(rows[0] ?? [])])
  })
  expect(plan.problems).toMatchObject([{ row: 10, code: 'double' }])
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

describe('what a table of pairings can’t do', () => {
  test.each([
    ['姓名', '乙'],
    ['村（社区）', '乙村'],
    ['开始日期', '2026-05-01'],
    ['几天走访一次', '7'],
  ])('is told rather than passed over: another %s', (column, value) => {
    const plan = edited(table('pairings'), (rows, head) => set(rows, head, 0, column, value))
    expect(plan.planned).toEqual([])
    expect(plan.problems).toMatchObject([{ row: 2, column, code: 'fixed', value }])
  })
  test('a household, which would become its whole village, and a new one that has ended', () => {
    const plan = edited(table('pairings'), (rows) => {
      rows.push(['', '乙', '', '结对帮扶', '乙村', '户主甲', '', '', ''])
      rows.push(['', '乙', '', '干部联系', '乙村', '', '', '', '2026-06-30'])
    })
    expect(plan.planned).toEqual([])
    expect(plan.problems.map(({ column, code }) => [column, code])).toEqual([
      ['走访对象', 'fixed'],
      ['结束日期', 'fixed'],
    ])
  })
})

describe('areas in a table', () => {
  const added = (rows: string[][]) => rows.push(['', '丙村', '丙一组', '', ''], ['', '', '丙村', '9', '停用'])
  test('a village and its group can both be new, in whatever order', () => {
    const [village, group] = edited(table('areas'), added).planned.map(({ requests }) => requests)
    const args = village?.[0]?.args as { areaId: string }
    expect(village).toMatchObject([
      { name: 'area.create', args: { name: '丙村', parentId: 'Z' } },
      { name: 'area.move', args: { areaId: args.areaId, parentId: 'Z', order: 9 } },
      { name: 'area.setActive', args: { areaId: args.areaId, active: false } },
    ])
    expect(group).toEqual([
      {
        name: 'area.create',
        args: { areaId: expect.any(String) as string, name: '丙一组', parentId: args.areaId },
      },
    ])
  })
  test('another name and place are told and given; a village stays a village', () => {
    const plan = edited(table('areas'), (rows, head) => {
      const at = (areaId: string) => rows.findIndex((cells) => cells[0] === areaId)
      set(rows, head, at('V1'), '名称', '新甲村')
      set(rows, head, at('V2'), '所在村（社区）', '甲村')
      set(rows, head, at('V1-01'), '所在村（社区）', '新甲村')
      set(rows, head, at('V1-01'), '顺序', '8')
    })
    expect(plan.problems).toMatchObject([{ column: '所在村（社区）', code: 'fixed' }])
    expect(plan.planned.map(({ requests }) => requests)).toEqual([
      [{ name: 'area.rename', args: { areaId: 'V1', name: '新甲村' } }],
      [{ name: 'area.move', args: { areaId: 'V1-01', parentId: 'V1', order: 8 } }],
    ])
  })
})

describe('people in a table', () => {
  const rowOf = (rows: string[][], personId: string) => rows.findIndex((cells) => cells[0] === personId)
  test('roles, unit and villages change each by its own command, and the preview says so', () => {
    const plan = edited(table('people'), (rows, head) => {
      const at = rowOf(rows, persons.cadre)
      set(rows, head, at, '角色', '走访干部、责任单位经办人')
      set(rows, head, at, '单位', '民政办')
      set(rows, head, at, '联系的村（社区）', '乙村')
    })
    expect(plan.problems).toEqual([])
    expect(plan.planned.map(({ requests }) => requests)).toMatchObject([
      [
        { name: 'person.setRoles', args: { roles: ['cadre', 'unit'] } },
        { name: 'person.move', args: { unitId: 'unit-2' } },
        { name: 'pairing.end', args: { pairingId: id(10), endedOn: '2026-07-01' } },
        { name: 'pairing.start', args: { pairing: { kind: 'contact', areaId: 'V2' } } },
      ],
    ])
    expect(plan.planned[0]?.changes).toContainEqual({ field: 'villages', before: 'V1', after: 'V2' })
  })
  test('a newcomer is added with villages, and somebody else of the same name is nobody else', () => {
    const plan = edited(table('people'), (rows) => {
      rows.push(['', '新来的', '民政办', '走访干部', '甲村，乙村', ''])
      rows.push(['', '又一个', '民政办', '书记', '', ''])
      rows.push(['', '新来的', '民政办', '走访干部', '', ''])
    })
    expect(plan.planned.map(({ isNew, requests }) => [isNew, requests.map(({ name }) => name)])).toEqual([
      [true, ['person.create', 'pairing.start', 'pairing.start']],
    ])
    expect(plan.problems.map(({ column, code }) => [column, code])).toEqual([
      ['角色', 'unknown'],
      ['姓名', 'double'],
    ])
  })
  test('somebody who leaves is switched off after the villages, and nothing of a login stands in the file', () => {
    const plan = edited(table('people'), (rows, head) => {
      const at = rowOf(rows, persons.cadre)
      set(rows, head, at, '状态', '停用')
      set(rows, head, at, '联系的村（社区）', '')
    })
    expect(plan.planned[0]?.requests.map(({ name }) => name)).toEqual(['pairing.end', 'person.setActive'])
    expect(table('people').sheet().head.join()).not.toMatch(/账号|密码/u)
  })
})

describe('campaigns in a table', () => {
  const parts = (rows: string[][], part: string) => rows.findIndex((cells) => cells[2] === part)
  test('what was changed of one is one command; a line that is missing takes nothing out', () => {
    const plan = edited(table('campaigns'), (rows, head) => {
      set(rows, head, parts(rows, '年份'), '名称或内容', '2027')
      set(rows, head, parts(rows, '阶段'), '结束日期', '2026/6/8')
      rows.splice(parts(rows, '特殊群体类型'), 1)
      rows.push([rows[0]?.[0] ?? '', '', '重点行动', '', '环境共建', '', '', '民政办', ''])
    })
    expect(plan.problems).toEqual([])
    const [planned] = plan.planned
    expect(plan.planned).toHaveLength(1)
    expect(planned?.requests).toMatchObject([
      {
        name: 'campaign.edit',
        args: {
          campaignId: 'campaign-1',
          year: 2027,
          phases: [{ to: '2026-06-08' }],
          keyActions: [{ name: '环境共建', leadUnitId: 'unit-2' }],
        },
      },
    ])
    expect(Object.keys(planned?.requests[0]?.args ?? {})).not.toContain('careGroups')
  })
  test('one with a mistake waits as a whole, and none is begun here', () => {
    const plan = edited(table('campaigns'), (rows, head) => {
      set(rows, head, parts(rows, '年份'), '名称或内容', '明年')
      set(rows, head, parts(rows, '活动名称'), '名称或内容', '又一轮')
      rows.push(['', '新活动', '活动名称', '', '新活动', '', '', '', ''])
    })
    expect(plan.planned).toEqual([])
    expect(plan.problems.map(({ column, code }) => [column, code])).toEqual([
      ['名称或内容', 'notNumber'],
      ['编号（不要改）', 'needed'],
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
