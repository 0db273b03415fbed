import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KnownHousehold } from '../../../../src/domain/register/matching'
import { countPlan } from '../../../../src/domain/register/plan'
import type { Cell } from '../../../../src/domain/register/sheet'
import { afterPlan, makeSheet, plan } from '../../../fixtures/register/sheets'

const makeKnown = (overrides: Partial<KnownHousehold> = {}): KnownHousehold => ({
  id: 'k1',
  name: '柳大山',
  areaId: 'V1',
  groupId: 'V1-01',
  address: '新春村一组（柳树湾）5号',
  notes: '',
  tags: [],
  contact: { contactName: '柳大山', phone: '16900000001' },
  members: [],
  ...overrides,
})
const labels = ['组别', '户主姓名', '电话', '住址', '备注']
const register = (...rows: Cell[][]) => [makeSheet('新春村', [labels, ...rows])]
const actions = (planned: ReturnType<typeof plan>) => planned.households.map(({ action }) => action)
const differences = (planned: ReturnType<typeof plan>) =>
  planned.households.flatMap((entry) =>
    entry.action === 'edit'
      ? entry.fields.map(({ field, old, new: now }) => `${field}: ${old} → ${now}`)
      : [],
  )

describe('a file against the register', () => {
  test('the same is the same, however it is written', () => {
    const sheets = register(['1组', '柳 大 山', '169-0000-0001', '一组5号', null])
    const known = [makeKnown({ address: '5号' }), makeKnown({ id: 'k2', name: '别人' })]
    expect(actions(plan(register(['1组', '柳 大 山', '169-0000-0001', '5号', null]), known))).toEqual([
      'same',
    ])
    expect(actions(plan(sheets, [makeKnown({ address: '一组5号' })]))).toEqual(['same'])
    expect(
      actions(
        plan(register(['1组', '柳大山', null, '新春村一组（柳树湾）5号', null]), [
          makeKnown({ address: '5号' }),
        ]),
      ),
    ).toEqual(['same'])
  })
  test('a newer file shows its differences field by field', () => {
    const planned = plan(register(['一组', '柳大山', '16900000002', '12号', '新居']), [makeKnown()])
    expect(differences(planned)).toEqual([
      'address: 新春村一组（柳树湾）5号 → 12号',
      'phone: 16900000001 → 16900000002',
      'notes:  → 新居',
    ])
  })
  test('an empty cell says nothing, and takes nothing away', () => {
    expect(
      actions(plan(register(['一组', '柳大山', null, null, null]), [makeKnown({ notes: '狗凶' })])),
    ).toEqual(['same'])
  })
  test('a remark is added to what cadres wrote, once', () => {
    const known = [makeKnown({ notes: '院里养了狗' })]
    const sheets = register(['一组', '柳大山', null, null, '新居'])
    const first = plan(sheets, known)
    expect(differences(first)).toEqual(['notes: 院里养了狗 → 院里养了狗\n新居'])
    expect(actions(plan(sheets, afterPlan(first, known)))).toEqual(['same'])
  })
  test('a number of somebody else brings the name of whom it reaches', () => {
    const known = [makeKnown({ contact: { contactName: '柳青', phone: '16900000001' } })]
    expect(differences(plan(register(['一组', '柳大山', '16900000009', null, null]), known))).toEqual([
      'phone: 16900000001 → 16900000009',
      'contactName: 柳青 → 柳大山',
    ])
  })
  test('members are added and completed; whom the file does not name stays', () => {
    const known = [
      makeKnown({
        members: [
          { id: 'm1', name: '蒋小玉', relation: '配偶', birthYear: null },
          { id: 'm2', name: '柳小宝', relation: '孙子', birthYear: 2024 },
        ],
      }),
    ]
    const sheets = [
      makeSheet('新春村', [
        ['户主姓名', '姓名', '与户主关系', '出生年份'],
        ['柳大山', '柳大山', '户主', 1965],
        ['柳大山', '蒋小玉', null, 1967],
      ]),
    ]
    const planned = plan(sheets, known)
    expect(planned.households[0]).toMatchObject({
      action: 'edit',
      members: [
        { id: null, member: { name: '柳大山', relation: '户主', birthYear: 1965 } },
        { id: 'm1', member: { name: '蒋小玉', relation: '配偶', birthYear: 1967 } },
      ],
    })
    const after = afterPlan(planned, known)
    expect(after[0]?.members.map(({ name }) => name)).toEqual(['蒋小玉', '柳小宝', '柳大山'])
    expect(actions(plan(sheets, after))).toEqual(['same'])
  })
  test('a new head whom the register lists as a member, at the same number, is a change of head', () => {
    const known = [makeKnown({ members: [{ id: 'm1', name: '柳青', relation: '长子', birthYear: 1990 }] })]
    expect(differences(plan(register(['一组', '柳青', '16900000001', null, null]), known))).toEqual(
      ['name: 柳大山 → 柳青', 'contactName: 柳大山 → 柳青'].slice(0, 1),
    )
  })
})

describe('who is who', () => {
  test('a namesake in another group is another household, with a warning', () => {
    const planned = plan(register(['二组', '柳大山', '16900000005', null, null]), [makeKnown()])
    expect(actions(planned)).toEqual(['create'])
    expect(planned.warnings.map(({ row, code }) => `${row} ${code}`)).toEqual(['2 sameName'])
  })
  test('one of that name in the group whose number and address are both other ones is to be looked at', () => {
    const planned = plan(register(['一组', '柳大山', '16900000009', '77号', null]), [makeKnown()])
    expect(actions(planned)).toEqual(['edit'])
    expect(planned.warnings.map(({ row, code }) => `${row} ${code}`)).toEqual(['2 byNameOnly'])
  })
  test('the number tells that a household has moved to another group', () => {
    expect(differences(plan(register(['二组', '柳大山', '16900000001', null, null]), [makeKnown()]))).toEqual(
      ['groupId: V1-01 → V1-02'],
    )
  })
  test('the same line twice is refused the second time, and says where the first stands', () => {
    const planned = plan(
      register(['一组', '柳大山', '16900000001', null, null], ['1组', '柳大山', null, null, null]),
    )
    expect(actions(planned)).toEqual(['create'])
    expect(planned.rejected).toMatchObject([{ row: 3, code: 'duplicateInFile', value: '新春村 2' }])
  })
  test('two of one name in one group are told apart by their numbers', () => {
    const sheets = register(
      ['一组', '柳大山', '16900000001', null, null],
      ['一组', '柳大山', '16900000002', null, null],
    )
    const known = [
      makeKnown(),
      makeKnown({ id: 'k2', contact: { contactName: '柳大山', phone: '16900000002' } }),
    ]
    expect(actions(plan(sheets))).toEqual(['create', 'create'])
    expect(actions(plan(sheets, known))).toEqual(['same', 'same'])
  })
  test('whoever fits two equally well is left to a person', () => {
    const known = [makeKnown({ address: '' }), makeKnown({ id: 'k2', address: '' })]
    const planned = plan(register(['一组', '柳大山', '16900000001', null, null]), known)
    expect(planned.rejected).toMatchObject([{ row: 2, code: 'ambiguous', value: '2' }])
  })
  test('a household of another village is never touched', () => {
    expect(
      actions(
        plan(register(['一组', '柳大山', '16900000001', null, null]), [
          makeKnown({ areaId: 'V2', groupId: 'V2-01' }),
        ]),
      ),
    ).toEqual(['create'])
  })
})

describe('the same file twice', () => {
  const names = fc.constantFrom('柳大山', '蒋小玉', '龚道全', '查 秀莲', '解文静')
  const row = fc.tuple(
    fc.constantFrom('一组', '2组', '十二组', '九组', null),
    names,
    fc.constantFrom('16900000001', 16900000002, '0722-3312345', '无', 'abc', null),
    fc.constantFrom('1号', '一组2号', '新春村3号', null),
    fc.constantFrom('新居', '在外务工\n过年回来', null),
    fc.constantFrom('柳青', '蒋二丫', '龚小满', null),
    fc.constantFrom('妻', '长子', '户主', null),
    fc.constantFrom<Cell>(1965, '1967.11', 30000, { date: '2001-02-03' }, '不详', null),
  )
  const file = (rows: readonly Cell[][]) => [
    makeSheet('新春村', [
      ['组别', '户主姓名', '电话', '住址', '备注', '成员姓名', '与户主关系', '出生年月'],
      ...rows,
    ]),
  ]
  const known = fc.array(
    fc.record({
      name: fc.constantFrom('柳大山', '蒋小玉', '龚道全'),
      groupId: fc.constantFrom('V1-01', 'V1-02', null),
      address: fc.constantFrom('1号', '7号', ''),
      notes: fc.constantFrom('', '院里养了狗'),
      phone: fc.constantFrom('16900000001', '16900000002', ''),
    }),
    { maxLength: 4 },
  )
  test('plans nothing the second time, whatever stood there before', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), known, (rows, before) => {
        const sheets = file(rows)
        const start = before.map((entry, index) =>
          makeKnown({ ...entry, id: `k${index}`, contact: { contactName: entry.name, phone: entry.phone } }),
        )
        const first = plan(sheets, start)
        const second = plan(sheets, afterPlan(first, start))
        expect(countPlan(second)).toMatchObject({ create: 0, edit: 0 })
        expect(second.rejected).toEqual(first.rejected)
      }),
      { numRuns: 120 },
    )
  }, 60_000)
})
