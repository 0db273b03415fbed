import { describe, expect, test } from 'vitest'
import {
  draftOfVisit,
  emptyIssueDraft,
  emptyVisitDraft,
  isEmptyVisit,
  readVisitDraft,
  type VisitDraft,
} from '../../../../src/app/components/visit/visitDraft'
import { draftOfSubject } from '../../../../src/app/components/subject/subjectDraft'
import { integerOf, visitRequests } from '../../../../src/app/components/visit/visitRequests'
import { commandDefinitions } from '../../../../src/domain/command/registry'
import { parse } from '../../../../src/domain/schema'
import { typedVisitKinds } from '../../../../src/domain/visit/rows'
import { id } from '../../../fixtures/ids'
import { makeSubject, makeVisit, persons, row, today, village } from '../../../fixtures/rows'

const me = persons.cadre
const makeDraft = (overrides: Partial<VisitDraft> = {}): VisitDraft => ({
  ...emptyVisitDraft(today),
  subjectId: id(20),
  areaId: village,
  participants: '30',
  topic: '秋粮收购',
  householdsReached: '12',
  ...overrides,
})
const requestsOf = (draft: VisitDraft) =>
  visitRequests(draft, {
    me,
    subjectAreaId: village,
    campaignId: 'c-2026',
    mayCare: true,
  })

/** Fields of the form that the commands' own schemas object to. */
function wrongFields(draft: VisitDraft): string[] {
  return requestsOf(draft).flatMap(({ name, args, fieldOf }) => {
    const parsed = parse(commandDefinitions[name].args, args)
    return parsed.ok ? [] : parsed.issues.map(({ path }) => fieldOf(path) ?? `nowhere: ${path}`)
  })
}

describe('a visit as commands', () => {
  test.each(typedVisitKinds)('a filled form of the kind %s fits the command’s schema', (kind) => {
    expect(wrongFields(makeDraft({ kind }))).toEqual([])
  })

  test.each(typedVisitKinds)(
    'every objection to an empty form of the kind %s is shown at a field',
    (kind) => {
      const empty = makeDraft({
        kind,
        subjectId: null,
        areaId: null,
        participants: '',
        topic: '',
        householdsReached: '',
        happenedOn: '',
        issues: [emptyIssueDraft()],
      })
      const wrong = wrongFields(empty)
      expect(wrong.filter((field) => field.startsWith('nowhere'))).toEqual([])
      expect(wrong).toEqual(expect.arrayContaining(['happenedOn']))
    },
  )

  test('the person who writes is always among the visitors, and once', () => {
    const [visit] = requestsOf(makeDraft({ companionIds: [me, persons.otherCadre] }))
    expect(visit?.args).toMatchObject({ visitorIds: [me, persons.otherCadre] })
  })

  test('a beginning that nobody went on with is not sent; one that was recorded is no correction', () => {
    const narrative = '家里情况：\n老人身体：腿脚不便'
    const [visit] = requestsOf(makeDraft({ narrative }))
    expect(visit?.args).toMatchObject({ narrative: '老人身体：腿脚不便' })
    const before = makeVisit({ narrative: '家里情况：', visitorIds: [me] })
    expect(requestsOf(draftOfVisit(id(30), before, me))).toEqual([])
  })

  test('one stroke holds the visit, each issue, and what was solved on the spot after its issue', () => {
    const solved = { ...emptyIssueDraft(), solved: true, measure: '换了灯泡' }
    const names = requestsOf(makeDraft({ issues: [emptyIssueDraft(), solved] })).map(({ name }) => name)
    expect(names).toEqual(['visit.record', 'issue.register', 'issue.register', 'issue.resolveOnSite'])
  })

  test('what changed in the register comes last, so that nothing of the visit hangs on it', () => {
    const subject = row('subject', id(20), makeSubject({ name: '柳国松' }))
    const register = { ...draftOfSubject(subject, undefined, undefined), phone: '13900000001' }
    const issues = [{ ...emptyIssueDraft(), solved: true, measure: '换了灯泡' }]
    const requests = requestsOf(makeDraft({ issues, registers: [register] }))
    expect(requests.map(({ name }) => name)).toEqual([
      'visit.record',
      'issue.register',
      'issue.resolveOnSite',
      'subject.edit',
    ])
    expect(requests.at(-1)?.args).toEqual({
      subjectId: id(20),
      contact: { phone: '13900000001' },
      campaignId: 'c-2026',
    })
  })

  test('an entry that was only looked at, or that of another subject, is not sent', () => {
    const of = (subjectId: string) =>
      draftOfSubject(row('subject', subjectId, makeSubject()), undefined, undefined)
    const registers = [of(id(20)), { ...of(id(21)), phone: '13900000001' }]
    expect(requestsOf(makeDraft({ registers })).map(({ name }) => name)).toEqual(['visit.record'])
    expect(
      requestsOf(makeDraft({ kind: 'meeting', subjectId: id(21), registers })).map(({ name }) => name),
    ).toEqual(['visit.record'])
  })

  test('an issue known before that was solved now is resolved on the day of the visit', () => {
    const [, solved] = requestsOf(
      makeDraft({ happenedOn: '2026-11-20', solvedKnown: [{ issueId: id(40), measure: '通了水' }] }),
    )
    expect(solved).toMatchObject({
      name: 'issue.resolveOnSite',
      args: { issueId: id(40), measure: '通了水', happenedOn: '2026-11-20' },
    })
    expect(solved?.fieldOf('measure')).toBe(`known.${id(40)}`)
  })

  test('in a meeting each issue may name who raised it, and keeps the visit’s village', () => {
    const issues = [{ ...emptyIssueDraft(), raisedById: id(22) }]
    const [, issue] = requestsOf(makeDraft({ kind: 'meeting', issues }))
    expect(issue?.args).toMatchObject({ subjectId: id(22), areaId: village })
  })

  test('urgent is sent only for the kinds that may be urgent', () => {
    const issues = (['dispute', 'suggestion'] as const).map((kind) => ({
      ...emptyIssueDraft(),
      kind,
      urgent: true,
    }))
    const [, dispute, suggestion] = requestsOf(makeDraft({ issues }))
    expect([dispute?.args, suggestion?.args]).toMatchObject([{ urgent: true }, { urgent: false }])
  })

  test('an issue of a village meeting is about no subject, even if one was chosen before', () => {
    const [, issue] = requestsOf(makeDraft({ kind: 'meeting', issues: [emptyIssueDraft()] }))
    expect(issue?.args).toMatchObject({ subjectId: null, areaId: village })
  })

  test.each([
    ['', undefined],
    ['30', 30],
    ['３０', 30],
    [' 7 ', 7],
    ['三十', NaN],
    ['-1', NaN],
    ['1.5', NaN],
  ])('the number typed as %j is %s', (typed, value) => {
    expect(integerOf(typed)).toEqual(value)
  })
})

describe('a correction as commands', () => {
  const before = makeVisit({ narrative: '在家', place: '', visitorIds: [me, persons.otherCadre] })
  const correct = (overrides: Partial<VisitDraft>) =>
    requestsOf({ ...draftOfVisit(id(30), before, me), ...overrides })

  test('holds only what was changed', () => {
    expect(correct({ place: '村部', startTime: '09:30' }).map(({ name, args }) => ({ name, args }))).toEqual([
      { name: 'visit.amend', args: { visitId: id(30), changes: { place: '村部', startTime: '09:30' } } },
    ])
  })

  test('of nothing is no command', () => {
    expect(correct({})).toEqual([])
  })

  test('that only adds an issue leaves the visit alone', () => {
    expect(correct({ issues: [emptyIssueDraft()] }).map(({ name }) => name)).toEqual(['issue.register'])
  })

  test('does not take the order of visitors for a change', () => {
    const other = makeVisit({ visitorIds: [persons.otherCadre, me] })
    expect(requestsOf(draftOfVisit(id(30), other, me))).toEqual([])
  })
})

describe('a draft', () => {
  test('with nothing typed is not worth keeping, with a word it is', () => {
    expect(isEmptyVisit(emptyVisitDraft(today))).toBe(true)
    expect(isEmptyVisit({ ...emptyVisitDraft(today), subjectId: id(20) })).toBe(true)
    expect(isEmptyVisit({ ...emptyVisitDraft(today), narrative: '在' })).toBe(false)
    expect(isEmptyVisit({ ...emptyVisitDraft(today), issues: [emptyIssueDraft()] })).toBe(false)
  })

  test('with an opened register and nothing changed in it is not worth keeping', () => {
    const register = draftOfSubject(row('subject', id(20), makeSubject()), undefined, undefined)
    const draft = { ...emptyVisitDraft(today), registers: [register] }
    expect(isEmptyVisit(draft)).toBe(true)
    expect(isEmptyVisit({ ...draft, registers: [{ ...register, phone: '1' }] })).toBe(false)
    expect(isEmptyVisit({ ...draft, companionIds: [persons.leader] })).toBe(false)
  })

  test('of a correction is worth keeping once something differs, also if only who came along', () => {
    const draft = draftOfVisit(id(30), makeVisit({ visitorIds: [me, persons.otherCadre] }), me)
    expect(isEmptyVisit(draft)).toBe(true)
    expect(isEmptyVisit({ ...draft, narrative: '' })).toBe(false)
    expect(isEmptyVisit({ ...draft, companionIds: [] })).toBe(false)
    expect(isEmptyVisit({ ...draft, companionIds: [persons.leader] })).toBe(false)
  })

  test('of an older build gets what it lacks and keeps what it has', () => {
    const { topic: _, issues: __, ...older } = makeDraft({ narrative: '在家' })
    expect(readVisitDraft({ ...older, issues: [{ id: id(9), title: '路灯' }] }, today)).toMatchObject({
      narrative: '在家',
      topic: '',
      issues: [{ id: id(9), title: '路灯', words: '', kind: null }],
    })
  })

  test.each([null, 'text', 7, [], {}, { visitId: 3 }])(
    'of another shape (%o) is not taken for one',
    (saved) => {
      expect(readVisitDraft(saved, today)).toBeUndefined()
    },
  )
})
