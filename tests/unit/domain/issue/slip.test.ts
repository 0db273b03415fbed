import { describe, expect, test } from 'vitest'
import { uuidV7 } from '../../../../src/domain/ids'
import { issueStates, type Issue, type IssueState } from '../../../../src/domain/issue/rows'
import { readSlipCode, showSlipCode, slipAlphabet, slipCodeOf } from '../../../../src/domain/issue/slip'
import { slipAnswer, type SlipRows } from '../../../../src/domain/issue/slipAnswer'
import type { Row } from '../../../../src/domain/rows'
import { roles } from '../../../../src/domain/zone/rows'
import { id } from '../../../fixtures/ids'
import { issueId, rowsIn } from '../../../fixtures/issueSteps'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import { makeActor, makeIssue, makeTask, makeZoneRows, noon, persons, row } from '../../../fixtures/rows'

const give = { name: 'issue.giveSlip', args: { issueId } } as const
const takeBack = { name: 'issue.takeBackSlip', args: { issueId } } as const
const issueOf = (rows: Rows): Issue => (rows.get('issue', issueId) as Row<'issue'>).data

describe('the code of a slip', () => {
  test('is eight signs that nobody mixes up in handwriting', () => {
    expect(slipCodeOf(id(30))).toMatch(new RegExp(`^[${slipAlphabet}]{8}$`))
    for (const [one, other] of ['0O', '1I', 'IL', '1L', '2Z', '5S', '8B', '6G', 'UV', 'OQ', '38', 'OD'])
      expect(slipAlphabet.includes(one ?? '') && slipAlphabet.includes(other ?? ''), `${one}${other}`).toBe(
        false,
      )
  })
  test('follows from the issue alone, so two phones write the same one', () => {
    expect(slipCodeOf(id(30))).toBe(slipCodeOf(id(30)))
    expect(slipCodeOf(id(30))).not.toBe(slipCodeOf(id(31)))
    expect(slipCodeOf(id(30), 1)).not.toBe(slipCodeOf(id(30)))
  })
  test('is spread over all codes: issues of one minute share none, and each sign comes as often as the others', () => {
    const codes = Array.from({ length: 20_000 }, (_, at) =>
      slipCodeOf(uuidV7(noon + at, new Uint8Array([7, 7, 7, 7, 7, 7, 7, 0, at >> 8, at & 0xff]))),
    )
    expect(new Set(codes).size).toBe(codes.length)
    const counts = new Map<string, number>()
    for (const sign of codes.join('')) counts.set(sign, (counts.get(sign) ?? 0) + 1)
    const even = (codes.length * 8) / slipAlphabet.length
    expect([...counts.values()].every((count) => Math.abs(count - even) < even * 0.06)).toBe(true)
  })
  test('is read as people type it, and anything else is none', () => {
    const code = slipCodeOf(id(30))
    const wide = [...code].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('')
    for (const typed of [code, showSlipCode(code), code.toLowerCase(), ` ${showSlipCode(code)} `, wide])
      expect(readSlipCode(typed), typed).toBe(code)
    for (const typed of ['', code.slice(1), `${code}3`, '0000-0000', '你好', 'A'.repeat(100_000)])
      expect(readSlipCode(typed), typed.slice(0, 20)).toBeUndefined()
  })
})

describe('giving a slip', () => {
  const cases = roles.flatMap((role) => issueStates.map((state) => ({ role, state })))
  test.each(cases)('by $role in $state', ({ role, state }) => {
    const isAllowed = role === 'cadre' || role === 'office'
    const actor = makeActor({ roles: [role] })
    expect(codeOf(tryCommand(give, rowsIn(state), { actor }))).toBe(isAllowed ? 'accept' : 'notPermitted')
    expect(codeOf(tryCommand(takeBack, rowsIn(state), { actor }))).toBe(isAllowed ? 'accept' : 'notPermitted')
  })
  test('a cadre of another village gives none', () => {
    const actor = makeActor({ personId: persons.otherCadre })
    expect(codeOf(tryCommand(give, rowsIn('listed'), { actor }))).toBe('notPermitted')
  })
  test('of a confidential issue, the one who registered it gives it and nobody else of the village', () => {
    const rows = new Rows([
      ...makeZoneRows(),
      row('issue', issueId, makeIssue({ confidential: true, registeredBy: persons.otherCadre })),
    ])
    expect(codeOf(tryCommand(give, rows))).toBe('notPermitted')
    const author = makeActor({ personId: persons.otherCadre })
    expect(codeOf(tryCommand(give, rows, { actor: author }))).toBe('accept')
  })
  test('puts the code on the issue, and twice is once', () => {
    const given = rowsIn('listed').after(tryCommand(give, rowsIn('listed')))
    expect(issueOf(given).slipCode).toBe(slipCodeOf(issueId))
    expect(tryCommand(give, given)).toMatchObject({ verdict: 'accept', changes: [] })
  })
  test('a slip that was taken back never answers again, and the next one has another code', () => {
    const given = rowsIn('listed').after(tryCommand(give, rowsIn('listed')))
    const lost = given.after(tryCommand(takeBack, given))
    expect(issueOf(lost).slipCode).toBeNull()
    expect(tryCommand(takeBack, lost)).toMatchObject({ verdict: 'accept', changes: [] })
    const again = lost.after(tryCommand(give, lost))
    expect(issueOf(again).slipCode).toBe(slipCodeOf(issueId, 1))
    expect(issueOf(again).slipCode).not.toBe(issueOf(given).slipCode)
  })
  test('changes nothing else of the issue', () => {
    const before = rowsIn('handling')
    const { slipCode: _, ...after } = issueOf(before.after(tryCommand(give, before)))
    expect(after).toEqual(issueOf(before))
  })
})

describe('what a slip says', () => {
  const secret = '王某某的路灯'
  const answerOf = (issue: Partial<Issue>, around: Partial<Omit<SlipRows, 'issue'>> = {}) =>
    slipAnswer({
      issue: row('issue', issueId, makeIssue({ title: secret, words: secret, ...issue })),
      master: undefined,
      tasks: [],
      effect: undefined,
      ...around,
    })

  test.each(issueStates)('in %s it says nothing of what the matter is', (state) => {
    const said = JSON.stringify(
      answerOf({
        state,
        listedOn: '2026-07-02',
        returnVisit: { by: persons.cadre, on: '2026-07-09', satisfaction: 'satisfied', words: secret },
        deferred: { reason: secret, reviewOn: '2026-09-01', since: '2026-07-03' },
        struckOff: { by: persons.office, on: '2026-07-10', remark: secret },
        toldResident: secret,
        officeRemark: secret,
      }),
    )
    for (const kept of [secret, persons.cadre, persons.office, 'V1', 'cat-1', id(20)])
      expect(said).not.toContain(kept)
  })
  test('the deadline is the latest of what is still to be done, and is gone when it is done', () => {
    const tasks = [
      row('task', id(40), makeTask({ dueOn: '2026-07-20' })),
      row('task', id(41), makeTask({ dueOn: '2026-07-30', state: 'signed' })),
      row('task', id(42), makeTask({ dueOn: '2026-08-30', state: 'cancelled' })),
    ]
    expect(answerOf({ state: 'handling' }, { tasks })).toMatchObject({
      dates: [{ is: 'reported' }, { is: 'due', on: '2026-07-30' }],
    })
    expect(JSON.stringify(answerOf({ state: 'awaitingReview' }, { tasks }))).not.toContain('due')
  })
  test('a merged one goes as its master goes, under its own number', () => {
    const master = row(
      'issue',
      id(31),
      makeIssue({
        state: 'struckOff',
        number: '2026-0001',
        struckOff: { by: persons.office, on: '2026-07-10', remark: '' },
      }),
    )
    expect(answerOf({ state: 'merged', number: '2026-0009' }, { master })).toMatchObject({
      state: 'struckOff',
      number: '2026-0009',
      dates: [{ is: 'reported' }, { is: 'struckOff', on: '2026-07-10' }],
    })
  })
  const coarse: Record<IssueState, string> = {
    reported: 'taken',
    needsDetail: 'taken',
    listed: 'taken',
    merged: 'taken',
    handling: 'underWay',
    awaitingReturnVisit: 'underWay',
    awaitingReview: 'underWay',
    deferred: 'underWay',
    struckOff: 'ended',
    closed: 'ended',
  }
  test.each(issueStates)('of a confidential one in %s, one of three words and no more', (state) => {
    const said = answerOf({ state, confidential: true, number: '2026-0003', listedOn: '2026-07-02' })
    expect(said).toEqual({ confidential: true, state: coarse[state] })
  })
})
