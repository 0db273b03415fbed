import { describe, expect, test } from 'vitest'
import type { CommandArgs } from '../../../../src/domain/command/registry'
import type { Issue } from '../../../../src/domain/issue/rows'
import type { Row } from '../../../../src/domain/rows'
import { dueVisits } from '../../../../src/domain/visit/due'
import { id } from '../../../fixtures/ids'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import {
  honest,
  makeActor,
  makeIssue,
  makePairing,
  makeSubject,
  makeVisit,
  makeZoneRows,
  persons,
  row,
  today,
} from '../../../fixtures/rows'

const issueId = id(30)
const commandId = id(901)
const ask = (overrides: Partial<CommandArgs<'issue.recordReturnVisit'>> = {}) =>
  ({
    name: 'issue.recordReturnVisit',
    args: { issueId, satisfaction: 'satisfied', words: '亮了', happenedOn: today, way: 'door', ...overrides },
  }) as const
const zone = (issue: Partial<Issue> = {}) =>
  new Rows([
    ...makeZoneRows(),
    row('subject', id(20), makeSubject({ pairedWith: [persons.leader] })),
    row('issue', issueId, makeIssue({ state: 'awaitingReturnVisit', ...issue })),
  ])
const visitOf = (rows: Rows) => rows.get('visit', commandId) as Row<'visit'> | undefined
const asked = (rows: Rows, request = ask()) => rows.after(tryCommand(request, rows, { commandId }))

describe('a return visit', () => {
  test('at the door is a visit to the household, with its three times, and nothing was asked twice', () => {
    const visit = visitOf(asked(zone()))
    expect(visit?.data).toMatchObject({
      kind: 'return',
      subjectId: id(20),
      areaId: 'V1',
      issueId,
      visitorIds: [persons.cadre],
      recordedBy: persons.cadre,
      happenedOn: today,
      narrative: '',
      state: 'recorded',
      ...honest,
    })
    expect(visit?.data.audience.people).toEqual([persons.cadre, persons.leader].sort())
  })
  test('leaves one event with the issue and one with the visit', () => {
    const verdict = tryCommand(ask(), zone(), { commandId })
    if (verdict.verdict !== 'accept') throw new Error('refused')
    const events = verdict.changes.flatMap((change) =>
      change.op === 'put' && change.kind === 'event' ? [`${change.id} ${change.data.type}`] : [],
    )
    expect(events).toEqual([`${commandId}.0 issue.returnVisited`, `${commandId}.1 visit.recorded`])
  })
  test('by telephone is no visit', () => {
    expect(visitOf(asked(zone(), ask({ way: 'phone' })))).toBeUndefined()
  })
  test('about a confidential issue shows nobody in the village who was called on', () => {
    const rows = zone({ confidential: true })
    const actor = makeActor({ roles: ['discipline'], personId: persons.office })
    const verdict = tryCommand(ask(), rows, { commandId, actor })
    expect(visitOf(rows.after(verdict))).toBeUndefined()
  })
  test('about a matter of the whole village is a visit to the village', () => {
    expect(visitOf(asked(zone({ subjectId: null })))?.data).toMatchObject({ subjectId: null, areaId: 'V1' })
  })
  test('of a dissatisfied resident is a visit all the same', () => {
    const rows = asked(zone(), ask({ satisfaction: 'dissatisfied' }))
    expect((rows.get('issue', issueId) as Row<'issue'>).data.state).toBe('handling')
    expect(visitOf(rows)).toBeDefined()
  })
  test('is held by the phone that does not know the household for the server to judge', () => {
    const others = [...zone().held.values()].filter(({ kind }) => kind !== 'subject')
    const rows = new Rows(others, false)
    expect(codeOf(tryCommand(ask(), rows))).toBe('unknown')
  })
  test('begins the rhythm of visits anew', () => {
    const dueWith = (visits: Row<'visit'>[]) =>
      dueVisits({
        personId: persons.cadre,
        today: '2026-07-20',
        pairings: [row('pairing', id(10), makePairing({ since: '2026-06-01', visitEveryDays: 30 }))],
        subjects: [row('subject', id(20), makeSubject())],
        visits,
      })
    const visit = visitOf(asked(zone()))
    expect(dueWith([])).toHaveLength(1)
    expect(dueWith(visit ? [visit] : [])).toEqual([])
  })
  test.each(['visit.amend', 'visit.withdraw'] as const)(
    '%s of it alone is refused: what was said stays with the issue',
    (name) => {
      const rows = new Rows([
        ...makeZoneRows(),
        row('visit', commandId, makeVisit({ kind: 'return', issueId })),
      ])
      const request =
        name === 'visit.amend'
          ? ({ name, args: { visitId: commandId, changes: { narrative: '改' } } } as const)
          : ({ name, args: { visitId: commandId, reason: '记重了' } } as const)
      expect(codeOf(tryCommand(request, rows))).toBe('returnVisitStays')
    },
  )
})
