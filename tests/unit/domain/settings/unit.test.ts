import { describe, expect, test } from 'vitest'
import { audienceOf } from '../../../../src/domain/access/audience'
import { scopesOf } from '../../../../src/domain/access/scopes'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import { readFieldChanges } from '../../../../src/domain/settings/history'
import { taskStates } from '../../../../src/domain/task/rows'
import { isActiveUnit } from '../../../../src/domain/zone/rows'
import { id } from '../../../fixtures/ids'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import { makeActor, makeIssue, makeTask, officeActor, persons, row } from '../../../fixtures/rows'
import {
  admin,
  afterAdmin,
  allButAdmin,
  byAdmin,
  codeByAdmin,
  dataIn,
  eventsIn,
  refusedRoles,
  settingsZone,
} from '../../../fixtures/settings'

const create = (overrides: object = {}): CommandRequest => ({
  name: 'unit.create',
  args: { unitId: 'unit-9', name: '应急办', kind: 'department', areaId: null, ...overrides },
})
const edit = (fields: object): CommandRequest => ({
  name: 'unit.edit',
  args: { unitId: 'unit-1', ...fields },
})
const setActive = (unitId: string, active: boolean): CommandRequest => ({
  name: 'unit.setActive',
  args: { unitId, active },
})
const dissolve = (successorId = 'unit-2'): CommandRequest => ({
  name: 'unit.dissolve',
  args: { unitId: 'unit-1', successorId, campaignIds: ['campaign-1'] },
})

const taskA = id(40)
const units = { ...audienceOf('V1', [persons.cadre]), units: ['unit-1'] }
const inHand = (): Rows =>
  settingsZone(
    row('issue', id(30), makeIssue({ state: 'handling', number: '2026-0001', audience: units })),
    row('task', taskA, makeTask({ state: 'signed', handlerId: persons.cadre, audience: units })),
    row('task', id(41), makeTask({ leadUnitId: 'unit-2', assistUnitIds: ['unit-1'], audience: units })),
    row('task', id(42), makeTask({ state: 'done', audience: units })),
    row('urge', id(50), {
      issueId: id(30),
      taskId: taskA,
      level: 'yellow',
      text: '请抓紧',
      replyBy: '2026-07-03',
      orderedBy: persons.office,
      orderedOn: '2026-07-01',
      reply: null,
      audience: units,
      recordedAt: 0,
      clockOffsetMs: null,
      receivedAt: null,
    }),
  )

describe('units', () => {
  test('are kept by administrators alone', () => {
    for (const request of [create(), edit({ name: '党政综合办' }), setActive('unit-2', false), dissolve()])
      expect(refusedRoles(request, settingsZone()), request.name).toEqual(allButAdmin)
  })

  test('a new one is there, and its making stands in the history', () => {
    const rows = afterAdmin(settingsZone(), create({ areaId: 'V1', kind: 'committee' }))
    expect(dataIn(rows, 'unit', 'unit-9')).toEqual({ name: '应急办', kind: 'committee', areaId: 'V1' })
    const [event] = eventsIn(rows, 'unit-9')
    expect(event).toMatchObject({
      type: 'settings.created',
      aboutKind: 'unit',
      actorId: admin.personId,
      detail: { name: '应急办' },
    })
    expect(event && scopesOf('event', event)).toEqual(['admin', 'office'])
  })
  test('refuses a used id and an area that is none', () => {
    expect(codeByAdmin(create({ unitId: 'unit-1' }))).toBe('alreadyExists')
    expect(codeByAdmin(create({ areaId: 'nowhere' }))).toBe('unknownArea')
    expect(codeByAdmin(create({ name: ' ' }))).toBe('invalidArgs')
  })

  test('an edit changes what it names and tells before and after', () => {
    const rows = afterAdmin(settingsZone(), edit({ name: '党政综合办', kind: 'team' }))
    expect(dataIn(rows, 'unit', 'unit-1')).toEqual({ name: '党政综合办', kind: 'team', areaId: null })
    expect(readFieldChanges(eventsIn(rows, 'unit-1')[0]?.detail ?? {})).toEqual([
      { field: 'name', before: '党政办', after: '党政综合办' },
      { field: 'kind', before: 'department', after: 'team' },
    ])
    expect(codeByAdmin(edit({ name: '党政办' }))).toBe('nothingToChange')
    expect(codeByAdmin({ name: 'unit.edit', args: { unitId: 'unit-8', name: '无' } })).toBe('notPermitted')
  })
})

describe('a unit that is switched off', () => {
  test('with open tasks or categories is refused with their numbers', () => {
    expect(byAdmin(setActive('unit-1', false), inHand())).toEqual({
      verdict: 'reject',
      rejection: { code: 'unitInUse', params: { tasks: 2, categories: 2 } },
    })
  })
  test.each(taskStates)('counts a task as in hand while somebody has to do it: %s', (state) => {
    const lonely = settingsZone(
      row('unit', 'unit-3', { name: '三办', kind: 'team', areaId: null }),
      row('task', taskA, makeTask({ leadUnitId: 'unit-3', state })),
    )
    const isEnded = state === 'done' || state === 'cancelled'
    expect(codeByAdmin(setActive('unit-3', false), lonely)).toBe(isEnded ? 'accept' : 'unitInUse')
  })
  test('is taken for nothing new, and comes back', () => {
    const off = afterAdmin(
      settingsZone(row('unit', 'unit-3', { name: '三办', kind: 'team', areaId: null })),
      setActive('unit-3', false),
    )
    expect(isActiveUnit(dataIn(off, 'unit', 'unit-3'))).toBe(false)
    expect(dataIn(off, 'unit', 'unit-3').name).toBe('三办')
    expect(
      codeByAdmin({ name: 'person.move', args: { personId: persons.cadre, unitId: 'unit-3' } }, off),
    ).toBe('unitInactive')
    const assign: CommandRequest = {
      name: 'issue.assign',
      args: {
        taskId: id(60),
        issueIds: [id(30)],
        title: '换灯',
        measures: '换三盏',
        deadlineKind: 'byDate',
        dueOn: '2026-07-20',
        milestones: [],
        leadUnitId: 'unit-3',
        assistUnitIds: [],
        leaderId: persons.leader,
        handlerId: null,
      },
    }
    const listed = new Rows([...off.held.values(), row('issue', id(30), makeIssue({ state: 'listed' }))])
    expect(codeOf(tryCommand(assign, listed, { actor: officeActor() }))).toBe('unitInactive')
    const on = afterAdmin(off, setActive('unit-3', true))
    expect(isActiveUnit(dataIn(on, 'unit', 'unit-3'))).toBe(true)
    expect(codeByAdmin(setActive('unit-3', true), on)).toBe('nothingToChange')
  })
  test('is judged by the server where not every task is held', () => {
    const partly = Object.assign(inHand(), { related: () => 'incomplete' as const })
    expect(codeByAdmin(setActive('unit-1', false), partly)).toBe('unknown')
    expect(codeByAdmin(dissolve(), partly)).toBe('unknown')
  })
})

describe('a unit that is dissolved', () => {
  const rows = afterAdmin(inHand(), dissolve())

  test('hands its open tasks over, with deadline and handler as they were', () => {
    expect(dataIn(rows, 'task', taskA)).toMatchObject({
      leadUnitId: 'unit-2',
      state: 'signed',
      handlerId: persons.cadre,
      audience: { units: ['unit-2'] },
    })
    // Who leads does not help as well.
    expect(dataIn(rows, 'task', id(41))).toMatchObject({ leadUnitId: 'unit-2', assistUnitIds: [] })
    expect(eventsIn(rows, taskA)).toMatchObject([
      { type: 'task.unitDissolved', detail: { fromUnitId: 'unit-1', unitId: 'unit-2' } },
    ])
  })
  test('leaves what has ended under the old name', () => {
    expect(dataIn(rows, 'task', id(42)).leadUnitId).toBe('unit-1')
    expect(dataIn(rows, 'unit', 'unit-1')).toMatchObject({
      name: '党政办',
      active: false,
      successorId: 'unit-2',
    })
  })
  test('the successor sees the issues and the urges of the tasks', () => {
    for (const scopes of [
      scopesOf('issue', dataIn(rows, 'issue', id(30))),
      scopesOf('urge', dataIn(rows, 'urge', id(50))),
    ])
      expect(scopes).toContain('unit:unit-2')
  })
  test('gives its categories and people to the successor, and says how many', () => {
    expect(dataIn(rows, 'category', 'cat-1').leadUnitId).toBe('unit-2')
    expect(dataIn(rows, 'person', persons.cadre).unitId).toBe('unit-2')
    expect(eventsIn(rows, 'unit-1')[0]?.detail).toEqual({
      name: '党政办',
      unitId: 'unit-2',
      tasks: 2,
      categories: 2,
      people: 5,
    })
  })
  test('gives key actions and office groups of the named campaigns to it', () => {
    const campaign = dataIn(settingsZone(), 'campaign', 'campaign-1')
    const led = row('campaign', 'campaign-1', {
      ...campaign,
      keyActions: [{ id: 'a', name: '百日攻坚', leadUnitId: 'unit-1' }],
      groups: [{ id: 'g', name: '综合协调组', unitId: 'unit-1' }],
    })
    const after = afterAdmin(settingsZone(led), dissolve())
    expect(dataIn(after, 'campaign', 'campaign-1')).toMatchObject({
      keyActions: [{ name: '百日攻坚', leadUnitId: 'unit-2' }],
      groups: [{ name: '综合协调组', unitId: 'unit-2' }],
    })
  })
  test('tells it in the history of what goes over as well', () => {
    const changeOf = (aboutId: string) => readFieldChanges(eventsIn(rows, aboutId)[0]?.detail ?? {})
    expect(changeOf('cat-1')).toEqual([{ field: 'leadUnitId', before: 'unit-1', after: 'unit-2' }])
    expect(changeOf(persons.cadre)).toEqual([{ field: 'unitId', before: 'unit-1', after: 'unit-2' }])
  })
  test('an issue that was listed before and nobody took yet is proposed to the successor', () => {
    const listed = (issueId: string, state: 'listed' | 'struckOff') =>
      row('issue', issueId, makeIssue({ state, categoryId: 'cat-1', audience: units }))
    const after = afterAdmin(settingsZone(listed(id(30), 'listed'), listed(id(31), 'struckOff')), dissolve())
    expect(scopesOf('issue', dataIn(after, 'issue', id(30)))).toContain('unit:unit-2')
    expect(scopesOf('issue', dataIn(after, 'issue', id(31)))).not.toContain('unit:unit-2')
    const claim: CommandRequest = {
      name: 'issue.claim',
      args: {
        taskId: id(60),
        issueId: id(30),
        title: '清沟',
        measures: '派人清沟',
        deadlineKind: 'byDate',
        dueOn: '2026-07-20',
        milestones: [],
        leadUnitId: 'unit-2',
        leaderId: persons.leader,
      },
    }
    const actor = makeActor({ roles: ['unit'], unitId: 'unit-2' })
    expect(codeOf(tryCommand(claim, after, { actor }))).toBe('accept')
  })
  test('what it had done and has to be done again goes to the last of its successors', () => {
    const third = row('unit', 'unit-3', { name: '三办', kind: 'team', areaId: null })
    const struckOff = { state: 'struckOff', number: '2026-0001', audience: units } as const
    const ended = settingsZone(
      third,
      row('issue', id(30), makeIssue(struckOff)),
      row('task', taskA, makeTask({ state: 'done', audience: units })),
    )
    const into: CommandRequest = {
      name: 'unit.dissolve',
      args: { unitId: 'unit-2', successorId: 'unit-3', campaignIds: [] },
    }
    const moved = afterAdmin(ended, dissolve(), into)
    expect(dataIn(moved, 'task', taskA).leadUnitId).toBe('unit-1')
    const reopen: CommandRequest = { name: 'issue.reopen', args: { issueId: id(30), reason: '又堵了' } }
    const again = moved.after(tryCommand(reopen, moved, { actor: officeActor() }))
    expect(dataIn(again, 'task', taskA)).toMatchObject({
      state: 'reopened',
      leadUnitId: 'unit-3',
      audience: { units: ['unit-3'] },
    })
    expect(scopesOf('issue', dataIn(again, 'issue', id(30)))).toContain('unit:unit-3')
  })
  test('is no successor, has one once, and not itself', () => {
    expect(codeByAdmin(dissolve(), rows)).toBe('wrongState')
    expect(codeByAdmin(dissolve('unit-1'), inHand())).toBe('invalidArgs')
    expect(codeByAdmin(dissolve('unit-8'), inHand())).toBe('unknownUnit')
    const back: CommandRequest = {
      name: 'unit.dissolve',
      args: { unitId: 'unit-2', successorId: 'unit-1', campaignIds: [] },
    }
    expect(codeByAdmin(back, rows)).toBe('unitInactive')
  })
  test('of confidential tasks no unit hears anything', () => {
    const secret = audienceOf('V1', [persons.cadre], true)
    const after = afterAdmin(
      settingsZone(
        row('issue', id(30), makeIssue({ state: 'handling', confidential: true, audience: secret })),
        row('task', taskA, makeTask({ handlerId: persons.cadre, audience: secret })),
      ),
      dissolve(),
    )
    expect(scopesOf('task', dataIn(after, 'task', taskA))).not.toContain('unit:unit-2')
    expect(scopesOf('issue', dataIn(after, 'issue', id(30)))).not.toContain('unit:unit-2')
  })
})

describe('a task that is done again after its unit was dissolved', () => {
  const [ended, later] = [id(31), id(43)]
  const commandId = id(901)
  const struckOff = { by: persons.office, on: '2026-07-01', remark: '' }
  const zone = settingsZone(
    row('unit', 'unit-3', { name: '应急办', kind: 'department', areaId: null }),
    row(
      'issue',
      ended,
      makeIssue({ state: 'struckOff', outcome: 'solved', number: '2026-0002', struckOff, audience: units }),
    ),
    row('task', later, makeTask({ issueIds: [ended], state: 'done', audience: units })),
    row('event', `${id(902)}.0`, {
      type: 'task.signed',
      aboutKind: 'task',
      aboutId: later,
      actorId: persons.cadre,
      detail: {},
      audience: units,
      recordedAt: 0,
      clockOffsetMs: null,
      receivedAt: null,
    }),
  )
  const twice: CommandRequest[] = [
    dissolve(),
    { name: 'unit.dissolve', args: { unitId: 'unit-2', successorId: 'unit-3', campaignIds: [] } },
  ]
  const reopen: CommandRequest = { name: 'issue.reopen', args: { issueId: ended, reason: '又坏了' } }
  const dissolved = twice.reduce((rows, request, index) => {
    return rows.after(tryCommand(request, rows, { actor: admin, commandId: id(910 + index) }))
  }, zone)
  const rows = dissolved.after(tryCommand(reopen, dissolved, { actor: officeActor(), commandId }))

  test('belongs to who went on with it, however often that was handed on', () => {
    expect(dataIn(rows, 'task', later)).toMatchObject({ state: 'reopened', leadUnitId: 'unit-3' })
    expect(eventsIn(rows, later).at(-1)).toMatchObject({
      type: 'task.unitDissolved',
      detail: { fromUnitId: 'unit-1', unitId: 'unit-3' },
    })
  })
  test('is seen there with its issue and all that was written about both', () => {
    const about = [...eventsIn(rows, later), ...eventsIn(rows, ended)]
    const all = [dataIn(rows, 'task', later), dataIn(rows, 'issue', ended), ...about]
    expect(about.map(({ type }) => type).sort()).toEqual([
      'issue.reopened',
      'task.signed',
      'task.unitDissolved',
    ])
    for (const { audience } of all) expect(audience.units).toContain('unit-3')
  })
  test('stays where it is while its unit is there, or was only switched off', () => {
    const switchedOff = row('unit', 'unit-1', { ...dataIn(zone, 'unit', 'unit-1'), active: false })
    const off = new Rows([...zone.held.values(), switchedOff])
    for (const held of [zone, off]) {
      const after = held.after(tryCommand(reopen, held, { actor: officeActor(), commandId }))
      expect(dataIn(after, 'task', later)).toMatchObject({ state: 'reopened', leadUnitId: 'unit-1' })
      expect(dataIn(after, 'issue', ended).audience).toEqual(units)
    }
  })
})
