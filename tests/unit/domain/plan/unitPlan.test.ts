import { describe, expect, test } from 'vitest'
import { scopesOf } from '../../../../src/domain/access/scopes'
import { planStates, type PlanState } from '../../../../src/domain/plan/rows'
import { roles, type Role } from '../../../../src/domain/zone/rows'
import { id } from '../../../fixtures/ids'
import { tryCommand, type Rows } from '../../../fixtures/judge'
import { makeActor, row } from '../../../fixtures/rows'
import {
  actorOf,
  approve,
  assessor,
  campaignId,
  codeBy,
  doneBy,
  giveBack,
  makePlan,
  otherUnitId,
  planId,
  planIn,
  planText,
  planZone,
  submit,
  unitId,
  unitPerson,
  write,
} from '../../../fixtures/planZone'

const inState = (state: PlanState | '(new)'): Rows =>
  state === '(new)'
    ? planZone()
    : planZone(
        row(
          'unitPlan',
          planId,
          makePlan({
            state,
            versions:
              state === 'draft'
                ? []
                : [{ ...makePlan(), by: id(1), on: '2026-06-20', review: null }].map(
                    ({ goals, measures, responsible, schedule, by, on, review }) => ({
                      goals,
                      measures,
                      responsible,
                      schedule,
                      by,
                      on,
                      review,
                    }),
                  ),
          }),
        ),
      )

/** Written down by hand, apart from the table in the domain: which role of which unit, in which states, to which state. */
const expected = {
  write: {
    request: write({ goals: '改过的目标' }),
    own: ['unit'],
    any: [],
    to: { '(new)': 'draft', draft: 'draft', returned: 'returned' },
  },
  submit: { request: submit, own: ['unit'], any: [], to: { draft: 'submitted', returned: 'submitted' } },
  approve: { request: approve, own: [], any: ['assessor', 'office'], to: { submitted: 'approved' } },
  giveBack: {
    request: giveBack,
    own: [],
    any: ['assessor', 'office'],
    to: { submitted: 'returned', approved: 'returned' },
  },
} as const satisfies Record<string, { own: readonly Role[]; any: readonly Role[]; [more: string]: unknown }>

describe('the plan, by command, state and role', () => {
  const states = ['(new)', ...planStates] as const
  const cases = (Object.keys(expected) as (keyof typeof expected)[]).flatMap((step) =>
    states.flatMap((state) =>
      roles.flatMap((role) => [
        { step, state, role, isOther: false },
        { step, state, role, isOther: true },
      ]),
    ),
  )

  test.each(cases)('$step of a plan in $state by $role (another unit: $isOther)', (one) => {
    const { request, own, any, to } = expected[one.step]
    const isAllowed = (any as readonly Role[]).includes(one.role)
      ? true
      : !one.isOther && (own as readonly Role[]).includes(one.role)
    const next = (to as Partial<Record<PlanState | '(new)', PlanState>>)[one.state]
    // Not the one who filed it.
    const actor = actorOf(one.role, { isOther: one.isOther, personId: id(99) })
    const rows = inState(one.state)
    const code = codeBy(actor, request, rows)
    if (!isAllowed) expect(code).toBe('notPermitted')
    else if (next) {
      expect(code).toBe('accept')
      expect(planIn(doneBy(actor, rows, request)).state).toBe(next)
    } else expect(code).toBe(one.state === '(new)' ? 'notPermitted' : 'wrongState')
  })
})

describe('a plan', () => {
  test('is filed, returned, filed again and approved, and every version stays as it was filed', () => {
    let rows = doneBy(unitPerson, planZone(), write(), submit)
    rows = doneBy(assessor, rows, giveBack)
    expect(planIn(rows).versions).toMatchObject([
      { goals: '走遍所联系的村', review: { verdict: 'returned', remark: '第二阶段写具体些', by: id(6) } },
    ])
    rows = doneBy(unitPerson, rows, write({ goals: '走遍所联系的村，办成两件实事' }), submit)
    rows = doneBy(assessor, rows, approve)
    expect(planIn(rows)).toMatchObject({
      state: 'approved',
      versions: [
        { goals: '走遍所联系的村', review: { verdict: 'returned' } },
        { goals: '走遍所联系的村，办成两件实事', review: { verdict: 'approved', remark: '' } },
      ],
    })
  })

  test.each([
    ['goals', { goals: ' ' }],
    ['measures', { measures: '' }],
    ['responsible', { responsible: '' }],
    ['schedule', { schedule: [{ phaseId: 'phase-2', text: ' ' }] }],
  ] as const)('without %s is kept, and not filed', (field, empty) => {
    const rows = doneBy(
      unitPerson,
      planZone(),
      write({
        ...empty,
        schedule: [...((empty as { schedule?: [] }).schedule ?? [{ phaseId: 'phase-2', text: '办成两件' }])],
      }),
    )
    const verdict = tryCommand(submit, rows, { actor: unitPerson })
    expect(verdict).toMatchObject({ rejection: { code: 'planIncomplete', params: { field } } })
  })

  test('is not judged by who filed it, whatever else that person may', () => {
    const both = makeActor({ roles: ['unit', 'assessor'], personId: id(1) })
    const rows = doneBy(both, planZone(), write(), submit)
    expect(codeBy(both, approve, rows)).toBe('ownWork')
    expect(codeBy(both, giveBack, rows)).toBe('ownWork')
    expect(codeBy(assessor, approve, rows)).toBe('accept')
  })

  test('lies with its unit and those who review or look on, and so do its events', () => {
    const rows = doneBy(unitPerson, planZone(), write(), submit)
    const lies = ['assessor', 'discipline', 'office', 'unit:unit-1']
    expect(scopesOf('unitPlan', planIn(rows)).sort()).toEqual(lies)
    const event = [...rows.held.values()].find(({ kind }) => kind === 'event')
    expect(event && scopesOf('event', event.data as never).sort()).toEqual(lies)
  })

  test('written by two of the unit at once: the later text stands, and both are told of that section alone', () => {
    const rows = doneBy(unitPerson, planZone(), write())
    const edited = doneBy(unitPerson, rows, write({ goals: '目标甲' }))
    const colleague = makeActor({ roles: ['unit'], personId: id(2), deviceId: id(120) })
    const verdict = tryCommand(write({ goals: '目标乙' }), edited, {
      actor: colleague,
      base: { [`unitPlan:${planId}`]: 1 },
    })
    const events = verdict.verdict === 'accept' ? verdict.changes.filter(({ kind }) => kind === 'event') : []
    expect(events).toMatchObject([{ data: { type: 'field.conflict', detail: { field: 'goals' } } }])
  })

  test('takes only the parts that were written: what a colleague wrote in another stays', () => {
    const part = { name: 'unitPlan.write' as const, args: { campaignId, unitId, goals: '每户走到' } }
    const begun = doneBy(unitPerson, planZone(), write(), part)
    expect(planIn(begun)).toMatchObject({ ...planText, goals: '每户走到' })
    const onlyPart = planIn(doneBy(unitPerson, planZone(), part))
    expect(onlyPart).toMatchObject({ goals: '每户走到', measures: '', schedule: [] })
  })

  test('is begun and filed on a device that holds no plan at all', () => {
    const device = Object.assign(planZone(), { isComplete: false })
    const begun = doneBy(unitPerson, device, write())
    expect(codeBy(unitPerson, submit, begun)).toBe('accept')
  })

  test('of a unit that the zone does not have is refused; the same text twice changes nothing', () => {
    expect(codeBy(unitPerson, write({ unitId: 'unit-9' }), planZone())).toBe('notPermitted')
    expect(codeBy(unitPerson, write({ unitId: otherUnitId }), planZone())).toBe('notPermitted')
    expect(codeBy(unitPerson, write(), doneBy(unitPerson, planZone(), write()))).toBe('nothingToChange')
  })
})
