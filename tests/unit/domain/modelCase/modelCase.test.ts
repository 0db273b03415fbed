import { describe, expect, test } from 'vitest'
import { scopesOf } from '../../../../src/domain/access/scopes'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import { caseStates, type CaseState } from '../../../../src/domain/modelCase/rows'
import { roles, type Role } from '../../../../src/domain/zone/rows'
import { id } from '../../../fixtures/ids'
import {
  actorOf,
  caseId,
  caseIn,
  codeBy,
  doneBy,
  makeCase,
  planZone,
  publicity,
  unitId,
} from '../../../fixtures/planZone'
import { makeIssue, row } from '../../../fixtures/rows'

const write = (overrides: Partial<CommandArgs<'modelCase.write'>> = {}): CommandRequest => ({
  name: 'modelCase.write',
  args: {
    caseId,
    kind: 'case',
    title: '一盏路灯',
    text: '大家一起把灯修好了',
    unitId,
    issueId: null,
    ...overrides,
  },
})
const submit: CommandRequest = { name: 'modelCase.submit', args: { caseId } }
const publish: CommandRequest = {
  name: 'modelCase.publish',
  args: { caseId, title: '一盏路灯', text: '王某某家门口的灯亮了' },
}
const giveBack: CommandRequest = { name: 'modelCase.return', args: { caseId, remark: '写短些' } }
const withdraw: CommandRequest = { name: 'modelCase.withdraw', args: { caseId, reason: '写出了姓名' } }

/** By hand, apart from the domain's tables. `own`: of the unit; `any`: of whichever. */
const expected = {
  write: {
    request: write({ text: '改过' }),
    own: ['cadre', 'unit'],
    any: ['publicity', 'office'],
    to: { '(new)': 'draft', draft: 'draft', returned: 'returned' },
  },
  submit: {
    request: submit,
    own: ['unit'],
    any: ['publicity', 'office'],
    to: { draft: 'submitted', returned: 'submitted' },
  },
  publish: { request: publish, own: [], any: ['publicity', 'office'], to: { submitted: 'published' } },
  giveBack: { request: giveBack, own: [], any: ['publicity', 'office'], to: { submitted: 'returned' } },
  withdraw: { request: withdraw, own: [], any: ['publicity', 'office'], to: { published: 'withdrawn' } },
} as const satisfies Record<string, { own: readonly Role[]; any: readonly Role[]; [more: string]: unknown }>

const inState = (state: CaseState | '(new)') =>
  state === '(new)' ? planZone() : planZone(row('modelCase', caseId, makeCase({ state })))

describe('the case, by command, state and role', () => {
  const cases = (Object.keys(expected) as (keyof typeof expected)[]).flatMap((step) =>
    (['(new)', ...caseStates] as const).flatMap((state) =>
      roles.flatMap((role) => [
        { step, state, role, isOther: false },
        { step, state, role, isOther: true },
      ]),
    ),
  )

  test.each(cases)('$step of a case in $state by $role (another unit: $isOther)', (one) => {
    const { request, own, any, to } = expected[one.step]
    const isAllowed =
      (any as readonly Role[]).includes(one.role) ||
      (!one.isOther && (own as readonly Role[]).includes(one.role))
    const next = (to as Partial<Record<CaseState | '(new)', CaseState>>)[one.state]
    const actor = actorOf(one.role, { isOther: one.isOther, personId: id(99) })
    const rows = inState(one.state)
    const code = codeBy(actor, request, rows)
    if (!isAllowed) expect(code).toBe('notPermitted')
    else if (next) {
      expect(code).toBe('accept')
      expect(caseIn(doneBy(actor, rows, request)).state).toBe(next)
    } else expect(code).toBe(one.state === '(new)' ? 'notPermitted' : 'wrongState')
  })
})

describe('a case', () => {
  const submitted = () => doneBy(actorOf('cadre'), planZone(), write(), submit)

  test('is filed by the cadre who wrote it, not by a colleague', () => {
    const rows = doneBy(actorOf('cadre'), planZone(), write())
    expect(codeBy(actorOf('cadre'), submit, rows)).toBe('accept')
    expect(codeBy(actorOf('cadre', { personId: id(99) }), submit, rows)).toBe('notPermitted')
  })

  test('is published as it was seen: what was written before is on no device any more', () => {
    const rows = doneBy(publicity, submitted(), publish)
    expect(caseIn(rows)).toMatchObject({ state: 'published', text: '王某某家门口的灯亮了', remark: '' })
    expect(JSON.stringify(caseIn(rows))).not.toContain('大家一起把灯修好了')
    expect(scopesOf('modelCase', caseIn(rows))).toContain('tenant')
  })

  test('before that lies with its author, unit and the groups alone; its events always do', () => {
    const held = ['assessor', 'discipline', 'office', 'publicity', 'unit:unit-1', `user:${id(1)}`]
    expect(scopesOf('modelCase', caseIn(submitted())).sort()).toEqual(held)
    const rows = doneBy(publicity, submitted(), publish)
    for (const each of rows.held.values())
      if (each.kind === 'event') expect(scopesOf('event', each.data).sort()).toEqual(held)
  })

  test('taken down, it leaves the others’ devices', () => {
    const rows = doneBy(publicity, submitted(), publish, withdraw)
    expect(caseIn(rows)).toMatchObject({ state: 'withdrawn', remark: '写出了姓名' })
    expect(scopesOf('modelCase', caseIn(rows))).not.toContain('tenant')
  })

  test.each(['打 13986700123', '号码 421303 19900101 0011', '鄂S·12345'])(
    'is not published with %j in it, whoever looked at it',
    (words) => {
      const still: CommandRequest = {
        name: 'modelCase.publish',
        args: { caseId, title: '好事', text: words },
      }
      expect(['stillIdentifies', 'identityNumber']).toContain(codeBy(publicity, still, submitted()))
    },
  )

  test('is neither published nor returned by who wrote or filed it', () => {
    const rows = doneBy(publicity, planZone(), write(), submit)
    expect(codeBy(publicity, publish, rows)).toBe('ownWork')
    expect(codeBy(publicity, giveBack, rows)).toBe('ownWork')
    expect(codeBy(actorOf('office', { personId: id(3) }), publish, rows)).toBe('accept')
  })

  test('tells of a struck-off issue, never of an open or a confidential one', () => {
    const of = (issue: ReturnType<typeof makeIssue>) =>
      codeBy(actorOf('unit'), write({ issueId: id(30) }), planZone(row('issue', id(30), issue)))
    expect(of(makeIssue({ state: 'struckOff' }))).toBe('accept')
    expect(of(makeIssue({ state: 'handling' }))).toBe('wrongState')
    expect(of(makeIssue({ state: 'struckOff', confidential: true }))).toBe('notPermitted')
  })

  test('without a text is kept, and not filed', () => {
    const rows = doneBy(actorOf('unit'), planZone(), write({ text: '' }))
    expect(codeBy(actorOf('unit'), submit, rows)).toBe('invalidArgs')
  })
})
