import { describe, expect, test } from 'vitest'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import { drawFigures, isReopenProposed } from '../../../../src/domain/draw/figures'
import { isDrawDone, type Draw } from '../../../../src/domain/draw/rows'
import type { Issue } from '../../../../src/domain/issue/rows'
import type { Row } from '../../../../src/domain/rows'
import { roles, type Role } from '../../../../src/domain/zone/rows'
import { id } from '../../../fixtures/ids'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import {
  honest,
  makeActor,
  makeIssue,
  makeTask,
  makeZoneRows,
  persons,
  row,
  today,
} from '../../../fixtures/rows'

const drawId = id(60)
const issueId = id(30)
const commandId = id(902)
const drawers: readonly Role[] = ['office', 'assessor', 'discipline']
const assessor = makeActor({ personId: persons.otherCadre, roles: ['assessor'] })

const make = (overrides: Partial<CommandArgs<'draw.make'>> = {}): CommandRequest => ({
  name: 'draw.make',
  args: { drawId, from: '2026-06-01', to: today, size: 5, ...overrides },
})
const visit = (overrides: Partial<CommandArgs<'draw.recordVisit'>> = {}): CommandRequest => ({
  name: 'draw.recordVisit',
  args: {
    drawId,
    issueId,
    satisfaction: 'satisfied',
    words: '亮了',
    happenedOn: today,
    way: 'door',
    ...overrides,
  },
})
const notReached: CommandRequest = { name: 'draw.notReached', args: { drawId, issueId, reason: '去田里了' } }

const makeDraw = (overrides: Partial<Draw> = {}): Draw => ({
  from: '2026-06-01',
  to: today,
  size: 5,
  drawnBy: assessor.personId,
  number: '2026-抽1',
  seed: 'ab',
  pool: { count: 1, hash: '0' },
  items: [
    { issueId, areaId: 'V1', reopened: false, result: null },
    { issueId: id(31), areaId: 'V2', reopened: true, result: null },
  ],
  ...honest,
  ...overrides,
})
const party = { name: '户主甲', address: '一组 3 号', phone: '13800000000' }
const zone = (issue: Partial<Issue> = {}, draw: Partial<Draw> = {}) =>
  new Rows([
    ...makeZoneRows(),
    row('issue', issueId, makeIssue({ state: 'struckOff', outcome: 'solved', ...issue })),
    row('draw', drawId, makeDraw(draw)),
    row('drawContact', drawId, {
      drawId,
      personId: assessor.personId,
      parties: [
        { issueId, ...party },
        { issueId: id(31), ...party },
      ],
    }),
  ])
const get = <K extends 'issue' | 'draw' | 'drawContact' | 'visit' | 'effect'>(
  rows: Rows,
  kind: K,
  rowId: string,
) => (rows.get(kind, rowId) as Row<K> | undefined)?.data

describe('making a draw', () => {
  test.each(roles)('by %s', (role) => {
    const verdict = tryCommand(make(), new Rows(makeZoneRows()), { actor: makeActor({ roles: [role] }) })
    expect(codeOf(verdict)).toBe(drawers.includes(role) ? 'accept' : 'notPermitted')
  })
  test('says who is drawn only with the server’s answer', () => {
    const rows = new Rows(makeZoneRows())
    const verdict = tryCommand(make(), rows, { actor: assessor })
    expect(verdict).toMatchObject({ additions: [{ add: 'drawSample', drawId }] })
    expect(get(rows.after(verdict), 'draw', drawId)).toMatchObject({ number: null, seed: null, items: [] })
  })
  test.each([
    [{ to: '2026-05-31' }, 'endBeforeStart'],
    [{ to: '2026-07-02' }, 'dateInFuture'],
    [{ size: 0 }, 'invalidArgs'],
    [{ size: 21 }, 'invalidArgs'],
  ])('with %j is refused: %s', (overrides, code) => {
    expect(codeOf(tryCommand(make(overrides), new Rows(makeZoneRows()), { actor: assessor }))).toBe(code)
  })
  test('a second one does not take the first one’s place', () => {
    expect(codeOf(tryCommand(make(), zone(), { actor: assessor }))).toBe('alreadyExists')
  })
})

describe('what came of it', () => {
  const cases = [visit(), notReached].flatMap((request) =>
    roles.flatMap((role) => [true, false].map((isOwn) => ({ request, name: request.name, role, isOwn }))),
  )
  test.each(cases)('$name by $role, own draw: $isOwn', ({ request, role, isOwn }) => {
    const actor = makeActor({ roles: [role], personId: isOwn ? assessor.personId : persons.office })
    const isAllowed = isOwn && drawers.includes(role)
    expect(codeOf(tryCommand(request, zone(), { actor }))).toBe(isAllowed ? 'accept' : 'notPermitted')
  })
  test('nothing is recorded of an issue that was not drawn', () => {
    for (const request of [
      visit({ issueId: id(33) }),
      { ...notReached, args: { ...notReached.args, issueId: id(33) } },
    ])
      expect(codeOf(tryCommand(request, zone(), { actor: assessor }))).toBe('notPermitted')
  })
  test('a visit stands with draw, issue and household, and whom to go to is taken back', () => {
    const rows = zone()
    const after = rows.after(tryCommand(visit(), rows, { actor: assessor, commandId }))
    expect(get(after, 'draw', drawId)?.items.map(({ result }) => result)).toEqual([
      { is: 'visited', on: today, satisfaction: 'satisfied' },
      null,
    ])
    expect(get(after, 'drawContact', drawId)?.parties.map((each) => each.issueId)).toEqual([id(31)])
    expect(get(after, 'issue', issueId)).toMatchObject({
      state: 'struckOff',
      sampled: {
        by: assessor.personId,
        on: today,
        satisfaction: 'satisfied',
        words: '亮了',
        reopenedCount: 0,
      },
    })
    expect(get(after, 'visit', commandId)).toMatchObject({ kind: 'return', subjectId: id(20), issueId })
    expect(codeOf(tryCommand(visit(), after, { actor: assessor }))).toBe('drawItemDone')
    expect(codeOf(tryCommand(notReached, after, { actor: assessor }))).toBe('drawItemDone')
  })
  test('who was not met is met later', () => {
    const rows = zone()
    const missed = rows.after(tryCommand(notReached, rows, { actor: assessor }))
    expect(get(missed, 'draw', drawId)?.items[0]?.result).toEqual({
      is: 'notReached',
      on: today,
      reason: '去田里了',
    })
    expect(get(missed, 'drawContact', drawId)?.parties).toHaveLength(2)
    expect(codeOf(tryCommand(visit(), missed, { actor: assessor }))).toBe('accept')
  })
  test('a dissatisfied resident changes no state: the office is told, until it has reopened the matter', () => {
    const rows = zone()
    const after = rows.after(tryCommand(visit({ satisfaction: 'dissatisfied' }), rows, { actor: assessor }))
    const issue = get(after, 'issue', issueId)
    if (!issue) throw new Error('gone')
    expect(issue).toMatchObject({ state: 'struckOff', outcome: 'solved' })
    expect(isReopenProposed(issue)).toBe(true)
    expect(isReopenProposed({ ...issue, state: 'handling', reopenedCount: 1 })).toBe(false)
    expect(isReopenProposed({ ...issue, reopenedCount: 1 })).toBe(false)
  })
  test('who handled it meanwhile does not ask', () => {
    const rows = zone()
    rows.held.set('task:t', row('task', id(40), makeTask({ handlerId: assessor.personId })))
    expect(codeOf(tryCommand(visit(), rows, { actor: assessor }))).toBe('ownHandling')
  })
  test('who asked does not strike off', () => {
    const office = makeActor({ roles: ['office'], personId: assessor.personId })
    const rows = zone({ state: 'awaitingReview' })
    const after = rows.after(tryCommand(visit(), rows, { actor: office }))
    const strikeOff = { name: 'issue.strikeOff', args: { issueId, outcome: 'solved', remark: '' } } as const
    expect(codeOf(tryCommand(strikeOff, after, { actor: office }))).toBe('ownReturnVisit')
  })
  test('what nobody had asked before is known now; what was asked stays', () => {
    for (const [before, expected] of [
      ['notAsked', 'fairly'],
      ['satisfied', 'satisfied'],
    ] as const) {
      const rows = zone()
      const { audience } = makeIssue()
      const effect = { issueId, measure: '换了', result: '', happenedOn: today, recordedBy: persons.cadre }
      rows.held.set(
        `effect:${issueId}`,
        row('effect', issueId, { ...effect, satisfaction: before, audience, ...honest }),
      )
      const after = rows.after(tryCommand(visit({ satisfaction: 'fairly' }), rows, { actor: assessor }))
      expect(get(after, 'effect', issueId)?.satisfaction).toBe(expected)
    }
  })
})

describe('its figures', () => {
  test('are of matters, and who was not met counts against nobody', () => {
    const draw = makeDraw({
      items: [
        {
          issueId: id(1),
          areaId: 'V1',
          reopened: false,
          result: { is: 'visited', on: today, satisfaction: 'fairly' },
        },
        {
          issueId: id(2),
          areaId: 'V1',
          reopened: false,
          result: { is: 'notReached', on: today, reason: '外出' },
        },
      ],
    })
    expect(drawFigures([draw, makeDraw()])).toEqual({
      drawn: 4,
      asked: 1,
      notReached: 1,
      open: 2,
      said: { satisfied: 0, fairly: 1, dissatisfied: 0 },
    })
    expect(isDrawDone(draw)).toBe(true)
    expect(isDrawDone(makeDraw())).toBe(false)
    expect(isDrawDone(makeDraw({ number: null, items: [] }))).toBe(false)
  })
})
