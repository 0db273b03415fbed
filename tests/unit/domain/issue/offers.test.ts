import { describe, expect, test } from 'vitest'
import { issueOffers, issueSteps, taskOffers } from '../../../../src/domain/issue/offers'
import { issueStates } from '../../../../src/domain/issue/rows'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import type { AnyRow, Row } from '../../../../src/domain/rows'
import type { Actor } from '../../../../src/domain/access/actor'
import { taskStates } from '../../../../src/domain/task/rows'
import { roles } from '../../../../src/domain/zone/rows'
import { id } from '../../../fixtures/ids'
import { issueCommands, issueId, rowsIn } from '../../../fixtures/issueSteps'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import { makeActor, makeIssue, makeTask, persons, row, today } from '../../../fixtures/rows'

const taskId = id(41)
const steps: Record<string, CommandRequest> = {
  ...issueCommands,
  'urge.order': {
    name: 'urge.order',
    args: { urgeId: id(50), issueId, taskId: null, level: 'yellow', text: '请抓紧', replyBy: today },
  },
}

/** What the page would offer on these rows, as code by step; undefined for a step that can be taken. */
function offered(rows: Rows, actor: Actor): Map<string, string | undefined> {
  const issue = rows.get('issue', issueId) as Row<'issue'>
  const related = (relation: 'task.issueIds' | 'issue.masterId') =>
    rows.related(relation, issueId) as readonly AnyRow[]
  const master = issue.data.masterId ? rows.get('issue', issue.data.masterId) : undefined
  const offers = issueOffers(issue, {
    actor,
    pairings: rows.related('pairing.personId', actor.personId) as Row<'pairing'>[],
    tasks: related('task.issueIds') as Row<'task'>[],
    merged: related('issue.masterId') as Row<'issue'>[],
    master: master && master !== 'notHeld' ? (master as Row<'issue'>).data : undefined,
  })
  return new Map(offers.map(({ step, refusal }) => [step, refusal?.code]))
}

/** A step that this person has no part in is not spoken of; every other answer is the command's own. */
function expectAgreement(rows: Rows, actor: Actor): void {
  const offers = offered(rows, actor)
  for (const step of issueSteps) {
    const code = codeOf(tryCommand(steps[step] as CommandRequest, rows, { actor }))
    if (code === 'notPermitted') expect(offers.has(step), step).toBe(false)
    else expect([step, offers.get(step)]).toEqual([step, code === 'accept' ? undefined : code])
  }
}

describe('what a page offers is what the command answers', () => {
  const cases = roles.flatMap((role) => issueStates.map((state) => ({ role, state })))
  test.each(cases)('to $role in $state', ({ role, state }) => {
    expectAgreement(rowsIn(state), makeActor({ roles: [role] }))
  })

  test.each(issueStates)('to a household’s office that handled it, in %s', (state) => {
    const rows = rowsIn(state)
    const issue = rows.get('issue', issueId) as Row<'issue'>
    const actor = makeActor({ roles: ['office', 'cadre'] })
    rows.held.set(`issue:${issueId}`, {
      ...issue,
      data: { ...issue.data, handledBy: [actor.personId] },
    })
    expectAgreement(rows, actor)
  })

  test('to who paid the return visit: not the decision on the end as well', () => {
    const rows = rowsIn('awaitingReview')
    const issue = rows.get('issue', issueId) as Row<'issue'>
    const actor = makeActor({ roles: ['office'] })
    const returnVisit = { by: actor.personId, on: today, satisfaction: 'satisfied', words: '' } as const
    rows.held.set(`issue:${issueId}`, { ...issue, data: { ...issue.data, returnVisit } })
    expectAgreement(rows, actor)
    expect(offered(rows, actor).get('issue.strikeOff')).toBe('ownReturnVisit')
  })

  test('to a master issue: it is not merged itself', () => {
    const rows = new Rows([
      ...rowsIn('listed').held.values(),
      row('issue', id(34), makeIssue({ state: 'merged', masterId: issueId })),
    ])
    expectAgreement(rows, makeActor({ roles: ['office'] }))
  })
})

describe('what is offered of a task', () => {
  const actor = makeActor({ roles: ['unit'], unitId: 'unit-1', personId: persons.otherCadre })
  const office = makeActor({ roles: ['office'] })
  const signed = { state: 'signed', signedOn: today } as const
  const codes = (overrides: Parameters<typeof makeTask>[0], who: Actor, on = today) =>
    Object.fromEntries(
      taskOffers(row('task', taskId, makeTask({ leadUnitId: 'unit-1', ...overrides })), who, on).map(
        ({ step, refusal }) => [step, refusal?.code ?? 'accept'],
      ),
    )

  test('a task that waits is signed for or handed back', () => {
    expect(codes({ state: 'assigned' }, actor)).toMatchObject({
      'task.sign': 'accept',
      'task.handBack': 'accept',
      'task.complete': 'wrongState',
    })
  })

  test('an extension is asked for once, and decided on when it was asked for', () => {
    const extension = { dueOn: '2026-09-01', reason: '下雨', askedBy: persons.leader, askedOn: today }
    expect(codes(signed, actor)['task.requestExtension']).toBe('accept')
    expect(codes({ ...signed, extension }, actor)['task.requestExtension']).toBe('extensionPending')
    expect(codes(signed, office)['task.grantExtension']).toBe('noExtension')
    expect(codes({ ...signed, extension }, office)['task.grantExtension']).toBe('accept')
  })

  test('weeks after signing it is not handed back any more', () => {
    expect(codes({ ...signed, signedOn: '2026-05-01' }, actor)['task.handBack']).toBe('handBackTooLate')
  })

  test('an ended task offers nothing, and another unit is offered none of it', () => {
    for (const state of taskStates.filter((each) => each === 'done' || each === 'cancelled'))
      expect(new Set(Object.values(codes({ state }, actor)))).toEqual(new Set(['wrongState']))
    expect(codes({ state: 'assigned' }, { ...actor, unitId: 'unit-9' })).toEqual({})
  })
})
