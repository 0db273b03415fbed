import { describe, expect, test } from 'vitest'
import { roles, type Role } from '../../../../src/domain/zone/rows'
import { issueStates, type IssueState } from '../../../../src/domain/issue/rows'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import type { Row } from '../../../../src/domain/rows'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import { id } from '../../../fixtures/ids'
import { makeActor, makeIssue, makePairing, makeZoneRows, persons, row, today } from '../../../fixtures/rows'

const issueId = id(30)
const commands: Record<string, CommandRequest> = {
  'issue.resolveOnSite': {
    name: 'issue.resolveOnSite',
    args: { issueId, measure: '换了灯泡', result: '亮了', happenedOn: today },
  },
  'issue.accept': { name: 'issue.accept', args: { issueId, remark: '' } },
  'issue.sendBack': { name: 'issue.sendBack', args: { issueId, remark: '哪一盏？' } },
  'issue.resubmit': { name: 'issue.resubmit', args: { issueId, words: '村口第二盏', reply: '' } },
  'issue.decline': {
    name: 'issue.decline',
    args: { issueId, reason: '属供电公司', toldResident: '已告知电话', handedTo: '供电所' },
  },
  'issue.merge': { name: 'issue.merge', args: { masterId: id(31), issueIds: [issueId], remark: '' } },
  'issue.unmerge': { name: 'issue.unmerge', args: { issueId, remark: '' } },
  'issue.split': {
    name: 'issue.split',
    args: {
      issueId,
      newIssueId: id(32),
      stays: { title: '路灯不亮', words: '灯坏了', categoryId: 'cat-1' },
      leaves: { title: '水管漏水', words: '水管也漏', categoryId: 'cat-1' },
    },
  },
  'issue.assign': {
    name: 'issue.assign',
    args: {
      taskId: id(40),
      issueIds: [issueId],
      title: '换灯',
      measures: '换三盏',
      deadlineKind: 'byDate',
      dueOn: '2026-07-10',
      milestones: [],
      leadUnitId: 'unit-1',
      assistUnitIds: [],
      leaderId: persons.leader,
      handlerId: null,
    },
  },
  'issue.claim': {
    name: 'issue.claim',
    args: {
      taskId: id(40),
      issueId,
      title: '换灯',
      measures: '换三盏',
      deadlineKind: 'immediate',
      dueOn: today,
      milestones: [],
      leadUnitId: 'unit-1',
      leaderId: persons.leader,
    },
  },
  'issue.setProminent': { name: 'issue.setProminent', args: { issueId, leaderId: persons.leader } },
  'issue.withdrawByResident': {
    name: 'issue.withdrawByResident',
    args: { issueId, words: '自己修好了', happenedOn: today },
  },
  'issue.setAside': {
    name: 'issue.setAside',
    args: { issueId, reason: '等明年预算', toldResident: '已当面说明', reviewOn: '2026-12-01' },
  },
  'issue.resume': { name: 'issue.resume', args: { issueId, remark: '' } },
  'issue.recordReturnVisit': {
    name: 'issue.recordReturnVisit',
    args: { issueId, satisfaction: 'satisfied', words: '亮堂了', happenedOn: today, way: 'door' },
  },
  'issue.explain': {
    name: 'issue.explain',
    args: { issueId, explained: '按规划明年统一改造', happenedOn: today },
  },
  'issue.strikeOff': { name: 'issue.strikeOff', args: { issueId, outcome: 'solved', remark: '' } },
  'issue.refuseStrikeOff': { name: 'issue.refuseStrikeOff', args: { issueId, remark: '只换了一盏' } },
  'issue.reopen': { name: 'issue.reopen', args: { issueId, reason: '又坏了' } },
  'issue.tellResident': { name: 'issue.tellResident', args: { issueId, words: '', happenedOn: today } },
}
const open: IssueState[] = [
  'reported',
  'needsDetail',
  'listed',
  'handling',
  'awaitingReturnVisit',
  'deferred',
]
const all = (states: IssueState[], next: IssueState) =>
  Object.fromEntries(states.map((state) => [state, next]))

// Written from docs/domain.md §3 by hand, not from the table under test.
const expected: Record<string, { by: Role[]; from: Partial<Record<IssueState, IssueState>> }> = {
  'issue.resolveOnSite': { by: ['cadre'], from: { reported: 'awaitingReview' } },
  'issue.accept': { by: ['office'], from: { reported: 'listed' } },
  'issue.sendBack': { by: ['office'], from: { reported: 'needsDetail', listed: 'needsDetail' } },
  'issue.resubmit': { by: ['cadre'], from: { needsDetail: 'reported' } },
  'issue.decline': { by: ['office'], from: { reported: 'closed', listed: 'closed' } },
  'issue.merge': { by: ['office'], from: { reported: 'merged', listed: 'merged' } },
  'issue.unmerge': { by: ['office'], from: { merged: 'listed' } },
  'issue.split': { by: ['office'], from: { reported: 'listed', listed: 'listed' } },
  'issue.assign': { by: ['office'], from: { listed: 'handling', handling: 'handling' } },
  'issue.claim': { by: ['unit', 'cadre'], from: { listed: 'handling' } },
  'issue.setProminent': {
    by: ['office', 'cadre'],
    from: {
      listed: 'listed',
      handling: 'handling',
      awaitingReturnVisit: 'awaitingReturnVisit',
      deferred: 'deferred',
    },
  },
  'issue.withdrawByResident': { by: ['cadre'], from: all(open, 'awaitingReview') },
  'issue.setAside': { by: ['office'], from: { listed: 'deferred', handling: 'deferred' } },
  'issue.resume': { by: ['office'], from: { deferred: 'listed' } },
  'issue.recordReturnVisit': {
    by: ['cadre', 'office', 'assessor', 'discipline'],
    from: { awaitingReturnVisit: 'awaitingReview' },
  },
  'issue.explain': { by: ['cadre', 'unit', 'office'], from: { awaitingReturnVisit: 'awaitingReview' } },
  'issue.strikeOff': { by: ['office'], from: { awaitingReview: 'struckOff' } },
  'issue.refuseStrikeOff': { by: ['office'], from: { awaitingReview: 'handling' } },
  'issue.reopen': { by: ['office'], from: { struckOff: 'handling', closed: 'handling' } },
  'issue.tellResident': { by: ['cadre', 'office'], from: { merged: 'merged' } },
}

/** Everything any of the commands needs: its state alone decides. */
const rowsIn = (state: IssueState): Rows =>
  new Rows([
    ...makeZoneRows(),
    row('unit', 'unit-1', { name: '城管办', kind: 'department', areaId: null }),
    row('pairing', id(11), makePairing({ kind: 'leader' })),
    row('pairing', id(12), makePairing({ kind: 'leader', personId: persons.leader })),
    row(
      'issue',
      issueId,
      makeIssue({
        state,
        mergedFrom: 'listed',
        masterId: id(33),
        audience: { ...makeIssue().audience, units: ['unit-1'] },
      }),
    ),
    row('issue', id(31), makeIssue({ state: 'listed' })),
    row('issue', id(33), makeIssue({ state: 'struckOff' })),
  ])

const cases = Object.keys(commands).flatMap((name) =>
  roles.flatMap((role) => issueStates.map((state) => ({ name, role, state }))),
)

describe('every step of an issue, command × role × state', () => {
  test.each(cases)('$name by $role in $state', ({ name, role, state }) => {
    const rows = rowsIn(state)
    const request = commands[name] as CommandRequest
    const verdict = tryCommand(request, rows, { actor: makeActor({ roles: [role] }) })
    const rule = expected[name]
    const next = rule?.from[state]
    if (!rule?.by.includes(role)) return expect(codeOf(verdict)).toBe('notPermitted')
    if (!next) return expect(codeOf(verdict)).toBe('wrongState')
    const after = rows.after(verdict).get('issue', issueId) as Row<'issue'>
    expect(after.data.state).toBe(next)
  })

  test('a step leaves exactly one event of the timeline, with an id that follows from the command', () => {
    const rows = new Rows([...makeZoneRows(), row('issue', issueId, makeIssue())])
    const actor = makeActor({ roles: ['office'], personId: persons.office })
    const verdict = tryCommand(commands['issue.sendBack'] as CommandRequest, rows, {
      actor,
      commandId: id(77),
    })
    const events = verdict.verdict === 'accept' ? verdict.changes.filter(({ kind }) => kind === 'event') : []
    expect(events.map((event) => event.id)).toEqual([`${id(77)}.0`])
  })
})

describe('the cadre who registered it', () => {
  test('only the author resubmits', () => {
    const state = { state: 'needsDetail' as const, registeredBy: persons.otherCadre }
    const rows = new Rows([...makeZoneRows(), row('issue', issueId, makeIssue(state))])
    expect(codeOf(tryCommand(commands['issue.resubmit'] as CommandRequest, rows))).toBe('notPermitted')
  })

  test('an absent issue and a forbidden one answer alike', () => {
    const rows = new Rows(makeZoneRows())
    for (const name of Object.keys(commands)) {
      expect(codeOf(tryCommand(commands[name] as CommandRequest, rows)), name).toBe('notPermitted')
    }
  })

  test('someone not paired with the village registers nothing there', () => {
    const request: CommandRequest = {
      name: 'issue.register',
      args: {
        issueId,
        visitId: null,
        subjectId: null,
        areaId: 'V2',
        kind: 'demand',
        categoryId: 'cat-1',
        title: '路',
        words: '路不好走',
        raisedOn: today,
        urgent: false,
        confidential: false,
      },
    }
    expect(codeOf(tryCommand(request, new Rows(makeZoneRows())))).toBe('notPermitted')
  })
})

describe('numbers', () => {
  test('accepting asks the server for a number, once', () => {
    const actor = makeActor({ roles: ['office'] })
    const fresh = tryCommand(
      commands['issue.accept'] as CommandRequest,
      new Rows([...makeZoneRows(), row('issue', issueId, makeIssue())]),
      { actor },
    )
    expect(fresh).toMatchObject({ additions: [{ add: 'issueNumber', issueId }] })
    const again = new Rows([...makeZoneRows(), row('issue', issueId, makeIssue({ number: '2026-0007' }))])
    expect(tryCommand(commands['issue.accept'] as CommandRequest, again, { actor })).toMatchObject({
      additions: [],
    })
  })
})

describe('what is confidential', () => {
  const register = (overrides: object): CommandRequest => ({
    name: 'issue.register',
    args: {
      issueId,
      visitId: null,
      subjectId: id(20),
      areaId: 'V1',
      kind: 'demand',
      categoryId: 'cat-1',
      title: '旧账',
      words: '多年的事',
      raisedOn: today,
      urgent: false,
      confidential: false,
      ...overrides,
    },
  })
  test.each([
    ['marked by the cadre', { confidential: true }],
    ['a petition', { kind: 'petition' }],
    ['of a confidential category', { categoryId: 'cat-petition' }],
  ])('an issue that is %s never reaches the village scope', (_, overrides) => {
    const after = new Rows(makeZoneRows())
    const issue = after.after(tryCommand(register(overrides), after)).get('issue', issueId) as Row<'issue'>
    expect(issue.data.confidential).toBe(true)
    expect(issue.data.audience.confidential).toBe(true)
  })
  test('only disputes and risks are urgent', () => {
    expect(codeOf(tryCommand(register({ urgent: true }), new Rows(makeZoneRows())))).toBe('notUrgentKind')
    expect(codeOf(tryCommand(register({ urgent: true, kind: 'risk' }), new Rows(makeZoneRows())))).toBe(
      'accept',
    )
  })
})
