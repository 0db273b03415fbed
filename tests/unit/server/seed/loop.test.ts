/** The demo zone as it stands in the store, after the real runner has played its commands. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isProvisional } from '../../../../src/domain/issue/strikeOff'
import type { Row, RowKind } from '../../../../src/domain/rows'
import { ladderOf, isUrgeProposed, type LadderStage } from '../../../../src/domain/task/ladder'
import { addDays } from '../../../../src/domain/time/shanghai'
import { installZone } from '../../../../src/server/seed/installZone'
import { demoEditionId, demoNoticeId } from '../../../../src/server/seed/monthlyLists'
import type { ZonePlan } from '../../../../src/server/seed/plan'
import { makeZone } from '../../../../src/server/seed/zone'
import type { Store } from '../../../../src/server/store/port'
import { openSqliteStore } from '../../../../src/server/store/sqlite'
import { demoDivisions } from './demoDivisions'

const today = '2026-11-23'
const makePlan = (sizes: { subjects: number; visits: number; issues: number }, day = today) =>
  makeZone({ seed: 20_260_608, ...sizes, today: day }, demoDivisions)

async function install(plan: ZonePlan, given?: Store): Promise<Store> {
  const store = given ?? (await openSqliteStore({ file: ':memory:' }))
  await store.migrate()
  const signer = { sign: (outcome: object) => ({ ...outcome, signature: '' }) }
  await installZone({
    store,
    plan,
    password: 'not-for-signing-in',
    signer: signer as unknown as Parameters<typeof installZone>[0]['signer'],
    random: { hex: (bytes) => '0'.repeat(bytes * 2) },
  })
  return store
}

async function rowsOf<K extends RowKind>(store: Store, plan: ZonePlan, kind: K): Promise<Row<K>[]> {
  const stored = await store.read(plan.tenant.id, (tx) => tx.rowsOfKind(kind))
  return stored.map(({ id, version, json }) => ({
    kind,
    id,
    version,
    data: JSON.parse(json) as Row<K>['data'],
  }))
}

describe('the demo zone in the store', () => {
  const plan = makePlan({ subjects: 600, visits: 400, issues: 120 })
  let store: Store
  let issues: Row<'issue'>[]
  let tasks: Row<'task'>[]
  let urges: Row<'urge'>[]
  beforeAll(async () => {
    store = await install(plan)
    issues = await rowsOf(store, plan, 'issue')
    tasks = await rowsOf(store, plan, 'task')
    urges = await rowsOf(store, plan, 'urge')
  }, 60_000)
  afterAll(() => store.close())

  const person = (login: string) => plan.people.find((one) => one.login === login)?.id ?? ''
  const inState = (state: string) => issues.filter(({ data }) => data.state === state)
  const stageOf = ({ data }: Row<'task'>): LadderStage | undefined => ladderOf(data, today)?.stage
  const ofUnit = (unitId: string) =>
    tasks.filter(({ data }) => data.leadUnitId === unitId || data.assistUnitIds.includes(unitId))

  test('holds as many issues as were asked for, each in the state that the plan says', () => {
    expect(issues).toHaveLength(120)
    const planned = new Map(plan.issues.map(({ id, state }) => [id, state]))
    expect(issues.filter(({ id, data }) => planned.get(id) !== data.state)).toEqual([])
  })

  test('shows every state of an issue, and most of what is listed is in somebody’s hands', () => {
    const least = {
      listed: 3,
      handling: 20,
      awaitingReturnVisit: 4,
      awaitingReview: 14,
      struckOff: 10,
      deferred: 2,
      merged: 3,
      closed: 3,
      needsDetail: 8,
      reported: 24,
    }
    for (const [state, count] of Object.entries(least))
      expect(inState(state).length, state).toBeGreaterThanOrEqual(count)
  })

  test('shows every state of a task, every kind of deadline and every rung of the ladder', () => {
    expect(new Set(tasks.map(({ data }) => data.state))).toEqual(
      new Set(['assigned', 'signed', 'handedBack', 'done', 'reopened', 'cancelled']),
    )
    expect(new Set(tasks.map(({ data }) => data.deadlineKind))).toEqual(
      new Set(['immediate', 'byDate', 'staged']),
    )
    for (const stage of ['onTime', 'dueSoon', 'yellow', 'red'] as const)
      expect(tasks.filter((task) => stageOf(task) === stage).length, stage).toBeGreaterThanOrEqual(2)
    const staged = tasks.filter(({ data }) => data.deadlineKind === 'staged')
    expect(staged.every(({ data }) => data.milestones.length > 1)).toBe(true)
    expect(
      staged.some(({ data }) => data.state === 'signed' && data.milestones.some(({ doneOn }) => doneOn)),
    ).toBe(true)
    expect(tasks.some(({ data }) => data.assistUnitIds.length > 0)).toBe(true)
    expect(tasks.some(({ data }) => data.issueIds.length > 1)).toBe(true)
  })

  test('extensions: one asked for, one granted with both deadlines kept, one refused', async () => {
    expect(tasks.filter(({ data }) => data.extension).length).toBeGreaterThan(0)
    expect(tasks.filter(({ data }) => data.deadlines.length > 1).length).toBeGreaterThan(0)
    const events = await rowsOf(store, plan, 'event')
    for (const type of ['task.extensionGranted', 'task.extensionRefused', 'task.reassigned', 'issue.claimed'])
      expect(events.filter(({ data }) => data.type === type).length, type).toBeGreaterThan(0)
  })

  test('urges: a reminder, a yellow one with its reply, a red one that waits for it, and one to be proposed', () => {
    const levels = urges.map(({ data }) => data.level + (data.reply ? ' replied' : ''))
    expect(levels.some((level) => level.startsWith('reminder'))).toBe(true)
    expect(levels).toEqual(expect.arrayContaining(['yellow replied', 'red']))
    expect(tasks.filter((task) => isUrgeProposed(task, urges, today)).length).toBeGreaterThan(0)
  })

  test('ends: final and provisional, in part, explained, withdrawn; and one that was opened again', () => {
    const ended = inState('struckOff')
    expect(ended.some(({ data }) => isProvisional(data, today))).toBe(true)
    expect(ended.some(({ data }) => !isProvisional(data, today))).toBe(true)
    expect(ended.map(({ data }) => data.outcome)).toEqual(
      expect.arrayContaining(['solved', 'partly', 'explained', 'withdrawn']),
    )
    expect(inState('handling').filter(({ data }) => data.reopenedCount).length).toBeGreaterThan(0)
    const waiting = inState('awaitingReview').map(
      ({ data }) => data.returnVisit?.satisfaction ?? data.outcome,
    )
    expect(waiting).toEqual(
      expect.arrayContaining(['satisfied', 'fairly', 'explained', 'withdrawn', 'solved']),
    )
    expect(
      inState('handling').filter(({ data }) => data.returnVisit?.satisfaction === 'dissatisfied').length,
    ).toBeGreaterThan(0)
  })

  test('deferred ones have a review date, one of them within a week', () => {
    const dates = inState('deferred').map(({ data }) => data.deferred?.reviewOn ?? '')
    expect(dates.every((date) => date > today)).toBe(true)
    expect(dates.some((date) => date <= addDays(today, 7))).toBe(true)
  })

  test('merged ones stand under a master, one of which has ended and was told to some of its households', () => {
    const merged = inState('merged')
    const masters = issues.filter(({ id }) => merged.some(({ data }) => data.masterId === id))
    expect(masters.map(({ data }) => data.state)).toEqual(expect.arrayContaining(['struckOff', 'handling']))
    expect(merged.some(({ data }) => data.told)).toBe(true)
    const untold = merged.filter(({ data }) => !data.told)
    const ended = new Set(masters.filter(({ data }) => data.state === 'struckOff').map(({ id }) => id))
    expect(untold.some(({ data }) => ended.has(data.masterId ?? ''))).toBe(true)
  })

  test('one issue was split: the other part is listed under a number of its own', () => {
    const parts = issues.filter(({ data }) => data.splitFromId)
    expect(parts.length).toBeGreaterThan(0)
    for (const part of parts) {
      const whole = issues.find(({ id }) => id === part.data.splitFromId)
      expect(part.data.number).toMatch(/^2026-\d{4}$/)
      expect(whole?.data.number).not.toBe(part.data.number)
      expect(whole?.data.title).not.toBe(part.data.title)
    }
  })

  test('a board of leaders’ pairings would show two, one and none', () => {
    const counts = plan.pairings
      .filter(({ kind }) => kind === 'leader')
      .map(
        ({ personId, areaId, subjectId }) =>
          issues.filter(
            ({ data }) =>
              data.leaderId === personId &&
              (areaId === null ? data.subjectId === subjectId : data.areaId === areaId),
          ).length,
      )
    expect(new Set(counts)).toEqual(new Set([0, 1, 2]))
  })

  test('nobody judges what they handled: not at the return visit, not at the strike-off', () => {
    for (const { id, data } of issues) {
      const handlers = [
        ...(data.handledBy ?? []),
        ...tasks.filter((task) => task.data.issueIds.includes(id)).map((task) => task.data.handlerId),
      ]
      expect(handlers).not.toContain(data.returnVisit?.by)
      expect(handlers).not.toContain(data.struckOff?.by)
      if (data.struckOff && data.returnVisit) expect(data.struckOff.by).not.toBe(data.returnVisit.by)
    }
  })

  test('the accounts find their work', () => {
    const civil = ofUnit('unit-civil-affairs')
    const stateCount = (list: Row<'task'>[], state: string) => list.filter(({ data }) => data.state === state)
    expect(stateCount(civil, 'assigned').length).toBeGreaterThanOrEqual(2)
    expect(stateCount(civil, 'signed').length).toBeGreaterThanOrEqual(3)
    expect(stateCount(civil, 'signed').some((task) => ['yellow', 'red'].includes(stageOf(task) ?? ''))).toBe(
      true,
    )
    expect(stateCount(civil, 'reopened').length).toBeGreaterThanOrEqual(1)
    const creation = ofUnit('unit-dual-creation')
    expect(stateCount(creation, 'assigned').length).toBeGreaterThanOrEqual(1)
    expect(stateCount(creation, 'signed').length).toBeGreaterThanOrEqual(2)

    const led = (login: string) => issues.filter(({ data }) => data.leaderId === person(login))
    expect(led('leader1').some(({ data }) => data.state === 'listed')).toBe(true)
    expect(led('leader2').length).toBeGreaterThan(0)
    for (const login of ['cadre1', 'cadre2']) {
      const villages = plan.pairings
        .filter(({ personId, kind }) => personId === person(login) && kind === 'contact')
        .map(({ areaId }) => areaId)
      const open = inState('awaitingReturnVisit').filter(
        ({ data }) => villages.includes(data.areaId) && !data.handledBy?.includes(person(login)),
      )
      expect(open.length, login).toBeGreaterThanOrEqual(1)
    }
  })

  test('a petition is handled by a leader alone', () => {
    const petitions = new Set(issues.filter(({ data }) => data.confidential).map(({ id }) => id))
    const about = tasks.filter(({ data }) => data.issueIds.some((id) => petitions.has(id)))
    expect(about.length).toBeGreaterThan(0)
    for (const { data } of about) {
      expect(data.issueIds).toHaveLength(1)
      expect(data.assistUnitIds).toEqual([])
      expect(data.handlerId).toBe(person('leader2'))
    }
  })

  test('last month’s lists are frozen, as things stood on the first of this month', async () => {
    const [edition, ...others] = await rowsOf(store, plan, 'edition')
    expect(others).toEqual([])
    expect(edition).toMatchObject({
      id: demoEditionId(today),
      data: { month: '2026-10', state: 'frozen', number: '2026-10', frozenOn: '2026-11-01' },
    })
    const lines = (await rowsOf(store, plan, 'editionItem')).flatMap(({ data }) => data.line ?? [])
    expect(lines.length).toBeGreaterThan(50)
    const days = lines.flatMap(({ progressOn, doneOn, struckOffOn, listedOn }) =>
      [progressOn, doneOn, struckOffOn, listedOn].flatMap((day) => day ?? []),
    )
    expect(days.filter((day) => day > '2026-11-01')).toEqual([])
  })

  test('a notice of it is posted, approved by the publicity group, in which nobody is named', async () => {
    const [notice, ...others] = await rowsOf(store, plan, 'notice')
    expect(others).toEqual([])
    expect(notice).toMatchObject({
      id: demoNoticeId(today),
      data: {
        state: 'posted',
        composedBy: person('office1'),
        approvedBy: person('publicity1'),
        zone: plan.tenant.name,
      },
    })
    const said = JSON.stringify(
      notice?.data.lines.map(({ who, problem, measures, result }) => [who, problem, measures, result]),
    )
    const names = [
      ...plan.subjects.filter(({ kind }) => kind !== 'organization').map(({ name }) => name),
      ...plan.subjects.flatMap(({ members, contact }) => [
        ...members.map(({ name }) => name),
        contact?.contactName ?? '',
      ]),
      ...plan.people.map(({ name }) => name),
    ]
    expect(names.length).toBeGreaterThan(1_000)
    expect(names.filter((name) => name !== '' && said.includes(name))).toEqual([])
    expect(said).not.toMatch(/1[3-9]\d{9}/)
  })

  test('an installation that was cut off is run again to the same rows', async () => {
    const before = await rowsOf(store, plan, 'notice')
    await install(plan, { ...store, createTenant: () => Promise.resolve() })
    expect(await rowsOf(store, plan, 'notice')).toEqual(before)
    expect(await rowsOf(store, plan, 'issue')).toEqual(issues)
  })
})

test.each([
  [{ subjects: 60, visits: 120, issues: 90 }, '2026-06-10'],
  [{ subjects: 60, visits: 120, issues: 150 }, '2027-03-01'],
  [{ subjects: 30, visits: 20, issues: 30 }, today],
])(
  'a zone of %o on %s is played without a refusal',
  async (sizes, day) => {
    const plan = makePlan(sizes, day)
    const store = await install(plan)
    const planned = new Map(plan.issues.map(({ id, state }) => [id, state]))
    const issues = await rowsOf(store, plan, 'issue')
    await store.close()
    expect(issues).toHaveLength(sizes.issues)
    expect(issues.filter(({ id, data }) => planned.get(id) !== data.state)).toEqual([])
  },
  60_000,
)
