import { describe, expect, test } from 'vitest'
import { audienceOf } from '../../../../src/domain/access/audience'
import { scopesOf } from '../../../../src/domain/access/scopes'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import type { Issue } from '../../../../src/domain/issue/rows'
import type { Row } from '../../../../src/domain/rows'
import { codeOf, Rows, tryCommand, type TryOptions } from '../../../fixtures/judge'
import { id } from '../../../fixtures/ids'
import {
  honest,
  makeIssue,
  makeSubject,
  makeVisit,
  makeZoneRows,
  officeActor,
  persons,
  row,
  today,
  village,
} from '../../../fixtures/rows'

const issueId = id(30)
const visitId = id(40)
/** The village and a leader paired with the household could read it until now. */
const open = audienceOf(village, [persons.cadre, persons.leader])
const own = ['discipline', 'office', `user:${persons.cadre}`]

const withIssue = (overrides: Partial<Issue> = {}): Rows =>
  new Rows([
    ...makeZoneRows(),
    row('visit', visitId, makeVisit({ audience: open })),
    row('issue', issueId, makeIssue({ visitId, audience: open, ...overrides })),
    row('event', `${issueId}.0`, {
      type: 'issue.registered',
      aboutKind: 'issue',
      aboutId: issueId,
      actorId: persons.cadre,
      detail: {},
      audience: open,
      ...honest,
    }),
    row('effect', issueId, {
      issueId,
      measure: '谈了话',
      result: '',
      happenedOn: today,
      satisfaction: 'notAsked',
      recordedBy: persons.cadre,
      audience: open,
      ...honest,
    }),
  ])
const accept = (categoryId?: string): CommandRequest => ({
  name: 'issue.accept',
  args: { issueId, remark: '', ...(categoryId === undefined ? {} : { categoryId }) },
})
const resubmit = (corrected: object): CommandRequest => ({
  name: 'issue.resubmit',
  args: { issueId, reply: '', ...corrected },
})

/** Scopes of the issue and of everything that hangs on it, by row. */
const scopesAbout = (rows: Rows): Record<string, string[]> =>
  Object.fromEntries(
    [...rows.held.values()]
      .filter(
        ({ kind, id: rowId, data }) =>
          (kind === 'issue' && rowId === issueId) ||
          (kind === 'effect' && rowId === issueId) ||
          (kind === 'event' && data.aboutId === issueId),
      )
      .map((each) => [`${each.kind} ${each.id}`, scopesOf(each.kind, each.data as never).sort()]),
  )
const dataOf = (rows: Rows) => (rows.get('issue', issueId) as Row<'issue'>).data

const raises: [string, CommandRequest, Partial<Issue>, TryOptions][] = [
  ['accepted into a confidential category', accept('cat-petition'), {}, { actor: officeActor() }],
  [
    'resubmitted in a confidential category',
    resubmit({ categoryId: 'cat-petition' }),
    { state: 'needsDetail' },
    {},
  ],
  ['resubmitted as a petition', resubmit({ kind: 'petition' }), { state: 'needsDetail' }, {}],
  ['resubmitted with the mark', resubmit({ confidential: true }), { state: 'needsDetail' }, {}],
]

describe.each(raises)('an issue that is %s', (_, request, overrides, options) => {
  const before = withIssue(overrides)
  const after = () => before.after(tryCommand(request, before, options))

  test('leaves the village and the paired leader with its whole timeline and effect', () => {
    expect(dataOf(after()).confidential).toBe(true)
    const scopes = Object.entries(scopesAbout(after()))
    // The issue, its effect, its registration and what is written down now.
    expect(scopes).toHaveLength(4)
    for (const [key, held] of scopes) expect(held, key).toEqual(own)
  })

  test('leaves the visit it was raised in as it is', () => {
    expect(after().get('visit', visitId)).toEqual(before.get('visit', visitId))
  })

  test('says in its timeline that it became confidential', () => {
    const event = after().get('event', `${id(900)}.0`) as Row<'event'>
    expect(event.data.detail['fields']).toContain('confidential')
  })
})

describe('confidentiality is not taken back', () => {
  const secret = { confidential: true, audience: audienceOf(village, [persons.cadre], true) }

  test('by accepting it into another category', () => {
    const rows = withIssue({ ...secret, categoryId: 'cat-petition' })
    const after = rows.after(tryCommand(accept('cat-1'), rows, { actor: officeActor() }))
    expect(dataOf(after)).toMatchObject({ categoryId: 'cat-1', ...secret })
  })

  test('by correcting category or kind', () => {
    const rows = withIssue({ ...secret, kind: 'petition', state: 'needsDetail' })
    const after = rows.after(tryCommand(resubmit({ categoryId: 'cat-1', kind: 'demand' }), rows))
    expect(dataOf(after)).toMatchObject({ categoryId: 'cat-1', kind: 'demand', ...secret })
  })

  test('by taking off the mark: that is refused', () => {
    const rows = withIssue({ ...secret, state: 'needsDetail' })
    expect(codeOf(tryCommand(resubmit({ confidential: false }), rows))).toBe('confidentialStays')
  })

  test('while the mark "not confidential" of one that is not means nothing', () => {
    const rows = withIssue({ state: 'needsDetail' })
    const after = rows.after(tryCommand(resubmit({ confidential: false }), rows))
    expect(dataOf(after).confidential).toBe(false)
    expect((after.get('event', `${id(900)}.0`) as Row<'event'>).data.detail['fields']).toEqual([])
  })
})

test('an ordinary one becomes known to the unit that leads its category, with what was written about it', () => {
  const rows = withIssue()
  const after = rows.after(tryCommand(accept('cat-1'), rows, { actor: officeActor() }))
  expect(dataOf(after).audience).toEqual({ ...open, units: ['unit-1'] })
  const audiences = [...after.held.values()].flatMap((each) =>
    each.kind === 'event' || each.kind === 'effect' ? [each.data.audience] : [],
  )
  expect(audiences.length).toBeGreaterThan(1)
  for (const audience of audiences) expect(audience.units).toEqual(['unit-1'])
})

describe('who is told of a confidential issue', () => {
  const register = (confidential: boolean): CommandRequest => ({
    name: 'issue.register',
    args: {
      issueId,
      visitId: null,
      subjectId: id(20),
      areaId: village,
      kind: 'dispute',
      categoryId: 'cat-1',
      title: '旧账',
      words: '多年的事',
      raisedOn: today,
      urgent: false,
      confidential,
    },
  })
  const paired = () =>
    new Rows([
      ...makeZoneRows().filter(({ kind }) => kind !== 'subject'),
      row('subject', id(20), makeSubject({ pairedWith: [persons.leader, persons.otherCadre] })),
    ])

  test('the office, discipline and its author, nobody paired with the household', () => {
    const rows = paired()
    const after = scopesAbout(rows.after(tryCommand(register(true), rows)))
    expect(Object.values(after)).toEqual([own, own])
  })

  test('an open one goes to the village and to those paired with the household', () => {
    const rows = paired()
    const [issue] = Object.values(scopesAbout(rows.after(tryCommand(register(false), rows))))
    expect(issue).toEqual(expect.arrayContaining([`area:${village}`, `user:${persons.leader}`]))
  })

  test('who does not hold it can not solve it on the spot either', () => {
    const solve: CommandRequest = {
      name: 'issue.resolveOnSite',
      args: { issueId, measure: '谈了话', result: '', happenedOn: today },
    }
    const registeredBy = persons.otherCadre
    const audience = audienceOf(village, [registeredBy], true)
    const secret = withIssue({ registeredBy, confidential: true, audience })
    expect(codeOf(tryCommand(solve, secret))).toBe('notPermitted')
    expect(codeOf(tryCommand(solve, withIssue({ registeredBy })))).toBe('accept')
  })
})
