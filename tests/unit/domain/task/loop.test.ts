import { describe, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/access/actor'
import { scopesOf } from '../../../../src/domain/access/scopes'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import type { Row } from '../../../../src/domain/rows'
import { taskStates, type TaskState } from '../../../../src/domain/task/rows'
import { roles, type Role } from '../../../../src/domain/zone/rows'
import { id } from '../../../fixtures/ids'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import {
  honest,
  makeActor,
  makeIssue,
  makePairing,
  makeZoneRows,
  noon,
  officeActor,
  persons,
  row,
  today,
} from '../../../fixtures/rows'

/* 甲 registered; 民政办 (unit-2) handles by 庚; the office is 丙; 辛 sits in the office as well. */
const [issueA, issueB, taskId, otherTask] = [id(30), id(31), id(40), id(41)]
const handler = id(6)
const office2 = id(7)
const unitActor = (overrides: Partial<Actor> = {}): Actor =>
  makeActor({ personId: handler, deviceId: id(106), roles: ['unit'], unitId: 'unit-2', ...overrides })
const judgeActor = (): Actor => makeActor({ personId: office2, deviceId: id(107), roles: ['office'] })
const person = (name: string, role: Role, unitId = 'unit-1') => ({
  name,
  roles: [role],
  unitId,
  active: true,
})

const zone = (...issues: Row<'issue'>[]): Rows =>
  new Rows([
    ...makeZoneRows(),
    row('unit', 'unit-1', { name: '党政办', kind: 'department', areaId: null }),
    row('unit', 'unit-2', { name: '民政办', kind: 'department', areaId: null }),
    row('person', handler, person('庚', 'unit', 'unit-2')),
    row('person', office2, person('辛', 'office')),
    row('subjectContact', id(20), {
      subjectId: id(20),
      areaId: 'V1',
      phone: '13900000000',
      contactName: '',
      pairedWith: [],
    }),
    ...issues,
  ])
const listed = (issueId: string, overrides: Parameters<typeof makeIssue>[0] = {}): Row<'issue'> =>
  row('issue', issueId, makeIssue({ state: 'listed', number: '2026-0001', ...overrides }))

const assign = (overrides: Partial<CommandArgs<'issue.assign'>> = {}): CommandRequest => ({
  name: 'issue.assign',
  args: {
    taskId,
    issueIds: [issueA],
    title: '清淤',
    measures: '调一台挖机，清三百米渠',
    deadlineKind: 'byDate',
    dueOn: '2026-07-20',
    milestones: [],
    leadUnitId: 'unit-2',
    assistUnitIds: [],
    leaderId: persons.leader,
    handlerId: null,
    ...overrides,
  },
})
const complete = (of = taskId): CommandRequest => ({
  name: 'task.complete',
  args: { taskId: of, result: '渠通了', completedOn: today },
})
const visit = (satisfaction: 'satisfied' | 'fairly' | 'dissatisfied', issueId = issueA): CommandRequest => ({
  name: 'issue.recordReturnVisit',
  args: { issueId, satisfaction, words: '', happenedOn: today, way: 'door' },
})
const strikeOff = (
  issueId = issueA,
  outcome: 'solved' | 'partly' | 'withdrawn' = 'solved',
): CommandRequest => ({
  name: 'issue.strikeOff',
  args: { issueId, outcome, remark: '' },
})

/** Plays steps in turn; each with who gives it. */
function play(rows: Rows, ...steps: readonly (readonly [Actor, CommandRequest])[]): Rows {
  return steps.reduce(
    (now, [actor, request], index) =>
      now.after(tryCommand(request, now, { actor, commandId: id(800 + index) })),
    rows,
  )
}
const issueIn = (rows: Rows, issueId = issueA) => (rows.get('issue', issueId) as Row<'issue'>).data
const taskIn = (rows: Rows, of = taskId) => (rows.get('task', of) as Row<'task'>).data
const signed: readonly [Actor, CommandRequest] = [unitActor(), { name: 'task.sign', args: { taskId } }]

describe('the whole loop', () => {
  test('assigned, signed, done, called on, struck off by three different people', () => {
    const rows = play(
      zone(listed(issueA)),
      [officeActor(), assign()],
      signed,
      [unitActor(), complete()],
      [makeActor(), visit('fairly')],
      [officeActor(), strikeOff()],
    )
    expect(issueIn(rows)).toMatchObject({
      state: 'struckOff',
      outcome: 'solved',
      handledBy: [handler],
      returnVisit: { by: persons.cadre, satisfaction: 'fairly', on: today },
      struckOff: { by: persons.office, on: today },
    })
    expect(rows.get('effect', issueA)).toMatchObject({
      data: { measure: '调一台挖机，清三百米渠', result: '渠通了', satisfaction: 'fairly' },
    })
    expect(taskIn(rows)).toMatchObject({ state: 'done', handlerId: handler, completedOn: today })
  })

  test('不满意 sends it back to the task, and the second time round it can be struck off', () => {
    const back = play(
      zone(listed(issueA)),
      [officeActor(), assign()],
      signed,
      [unitActor(), complete()],
      [makeActor(), visit('dissatisfied')],
    )
    expect([issueIn(back).state, taskIn(back).state, taskIn(back).reopenedCount]).toEqual([
      'handling',
      'reopened',
      1,
    ])
    const rows = play(
      back,
      [unitActor(), complete()],
      [makeActor(), visit('satisfied')],
      [officeActor(), strikeOff()],
    )
    expect(issueIn(rows).state).toBe('struckOff')
  })

  test('复号 keeps number and history, is counted for ever, and brings the task back', () => {
    const rows = play(
      zone(listed(issueA)),
      [officeActor(), assign()],
      signed,
      [unitActor(), complete()],
      [makeActor(), visit('satisfied')],
      [officeActor(), strikeOff()],
      [officeActor(), { name: 'issue.reopen', args: { issueId: issueA, reason: '又堵了' } }],
    )
    expect(issueIn(rows)).toMatchObject({
      state: 'handling',
      number: '2026-0001',
      reopenedCount: 1,
      struckOff: null,
    })
    expect(taskIn(rows).state).toBe('reopened')
  })
})

describe('a task for several issues', () => {
  test('ends all of them at once, and an issue with two tasks only with the last', () => {
    const rows = play(
      zone(listed(issueA), listed(issueB, { areaId: 'V2', number: '2026-0002' })),
      [officeActor(), assign({ issueIds: [issueA, issueB] })],
      [officeActor(), assign({ taskId: otherTask, title: '修闸', handlerId: handler })],
      signed,
      [unitActor(), { name: 'task.sign', args: { taskId: otherTask } }],
      [unitActor(), complete()],
    )
    expect([issueIn(rows).state, issueIn(rows, issueB).state]).toEqual(['handling', 'awaitingReturnVisit'])
    expect(scopesOf('task', taskIn(rows))).toEqual(
      expect.arrayContaining(['area:V1', 'area:V2', 'unit:unit-2', `user:${persons.cadre}`]),
    )
    const ended = play(rows, [unitActor(), complete(otherTask)])
    expect(issueIn(ended).state).toBe('awaitingReturnVisit')
    expect(rows.get('effect', issueA)).toBeUndefined()
    expect(ended.get('effect', issueA)).toMatchObject({ data: { result: '渠通了\n渠通了' } })
  })

  test('goes on for the others when one of them is set aside', () => {
    const rows = play(
      zone(listed(issueA), listed(issueB)),
      [officeActor(), assign({ issueIds: [issueA, issueB] })],
      [
        officeActor(),
        {
          name: 'issue.setAside',
          args: { issueId: issueB, reason: '等规划', toldResident: '说明了', reviewOn: '2026-12-01' },
        },
      ],
    )
    expect(taskIn(rows)).toMatchObject({ state: 'assigned', issueIds: [issueA] })
    expect(issueIn(rows, issueB)).toMatchObject({ state: 'deferred', deferred: { reviewOn: '2026-12-01' } })
  })

  test('cancelled with nothing done leads back to the list; with something done, to the return visit', () => {
    const cancel: readonly [Actor, CommandRequest] = [
      officeActor(),
      { name: 'task.cancel', args: { taskId, reason: '重复交办' } },
    ]
    const none = play(zone(listed(issueA)), [officeActor(), assign()], cancel)
    expect([issueIn(none).state, taskIn(none).state]).toEqual(['listed', 'cancelled'])
    const some = play(
      zone(listed(issueA)),
      [officeActor(), assign()],
      [officeActor(), assign({ taskId: otherTask, handlerId: handler })],
      [unitActor(), { name: 'task.sign', args: { taskId: otherTask } }],
      [unitActor(), complete(otherTask)],
      cancel,
    )
    expect(issueIn(some).state).toBe('awaitingReturnVisit')
  })
})

describe('separation of duties', () => {
  const done = play(zone(listed(issueA)), [officeActor(), assign()], signed, [unitActor(), complete()])

  test('who handled it records neither the return visit nor the strike-off, in whatever role', () => {
    const both = unitActor({ roles: ['unit', 'office'] })
    expect(codeOf(tryCommand(visit('satisfied'), done, { actor: both }))).toBe('ownHandling')
    const visited = play(done, [makeActor(), visit('satisfied')])
    expect(codeOf(tryCommand(strikeOff(), visited, { actor: both }))).toBe('ownHandling')
    const refuse: CommandRequest = {
      name: 'issue.refuseStrikeOff',
      args: { issueId: issueA, remark: '没做完' },
    }
    expect(codeOf(tryCommand(refuse, visited, { actor: both }))).toBe('ownHandling')
  })

  test('who paid the return visit does not strike it off', () => {
    const visited = play(done, [officeActor(), visit('satisfied')])
    expect(codeOf(tryCommand(strikeOff(), visited, { actor: officeActor() }))).toBe('ownReturnVisit')
    expect(codeOf(tryCommand(strikeOff(), visited, { actor: judgeActor() }))).toBe('accept')
  })

  test('a handler who was replaced, having worked on it, still counts', () => {
    const rows = play(
      zone(listed(issueA)),
      [officeActor(), assign()],
      signed,
      [
        officeActor(),
        {
          name: 'task.reassign',
          args: {
            taskId,
            issueIds: [issueA],
            leadUnitId: 'unit-1',
            assistUnitIds: [],
            leaderId: persons.leader,
            handlerId: persons.otherCadre,
            dueOn: '2026-07-20',
            reason: '换单位',
          },
        },
      ],
      [makeActor({ personId: persons.otherCadre }), { name: 'task.sign', args: { taskId } }],
      [makeActor({ personId: persons.otherCadre }), complete()],
    )
    expect(issueIn(rows).handledBy).toEqual([persons.otherCadre, handler].sort())
    const both = unitActor({ roles: ['unit', 'office'] })
    expect(codeOf(tryCommand(visit('satisfied'), rows, { actor: both }))).toBe('ownHandling')
  })
})

describe('an outcome', () => {
  test('is one that was proposed', () => {
    const rows = play(zone(listed(issueA)), [
      makeActor(),
      {
        name: 'issue.withdrawByResident',
        args: { issueId: issueA, words: '自己清了', happenedOn: today },
      },
    ])
    expect(codeOf(tryCommand(strikeOff(), rows, { actor: officeActor() }))).toBe('outcomeNotProposed')
    expect(issueIn(play(rows, [officeActor(), strikeOff(issueA, 'withdrawn')])).outcome).toBe('withdrawn')
  })

  test('of one solved on the spot brings it into the lists: it gets its number', () => {
    const rows = zone(row('issue', issueA, makeIssue({ state: 'awaitingReview', outcome: 'solved' })))
    const verdict = tryCommand(strikeOff(), rows, { actor: officeActor() })
    expect(verdict).toMatchObject({ additions: [{ add: 'issueNumber', issueId: issueA }] })
    expect(issueIn(rows.after(verdict)).listedOn).toBe(today)
  })
})

describe('deadlines', () => {
  test.each([
    ['deadlinePast', { dueOn: '2026-06-30' }],
    ['milestonesNeeded', { deadlineKind: 'staged' as const }],
    [
      'milestoneAfterDeadline',
      {
        deadlineKind: 'staged' as const,
        milestones: [{ id: id(50), name: '过半', dueOn: '2026-07-21' }],
      },
    ],
    [
      'deadlinePast',
      { deadlineKind: 'staged' as const, milestones: [{ id: id(50), name: '过半', dueOn: '2026-06-01' }] },
    ],
    ['unknownUnit', { leadUnitId: 'nowhere' }],
    ['unknownPerson', { leaderId: id(99) }],
  ])('%s', (code, overrides) => {
    const verdict = tryCommand(assign(overrides), zone(listed(issueA)), { actor: officeActor() })
    expect(codeOf(verdict)).toBe(code)
  })

  test('the one that counts stays until the office has decided; all are kept', () => {
    const ask = (dueOn: string): CommandRequest => ({
      name: 'task.requestExtension',
      args: { taskId, dueOn, reason: '连日下雨' },
    })
    const asked = play(zone(listed(issueA)), [officeActor(), assign()], signed, [
      unitActor(),
      ask('2026-08-01'),
    ])
    expect(taskIn(asked).dueOn).toBe('2026-07-20')
    expect(codeOf(tryCommand(ask('2026-08-02'), asked, { actor: unitActor() }))).toBe('extensionPending')
    const granted = play(asked, [
      officeActor(),
      { name: 'task.grantExtension', args: { taskId, dueOn: '2026-07-25', remark: '' } },
    ])
    expect(taskIn(granted)).toMatchObject({ dueOn: '2026-07-25', extension: null })
    expect(taskIn(granted).deadlines.map(({ dueOn }) => dueOn)).toEqual(['2026-07-20', '2026-07-25'])
    expect(codeOf(tryCommand(ask('2026-07-25'), granted, { actor: unitActor() }))).toBe('notLater')
    const refused = play(asked, [
      officeActor(),
      { name: 'task.refuseExtension', args: { taskId, remark: '汛期前必须完成' } },
    ])
    expect(taskIn(refused)).toMatchObject({ dueOn: '2026-07-20', extension: null })
  })

  test('a task is handed back within three working days of signing, weekends not counted', () => {
    const rows = play(zone(listed(issueA)), [officeActor(), assign()], signed)
    const handBack: CommandRequest = { name: 'task.handBack', args: { taskId, reason: '属水利站' } }
    const daysLater = (days: number) => ({
      recordedAt: noon + days * 86_400_000,
      clockOffsetMs: 0,
      receivedAt: noon + days * 86_400_000,
    })
    // 2026-07-01 is a Wednesday: Thursday, Friday and Monday are the three.
    const onDay = (days: number) =>
      codeOf(tryCommand(handBack, rows, { actor: unitActor(), at: daysLater(days) }))
    expect([onDay(0), onDay(5), onDay(6)]).toEqual(['accept', 'accept', 'handBackTooLate'])
    const back = rows.after(tryCommand(handBack, rows, { actor: unitActor(), at: honest }))
    expect(taskIn(back)).toMatchObject({ state: 'handedBack', handBack: { reason: '属水利站' }, parties: [] })
    expect(issueIn(back).state).toBe('handling')

    const again = play(back, [
      officeActor(),
      {
        name: 'task.reassign',
        args: {
          taskId,
          issueIds: [issueA],
          leadUnitId: 'unit-1',
          assistUnitIds: [],
          leaderId: persons.leader,
          handlerId: null,
          dueOn: '2026-07-20',
          reason: '属水利站',
        },
      },
    ])
    expect(taskIn(again)).toMatchObject({ state: 'assigned', handBack: null, signedOn: null })
    expect(taskIn(again).parties.map(({ phone }) => phone)).toEqual(['13900000000'])
    expect(scopesOf('task', taskIn(again)).filter((scope) => scope.startsWith('unit:'))).toEqual([
      'unit:unit-1',
    ])
  })
})

describe('who knows of it', () => {
  test('the unit gets the issue, its timeline and whom to go to; the contact leaves with the strike-off', () => {
    const accepted = play(
      zone(row('issue', issueA, makeIssue())),
      [officeActor(), { name: 'issue.accept', args: { issueId: issueA, remark: '请尽快' } }],
      [officeActor(), assign()],
    )
    expect(scopesOf('issue', issueIn(accepted))).toContain('unit:unit-2')
    for (const each of accepted.held.values())
      if (each.kind === 'event') expect(scopesOf('event', each.data)).toContain('unit:unit-2')
    expect(taskIn(accepted).parties).toEqual([
      { issueId: issueA, name: '户主甲', address: '一组 3 号', phone: '13900000000' },
    ])
    const rows = play(
      accepted,
      signed,
      [unitActor(), complete()],
      [makeActor(), visit('satisfied')],
      [officeActor(), strikeOff()],
    )
    expect(taskIn(rows).parties).toEqual([])
  })

  test('a confidential one goes to a named handler alone, and no unit hears of it', () => {
    const secret = (overrides: Partial<CommandArgs<'issue.assign'>> = {}) => {
      const audience = { areaId: 'V1', people: [persons.cadre], confidential: true }
      const rows = zone(listed(issueA, { confidential: true, audience }), listed(issueB))
      return { rows, verdict: tryCommand(assign(overrides), rows, { actor: officeActor() }) }
    }
    expect(codeOf(secret().verdict)).toBe('confidentialAlone')
    expect(codeOf(secret({ issueIds: [issueA, issueB], handlerId: handler }).verdict)).toBe(
      'confidentialAlone',
    )
    const { rows, verdict } = secret({ handlerId: handler })
    const after = rows.after(verdict)
    for (const scopes of [scopesOf('issue', issueIn(after)), scopesOf('task', taskIn(after))]) {
      expect(scopes).toEqual(expect.arrayContaining(['office', 'discipline', `user:${handler}`]))
      expect(scopes.filter((scope) => /^(area|unit):/.test(scope))).toEqual([])
    }
    const colleague = unitActor({ personId: id(8) })
    const sign: CommandRequest = { name: 'task.sign', args: { taskId } }
    expect(codeOf(tryCommand(sign, after, { actor: colleague }))).toBe('notPermitted')
    // Who is named works in a unit, and has no other role than that.
    expect(codeOf(tryCommand(sign, after, { actor: unitActor() }))).toBe('accept')
  })

  test('one that turns out to be confidential leaves the unit, with its tasks and urges', () => {
    const rows = play(
      zone(listed(issueA)),
      [officeActor(), assign()],
      [
        officeActor(),
        {
          name: 'urge.order',
          args: {
            urgeId: id(60),
            issueId: issueA,
            taskId: null,
            level: 'reminder',
            text: '请抓紧',
            replyBy: '2026-07-05',
          },
        },
      ],
      [officeActor(), { name: 'task.cancel', args: { taskId, reason: '先核实' } }],
      [officeActor(), { name: 'issue.sendBack', args: { issueId: issueA, remark: '请写清楚' } }],
      [
        makeActor(),
        { name: 'issue.resubmit', args: { issueId: issueA, confidential: true, reply: '涉及隐私' } },
      ],
    )
    for (const [kind, rowId] of [
      ['issue', issueA],
      ['task', taskId],
      ['urge', id(60)],
    ] as const) {
      const scopes = scopesOf(kind, (rows.get(kind, rowId) as Row<typeof kind>).data as never)
      expect(
        scopes.filter((scope) => /^(area|unit):/.test(scope)),
        kind,
      ).toEqual([])
    }
  })

  test('who solved it on the spot strikes it off in no role', () => {
    const both = makeActor({ roles: ['cadre', 'office'] })
    const solve: CommandRequest = {
      name: 'issue.resolveOnSite',
      args: { issueId: issueA, measure: '换灯泡', result: '', happenedOn: today },
    }
    const rows = play(zone(row('issue', issueA, makeIssue())), [both, solve])
    expect(codeOf(tryCommand(strikeOff(), rows, { actor: both }))).toBe('ownHandling')
  })

  test('another unit and another handler can do nothing with a task', () => {
    const rows = play(zone(listed(issueA)), [officeActor(), assign()])
    for (const actor of [unitActor({ unitId: 'unit-3' }), makeActor({ personId: persons.otherCadre })])
      expect(codeOf(tryCommand({ name: 'task.sign', args: { taskId } }, rows, { actor }))).toBe(
        'notPermitted',
      )
  })
})

describe('a master issue', () => {
  const merge: readonly [Actor, CommandRequest] = [
    officeActor(),
    { name: 'issue.merge', args: { masterId: issueA, issueIds: [issueB], remark: '同一条渠' } },
  ]
  const tell: CommandRequest = {
    name: 'issue.tellResident',
    args: { issueId: issueB, words: '渠通了', happenedOn: today },
  }

  test('stands for others; each household is told of its end, and again after a 复号', () => {
    const merged = play(zone(listed(issueA), listed(issueB, { number: '2026-0002' })), merge)
    expect(issueIn(merged, issueB)).toMatchObject({ state: 'merged', masterId: issueA, mergedFrom: 'listed' })
    expect(codeOf(tryCommand(tell, merged))).toBe('masterNotEnded')
    const told = play(
      merged,
      [officeActor(), assign()],
      signed,
      [unitActor(), complete()],
      [makeActor(), visit('satisfied')],
      [officeActor(), strikeOff()],
      [makeActor(), tell],
    )
    expect(issueIn(told, issueB).told).toMatchObject({ by: persons.cadre, on: today })
    const reopened = play(told, [
      officeActor(),
      { name: 'issue.reopen', args: { issueId: issueA, reason: '又堵' } },
    ])
    expect(issueIn(reopened, issueB)).toMatchObject({ state: 'merged', told: null, masterEnded: null })
  })

  test('of another village passes its end on, so that a phone which does not hold it can tell the household', () => {
    const merged = play(zone(listed(issueA), listed(issueB, { number: '2026-0002' })), merge)
    const ended = play(
      merged,
      [officeActor(), assign()],
      signed,
      [unitActor(), complete()],
      [makeActor(), visit('satisfied')],
      [officeActor(), strikeOff()],
    )
    const { masterEnded } = issueIn(ended, issueB)
    expect(masterEnded).toMatchObject({ on: today, outcome: 'solved' })
    const without = (rows: Rows): Rows => new Rows([...rows.held.values()].filter(({ id }) => id !== issueA))
    expect(codeOf(tryCommand(tell, without(ended)))).toBe('accept')
    expect(codeOf(tryCommand(tell, without(merged)))).toBe('masterNotEnded')
  })

  test('that is declined, or has ended before another is merged into it, is told as well', () => {
    const merged = play(zone(listed(issueA), listed(issueB)), merge)
    const declined = play(merged, [
      officeActor(),
      {
        name: 'issue.decline',
        args: { issueId: issueA, reason: '国道不归园区管', toldResident: '向公路部门反映', handedTo: '' },
      },
    ])
    expect(issueIn(declined, issueB).masterEnded).toEqual({
      on: today,
      outcome: 'notOurs',
      words: '向公路部门反映',
    })
    const ended = listed(issueA, {
      state: 'struckOff',
      outcome: 'solved',
      struckOff: { by: persons.office, on: today, remark: '通了' },
    })
    const late = play(zone(ended, listed(issueB)), merge)
    expect(issueIn(late, issueB).masterEnded).toEqual({ on: today, outcome: 'solved', words: '通了' })
  })

  test('is not merged itself while others lie in it, nor into itself; undone, all is as before', () => {
    const merged = play(zone(listed(issueA), listed(issueB), listed(id(32))), merge)
    const into = (masterId: string, issueId: string) =>
      codeOf(
        tryCommand({ name: 'issue.merge', args: { masterId, issueIds: [issueId], remark: '' } }, merged, {
          actor: officeActor(),
        }),
      )
    expect([into(id(32), issueA), into(issueB, id(32)), into(id(32), id(32))]).toEqual([
      'notAMaster',
      'notAMaster',
      'notAMaster',
    ])
    const undone = play(merged, [
      officeActor(),
      { name: 'issue.unmerge', args: { issueId: issueB, remark: '' } },
    ])
    expect(issueIn(undone, issueB)).toMatchObject({ state: 'listed', masterId: null })
  })
})

describe('an urge', () => {
  const order: CommandRequest = {
    name: 'urge.order',
    args: {
      urgeId: id(60),
      issueId: issueA,
      taskId,
      level: 'yellow',
      text: '已超期三天，请说明',
      replyBy: '2026-07-05',
    },
  }
  const reply: CommandRequest = { name: 'urge.reply', args: { urgeId: id(60), text: '明天开工' } }

  test('reaches those who handle the task and is answered once', () => {
    const assessor = makeActor({ personId: id(9), roles: ['assessor'] })
    const rows = play(zone(listed(issueA)), [officeActor(), assign()], [assessor, order])
    expect(scopesOf('urge', (rows.get('urge', id(60)) as Row<'urge'>).data)).toContain('unit:unit-2')
    expect(codeOf(tryCommand(reply, rows, { actor: makeActor({ personId: persons.otherCadre }) }))).toBe(
      'notPermitted',
    )
    const answered = play(rows, [unitActor(), reply])
    expect(answered.get('urge', id(60))).toMatchObject({ data: { reply: { by: handler, text: '明天开工' } } })
    expect(codeOf(tryCommand(reply, answered, { actor: unitActor() }))).toBe('wrongState')
  })

  test('is not given on what has ended', () => {
    const rows = zone(listed(issueA, { state: 'struckOff' }))
    const plain = { ...order, args: { ...order.args, taskId: null } } as CommandRequest
    expect(codeOf(tryCommand(plain, rows, { actor: officeActor() }))).toBe('wrongState')
  })
})

// Written from docs/domain.md §3 by hand, not from the table under test.
const work: TaskState[] = ['signed', 'reopened']
const notYetDone: TaskState[] = ['assigned', 'signed', 'reopened']
const expected: Record<string, { by: Role[]; from: TaskState[]; to?: TaskState; request: CommandRequest }> = {
  'task.sign': {
    by: ['unit', 'cadre'],
    from: ['assigned'],
    to: 'signed',
    request: { name: 'task.sign', args: { taskId } },
  },
  'task.setHandler': {
    by: ['unit', 'office'],
    from: notYetDone,
    request: { name: 'task.setHandler', args: { taskId, handlerId: persons.otherCadre } },
  },
  'task.progress': {
    by: ['unit', 'cadre'],
    from: work,
    request: {
      name: 'task.progress',
      args: { taskId, text: '挖机到了', milestoneIds: [], happenedOn: today },
    },
  },
  'task.complete': { by: ['unit', 'cadre'], from: work, to: 'done', request: complete() },
  'task.handBack': {
    by: ['unit', 'cadre'],
    from: notYetDone,
    to: 'handedBack',
    request: { name: 'task.handBack', args: { taskId, reason: '不归我们' } },
  },
  'task.requestExtension': {
    by: ['unit', 'cadre'],
    from: notYetDone,
    request: { name: 'task.requestExtension', args: { taskId, dueOn: '2026-08-01', reason: '雨' } },
  },
  'task.reassign': {
    by: ['office'],
    from: [...notYetDone, 'handedBack'],
    to: 'assigned',
    request: {
      name: 'task.reassign',
      args: {
        taskId,
        issueIds: [issueA],
        leadUnitId: 'unit-1',
        assistUnitIds: [],
        leaderId: persons.leader,
        handlerId: null,
        dueOn: '2026-07-20',
        reason: '换单位',
      },
    },
  },
  'task.cancel': {
    by: ['office'],
    from: [...notYetDone, 'handedBack'],
    to: 'cancelled',
    request: { name: 'task.cancel', args: { taskId, reason: '重复' } },
  },
}
const cases = Object.keys(expected).flatMap((name) =>
  roles.flatMap((role) => taskStates.map((state) => ({ name, role, state }))),
)

describe('every step of a task, command × role × state', () => {
  const assigned = play(zone(listed(issueA)), [officeActor(), assign({ handlerId: handler })])

  test.each(cases)('$name by $role in $state', ({ name, role, state }) => {
    const rule = expected[name]
    if (!rule) throw new Error(name)
    const rows = new Rows([...assigned.held.values(), row('task', taskId, { ...taskIn(assigned), state })])
    const verdict = tryCommand(rule.request, rows, { actor: unitActor({ roles: [role] }) })
    if (!rule.by.includes(role)) return expect(codeOf(verdict)).toBe('notPermitted')
    if (!rule.from.includes(state)) return expect(codeOf(verdict)).toBe('wrongState')
    expect(taskIn(rows.after(verdict)).state).toBe(rule.to ?? state)
  })
})

test('a leader who is paired with the village takes an issue in person', () => {
  const leader = makeActor({ personId: persons.leader })
  const claim: CommandRequest = {
    name: 'issue.claim',
    args: {
      taskId,
      issueId: issueA,
      title: '清淤',
      measures: '现场办',
      deadlineKind: 'immediate',
      dueOn: '2026-07-02',
      milestones: [],
      leadUnitId: 'unit-2',
      leaderId: persons.leader,
    },
  }
  const rows = zone(listed(issueA))
  expect(codeOf(tryCommand(claim, rows, { actor: leader }))).toBe('notPermitted')
  const paired = new Rows([
    ...rows.held.values(),
    row('pairing', id(11), makePairing({ kind: 'leader', personId: persons.leader })),
  ])
  const after = paired.after(tryCommand(claim, paired, { actor: leader }))
  expect(taskIn(after)).toMatchObject({ state: 'signed', handlerId: persons.leader })
  expect(issueIn(after)).toMatchObject({ state: 'handling', handledBy: [persons.leader] })
})
