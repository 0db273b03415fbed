import { describe, expect, test } from 'vitest'
import { roles, type Role } from '../../../../src/domain/zone/rows'
import { issueStates, type IssueState } from '../../../../src/domain/issue/rows'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import type { Row } from '../../../../src/domain/rows'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import { issueCommands, issueId, rowsIn } from '../../../fixtures/issueSteps'
import { id } from '../../../fixtures/ids'
import { makeActor, makeIssue, makeZoneRows, persons, row, today } from '../../../fixtures/rows'

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

const cases = Object.keys(issueCommands).flatMap((name) =>
  roles.flatMap((role) => issueStates.map((state) => ({ name, role, state }))),
)

describe('every step of an issue, command × role × state', () => {
  test.each(cases)('$name by $role in $state', ({ name, role, state }) => {
    const rows = rowsIn(state)
    const request = issueCommands[name] as CommandRequest
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
    const verdict = tryCommand(issueCommands['issue.sendBack'] as CommandRequest, rows, {
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
    expect(codeOf(tryCommand(issueCommands['issue.resubmit'] as CommandRequest, rows))).toBe('notPermitted')
  })

  test('an absent issue and a forbidden one answer alike', () => {
    const rows = new Rows(makeZoneRows())
    for (const name of Object.keys(issueCommands)) {
      expect(codeOf(tryCommand(issueCommands[name] as CommandRequest, rows)), name).toBe('notPermitted')
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
      issueCommands['issue.accept'] as CommandRequest,
      new Rows([...makeZoneRows(), row('issue', issueId, makeIssue())]),
      { actor },
    )
    expect(fresh).toMatchObject({ additions: [{ add: 'issueNumber', issueId }] })
    const again = new Rows([...makeZoneRows(), row('issue', issueId, makeIssue({ number: '2026-0007' }))])
    expect(tryCommand(issueCommands['issue.accept'] as CommandRequest, again, { actor })).toMatchObject({
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
