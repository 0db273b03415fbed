/** Each promise is one that can be broken: a good history passes all of them, and one change of it trips the right one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandRequest } from '../../../src/domain/command/registry'
import { uuidV7 } from '../../../src/domain/ids'
import { rowKinds, type AnyRow, type Row, type RowKind } from '../../../src/domain/rows'
import { openSqliteStore } from '../../../src/server/store/sqlite'
import type { LoggedCommand, ReadTx, Store } from '../../../src/server/store/port'
import { fillLoop, freezeMonth } from '../beginnings'
import { nameOf } from '../names'
import { createRng } from '../random'
import { createSimZone, giveCommands, simStart, type SimZone } from '../zone'
import { checkDuties } from './duties'
import { checkEditions } from './editions'
import { checkIssues } from './issues'
import { checkKept, rememberKept, type Kept } from './kept'
import { checkApprovals, checkPrivacy } from './notices'
import { checkNumbers } from './numbers'
import { makePast, readPast, type JudgedCommand, type Past } from './past'
import { checkNoticesServed, checkSlipsServed } from './served'
import { checkSettings } from './settings'
import { checkUnits } from './units'

const tenantId = 'T1'
let store: Store
let zone: SimZone
let past: Past

beforeAll(async () => {
  store = await openSqliteStore({ file: ':memory:' })
  await store.migrate()
  const rng = createRng(1)
  const random = { hex: (bytes: number) => Buffer.from(rng.bytes(bytes)).toString('hex') }
  zone = await createSimZone(store, tenantId, rng, random)
  await fillLoop(store, zone, rng, random)
  await freezeMonth(store, zone, { rng, random, notice: 'submitted' })
  const id = () => uuidV7(simStart, rng.bytes(10))
  past = await store.read(tenantId, pastOf)
  const give = ([personId, request]: readonly [string, CommandRequest]) =>
    [personId, 'person', request] as const
  const [, , , office = '', admin = '', , group = ''] = zone.people.map((person) => person.id)
  const noticeId = first('notice').id
  const ended = past.rows('issue').find(({ data }) => data.state === 'struckOff')?.id ?? ''
  const asked: (readonly [string, CommandRequest])[] = [
    [group, { name: 'notice.approve', args: { noticeId, revision: 2 } }],
    [group, { name: 'draw.make', args: { drawId: id(), from: '2026-06-01', to: '2026-07-01', size: 2 } }],
    [office, { name: 'issue.giveSlip', args: { issueId: ended } }],
    [admin, { name: 'rules.edit', args: { rules: { taskDays: 7 } } }],
    [admin, { name: 'unit.dissolve', args: { unitId: 'unit-1', successorId: 'unit-2', campaignIds: [] } }],
  ]
  await giveCommands(store, tenantId, { requests: asked.map(give), deviceId: id(), id, random })
  past = await store.read(tenantId, pastOf)
})
afterAll(() => store.close())

async function pastOf(tx: ReadTx): Promise<Past> {
  const links: LoggedCommand[] = await tx.logPage(-1, 10_000)
  return readPast(tx, links)
}

function first<K extends RowKind>(kind: K, fits: (row: Row<K>) => boolean = () => true): Row<K> {
  const found = past.rows(kind).find(fits)
  if (!found) throw new Error(`no ${kind} like that`)
  return found
}

/** The same history but for one row. */
function withRow<K extends RowKind>({ kind, id }: Row<K>, fields: Partial<Row<K>['data']>): Past {
  const all = rowKinds.flatMap((each): AnyRow[] => [...past.rows(each)] as unknown as AnyRow[])
  const spoil = (row: AnyRow): AnyRow =>
    row.kind === kind && row.id === id ? ({ ...row, data: { ...row.data, ...fields } } as AnyRow) : row
  return makePast(all.map(spoil), past.commands)
}
const withCommands = (change: (commands: readonly JudgedCommand[]) => JudgedCommand[]): Past =>
  makePast(
    rowKinds.flatMap((each): AnyRow[] => [...past.rows(each)] as unknown as AnyRow[]),
    change(past.commands),
  )

const checks = {
  numbers: checkNumbers,
  duties: checkDuties,
  editions: checkEditions,
  issues: checkIssues,
  approvals: checkApprovals,
  privacy: checkPrivacy,
  settings: checkSettings,
  units: checkUnits,
} as const

test.each(Object.keys(checks) as (keyof typeof checks)[])('a good history keeps %s', (name) => {
  expect(() => checks[name](past)).not.toThrow()
})

describe('numbers', () => {
  test('a number that another row has as well', () => {
    const [one, other] = past.rows('issue').filter(({ data }) => data.number !== null)
    if (!one || !other) throw new Error('too few issues')
    expect(() => checkNumbers(withRow(other, { number: one.data.number }))).toThrow(/^numbers: issue/)
  })
  test('a number that was given twice, or is left out', () => {
    const given = past.commands.filter(({ name }) => name === 'issue.accept')
    const again = withCommands((commands) => [...commands, ...given.slice(0, 1)])
    expect(() => checkNumbers(again)).toThrow(/was given again/)
    const without = withCommands((commands) => commands.filter((command) => command !== given[0]))
    expect(() => checkNumbers(without)).toThrow(/^numbers: of 2026- came/)
  })
  test('a draw that loses its number', () => {
    expect(() => checkNumbers(withRow(first('draw'), { number: null }))).toThrow(/^numbers/)
  })
})

describe('separation of duties', () => {
  const eventBy = (type: Row<'event'>['data']['type'], actorId: string): Past =>
    withRow(
      first('event', ({ data }) => data.type === type),
      { actorId },
    )
  test('a strike-off by the handler, or by who asked the resident', () => {
    const [, , cadre = '', , , unit = ''] = zone.people.map((person) => person.id)
    expect(() => checkDuties(eventBy('issue.struckOff', unit))).toThrow(/^duties: issue.struckOff/)
    expect(() => checkDuties(eventBy('issue.struckOff', cadre))).toThrow(/by who asked/)
  })
  test('a return visit by the handler', () => {
    const unit = zone.people[5]?.id ?? ''
    expect(() => checkDuties(eventBy('issue.returnVisited', unit))).toThrow(/by one who handled it/)
  })
  test('a draw for who handled what is drawn', () => {
    const unit = zone.people[5]?.id ?? ''
    expect(() => checkDuties(withRow(first('draw'), { drawnBy: unit }))).toThrow(/drew .* for its handler/)
  })
  test('a notice approved by who wrote it, or as it did not stand', () => {
    const office = zone.people[3]?.id ?? ''
    expect(() => checkApprovals(eventBy('notice.posted', office))).toThrow(/by one who wrote it/)
    const posted = first('event', ({ data }) => data.type === 'notice.posted')
    expect(() => checkApprovals(withRow(posted, { detail: { revision: 1 } }))).toThrow(/not as it stood/)
  })
})

describe('what is frozen', () => {
  test('a line of a frozen edition that is another now', () => {
    const item = first('editionItem', ({ data }) => data.line !== null)
    const line = item.data.line && { ...item.data.line, title: '别的' }
    expect(() => checkEditions(withRow(item, { line }))).toThrow(/does not match its hash/)
  })
  test('anything that was kept and is not the same byte for byte', async () => {
    const kept: Kept = { version: -1, texts: new Map() }
    await store.read(tenantId, (tx) => rememberKept(tx, kept))
    await store.read(tenantId, (tx) => checkKept(tx, kept))
    expect([...kept.texts.keys()].map((key) => key.split(' ')[0]).sort()).toEqual([
      'draw',
      'edition',
      'notice',
    ])
    for (const [key, text] of kept.texts) {
      const texts = new Map(kept.texts).set(key, text.replace(/2026/, '2025'))
      await expect(store.read(tenantId, (tx) => checkKept(tx, { version: 0, texts }))).rejects.toThrow(/^L: /)
    }
  })
})

describe('the life of an issue', () => {
  const struckOff = () => first('issue', ({ data }) => data.state === 'struckOff')
  test('an end without an outcome, two ends, an end that was none', () => {
    expect(() => checkIssues(withRow(struckOff(), { outcome: null }))).toThrow(/^J: /)
    const handling = first('issue', ({ data }) => data.state === 'handling')
    const end = {
      state: 'struckOff',
      outcome: 'solved',
      struckOff: struckOff().data.struckOff ?? null,
    } as const
    expect(() => checkIssues(withRow(handling, end))).toThrow(/and ended 0 times/)
    const open = { state: 'listed', outcome: null, struckOff: null } as const
    expect(() => checkIssues(withRow(struckOff(), open))).toThrow(/and ended 1 times/)
  })
  test('a state that is none, and a number without a list', () => {
    expect(() => checkIssues(withRow(struckOff(), { state: 'gone' as 'closed' }))).toThrow(
      /which is no state/,
    )
    const reported = first('issue', ({ data }) => data.state === 'reported')
    expect(() => checkIssues(withRow(reported, { number: '2026-0099' }))).toThrow(/has the number/)
  })
  test('a task that serves nothing, and one that is open while nothing is handled by it', () => {
    expect(() => checkIssues(withRow(first('task'), { issueIds: [] }))).toThrow(/serves nothing/)
    const done = first('task', ({ data }) => data.state === 'done')
    expect(() => checkIssues(withRow(done, { state: 'signed' }))).toThrow(/nothing is handled by it/)
  })
})

describe('what is public', () => {
  const notice = () => first('notice')
  const saying = (problem: string): Past => {
    const lines = notice().data.lines.map((line) => ({ ...line, problem }))
    return withRow(notice(), { lines })
  }
  test.each([
    ['a phone', '打13912345678'],
    ['a house', '幸福路88号'],
    ['a care group', '独居老人家'],
  ])('a notice that tells %s', (what, problem) => {
    expect(() => checkPrivacy(saying(problem))).toThrow(`tells ${what}`)
  })
  test('a notice that tells a name of the register, or of a confidential matter', () => {
    const name = nameOf(zone.subjects[0]?.id ?? '')
    expect(() => checkPrivacy(saying(`${name}家`))).toThrow(`the name ${name}`)
    const told = first('issue', ({ id }) => notice().data.lines.some(({ refId }) => refId === id))
    expect(() => checkPrivacy(withRow(told, { confidential: true }))).toThrow(/of a confidential matter/)
  })
  test('a notice that is withdrawn or expired and served all the same', async () => {
    await checkNoticesServed(store, [notice()], simStart)
    const gone: Row<'notice'> = { ...notice(), data: { ...notice().data, state: 'withdrawn' } }
    await expect(checkNoticesServed(store, [gone], simStart)).rejects.toThrow(/^served: notice/)
    const expired: Row<'notice'> = { ...notice(), data: { ...notice().data, expiresOn: '2026-06-30' } }
    await expect(checkNoticesServed(store, [expired], simStart)).rejects.toThrow(/^served: notice/)
  })
  test('a slip that finds nothing, tells too much, or was taken back', async () => {
    const given = first('issue', ({ data }) => Boolean(data.slipCode))
    const like = (fields: Partial<Row<'issue'>['data']>): Row<'issue'>[] => [
      { ...given, data: { ...given.data, ...fields } },
    ]
    await checkSlipsServed(store, [given])
    await expect(checkSlipsServed(store, like({ slipCode: 'AAAA3333' }))).rejects.toThrow(/finds nothing/)
    await expect(checkSlipsServed(store, like({ title: '2026' }))).rejects.toThrow(/tells/)
    await expect(checkSlipsServed(store, like({ slipsTakenBack: 1 }))).rejects.toThrow(/taken back/)
  })
})

describe('settings and units', () => {
  test('a rule that is another than its history says, and a change without history', () => {
    expect(() => checkSettings(withRow(first('rules'), { taskDays: 9 }))).toThrow(/its history says 7/)
    const edited = first('event', ({ data }) => data.aboutKind === 'rules')
    expect(() => checkSettings(withRow(edited, { type: 'field.conflict' }))).toThrow(/left no history/)
  })
  test('a unit switched off unheard, and an open task of it', () => {
    const successor = first('unit', ({ id }) => id === 'unit-2')
    const off = withRow(successor, { active: false })
    expect(() => checkSettings(off)).toThrow(/switched unheard/)
    expect(() => checkUnits(off)).not.toThrow()
    const dissolved = withRow(successor, { active: false, successorId: 'unit-1' })
    expect(() => checkUnits(dissolved)).toThrow(/^units: task/)
  })
})
