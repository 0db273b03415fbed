import { describe, expect, test } from 'vitest'
import { containsIdentityNumber } from '../../../../src/domain/identityNumber'
import { startOfDay } from '../../../../src/domain/time/shanghai'
import { dueVisits, type DueVisitsOptions } from '../../../../src/domain/visit/due'
import { roles } from '../../../../src/domain/zone/rows'
import { issueCategories } from '../../../../src/server/seed/campaign'
import { narrativeStems } from '../../../../src/server/seed/narratives/narrative'
import { givenNameCharacters, surnames } from '../../../../src/server/seed/names'
import { demoLogins, DEMO_PASSWORD } from '../../../../src/server/seed/people'
import { demoPhonePrefix } from '../../../../src/server/seed/phones'
import type { SeedVisit, ZoneOptions } from '../../../../src/server/seed/plan'
import { makeZone } from '../../../../src/server/seed/zone'
import { demoDivisions } from './demoDivisions'

const defaults: ZoneOptions = {
  seed: 20_260_608,
  subjects: 600,
  visits: 400,
  issues: 120,
  today: '2026-11-23',
}
const makePlan = (overrides: Partial<ZoneOptions> = {}) =>
  makeZone({ ...defaults, ...overrides }, demoDivisions)
const plan = makePlan()
const personId = (login: string) => plan.people.find((person) => person.login === login)?.id ?? ''
const areasOf = (login: string) =>
  plan.pairings
    .filter(({ personId: id, areaId }) => id === personId(login) && areaId !== null)
    .map(({ areaId }) => areaId)
const subjectsById = new Map(plan.subjects.map((subject) => [subject.id, subject]))
const households = plan.subjects.filter(({ kind }) => kind === 'household')

describe('demo zone', () => {
  test('the same options make the same plan; another seed makes another', () => {
    expect(JSON.stringify(makePlan())).toBe(JSON.stringify(plan))
    expect(JSON.stringify(makePlan({ seed: 2 }))).not.toBe(JSON.stringify(plan))
  })

  test('asking for more visits renames nobody', () => {
    expect(makePlan({ visits: 50, issues: 10 }).subjects).toEqual(plan.subjects)
  })

  test.each([
    { subjects: 600, visits: 400, issues: 120 },
    { subjects: 40, visits: 12, issues: 30 },
    { subjects: 1, visits: 3, issues: 9 },
    { subjects: 7, visits: 0, issues: 0 },
  ])('it holds exactly what was asked for: %o', (sizes) => {
    const made = makePlan(sizes)
    expect([made.subjects.length, made.visits.length, made.issues.length]).toEqual(Object.values(sizes))
  })

  test('visits without subjects and issues without visits are refused', () => {
    expect(() => makePlan({ subjects: 0 })).toThrow(RangeError)
    expect(() => makePlan({ visits: 0 })).toThrow(RangeError)
  })

  test('ids are unique over everything', () => {
    const ids = [
      ...plan.people,
      ...plan.staff,
      ...plan.pairings,
      ...plan.subjects,
      ...plan.subjects.flatMap(({ members }) => members),
      ...plan.visits,
      ...plan.issues,
      ...plan.areas,
      ...plan.units,
      ...plan.categories,
    ].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('the zone stands above nine villages, and each group under its village', () => {
    const [zone, ...below] = plan.areas
    expect(zone).toMatchObject({ id: '421303499', level: 'zone', parentId: null })
    expect(
      below.filter(({ level, parentId }) => level === 'village' && parentId === '421303499'),
    ).toHaveLength(9)
    for (const group of below.filter(({ level }) => level === 'group'))
      expect(group.id.startsWith(`${group.parentId}-`)).toBe(true)
  })
})

describe('accounts', () => {
  test('fourteen, with the agreed logins, over every role', () => {
    expect(plan.people.map(({ login }) => login)).toEqual([...demoLogins])
    expect(plan.people).toHaveLength(14)
    expect(new Set(plan.people.flatMap((person) => person.roles))).toEqual(new Set(roles))
    expect(plan.people.some((person) => person.roles.length === 2)).toBe(true)
    expect(DEMO_PASSWORD).toBe('Minqing-2026')
  })

  test('everybody works in a unit that exists', () => {
    const units = new Set(plan.units.map(({ id }) => id))
    expect(plan.people.filter(({ unitId }) => !units.has(unitId))).toEqual([])
  })

  test('in every department somebody handles tasks, with an account or without', () => {
    const handling = [...plan.people, ...plan.staff].filter((person) => person.roles.includes('unit'))
    const led = new Set(plan.categories.map(({ leadUnitId }) => leadUnitId))
    expect([...led].filter((id) => !handling.some(({ unitId }) => unitId === id))).toEqual([])
  })

  test('each cadre has two or three villages, and all nine have somebody', () => {
    for (const login of ['cadre1', 'cadre2', 'cadre3', 'cadre4']) {
      expect([2, 3]).toContain(areasOf(login).length)
    }
    expect(new Set(plan.pairings.flatMap(({ areaId }) => areaId ?? [])).size).toBe(9)
  })

  test('cadre1 and cadre2 share neither a village, nor a subject, nor a visit', () => {
    const first = areasOf('cadre1')
    const second = areasOf('cadre2')
    expect(first.filter((areaId) => second.includes(areaId))).toEqual([])
    const reach = (login: string) => [
      ...plan.pairings
        .filter(({ personId: id }) => id === personId(login))
        .flatMap(({ subjectId }) => subjectId ?? []),
      ...plan.visits
        .filter(({ visitorIds }) => visitorIds.includes(personId(login)))
        .map(({ areaId }) => areaId),
    ]
    const others = new Set(reach('cadre2'))
    expect(reach('cadre1').length).toBeGreaterThan(0)
    expect(reach('cadre1').filter((id) => others.has(id))).toEqual([])
  })

  test('each cadre has fifteen households, three more in need, and shares none of them', () => {
    const own = plan.pairings.filter(({ kind, subjectId }) => kind !== 'leader' && subjectId !== null)
    for (const login of ['cadre1', 'cadre2', 'cadre3', 'cadre4']) {
      const mine = own.filter((pairing) => pairing.personId === personId(login))
      expect(mine.filter(({ kind }) => kind === 'contact')).toHaveLength(15)
      expect(mine.filter(({ kind }) => kind === 'care')).toHaveLength(3)
      for (const { subjectId } of mine) {
        expect(areasOf(login)).toContain(subjectsById.get(subjectId ?? '')?.areaId)
        expect(subjectsById.get(subjectId ?? '')?.kind).toBe('household')
      }
    }
    expect(new Set(own.map(({ subjectId }) => subjectId)).size).toBe(own.length)
  })

  test('each leader is paired with one village and one enterprise', () => {
    for (const login of ['leader1', 'leader2']) {
      const own = plan.pairings.filter((pairing) => pairing.personId === personId(login))
      expect(own.map(({ kind }) => kind)).toEqual(['leader', 'leader'])
      expect(own.filter(({ areaId }) => areaId !== null)).toHaveLength(1)
      const [enterprise] = own.flatMap(({ subjectId }) => subjectId ?? [])
      expect(subjectsById.get(enterprise ?? '')?.kind).toBe('enterprise')
    }
  })
})

describe('register', () => {
  test('every subject lies in a village of the zone, and its group in that village', () => {
    const parents = new Map(plan.areas.map(({ id, parentId }) => [id, parentId]))
    for (const { areaId, groupId } of plan.subjects) {
      expect(parents.get(areaId)).toBe('421303499')
      if (groupId !== null) expect(parents.get(groupId)).toBe(areaId)
    }
    expect(new Set(households.map(({ groupId }) => groupId)).size).toBe(
      plan.areas.filter(({ level }) => level === 'group').length,
    )
  })

  test('all telephone numbers lie in the range that belongs to nobody', () => {
    const phones = plan.subjects.flatMap(({ contact }) => contact?.phone ?? [])
    expect(phones.length).toBeGreaterThan(500)
    expect(demoPhonePrefix).toBe('16900')
    for (const phone of phones) expect(phone).toMatch(/^16900\d{6}$/)
  })

  test('about one household in eight has a care group, and all seven occur', () => {
    const share = households.filter(({ care }) => care !== null).length / households.length
    expect(share).toBeGreaterThan(0.08)
    expect(share).toBeLessThan(0.17)
    const groups = new Set(plan.subjects.flatMap(({ care }) => care?.groups ?? []))
    expect(groups).toEqual(new Set(plan.campaign.careGroups.map(({ id }) => id)))
  })

  test('nothing in tags or notes tells of a care group', () => {
    const open = plan.subjects.map(({ tags, notes }) => tags.join() + notes).join()
    expect(open).not.toMatch(/监测|独居|孤儿|抚养|特困|残疾|障碍|低保|病/)
  })

  test('whoever lives alone in care lives alone, and children are younger than their parents', () => {
    for (const { care, members } of households) {
      if (care?.groups.includes('care-elderly-alone')) expect(members).toHaveLength(1)
      const [head] = members
      for (const { relation, birthYear } of members) {
        if (['子', '女', '孙子', '孙女'].includes(relation))
          expect(birthYear).toBeGreaterThan((head?.birthYear ?? 0) + 15)
        expect(birthYear).toBeLessThanOrEqual(plan.campaign.year)
      }
    }
  })

  test('the contact of a household is of age', () => {
    for (const { contact, members } of households) {
      const born = members.find(({ name }) => name === contact?.contactName)?.birthYear ?? 0
      expect(plan.campaign.year - born).toBeGreaterThanOrEqual(18)
    }
  })

  test('enterprises and units have names of their own', () => {
    const names = plan.subjects.filter(({ kind }) => kind !== 'household').map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  test('names draw on a hundred surnames, among them those with two readings, and two hundred characters', () => {
    expect(new Set(surnames).size).toBeGreaterThanOrEqual(100)
    expect(surnames).toEqual(expect.arrayContaining(['单', '仇', '解', '查', '区', '欧阳']))
    expect(givenNameCharacters.size).toBeGreaterThanOrEqual(200)
  })

  test('no number of 15 or 18 digits stands anywhere in the plan', () => {
    const text = JSON.stringify(plan).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
    expect(text).not.toMatch(/(?<!\d)(\d{15}|\d{17}[\dXx])(?!\d)/)
    expect(containsIdentityNumber(text)).toBe(false)
  })
})

describe('visits', () => {
  const pairedWith = (visit: SeedVisit, id: string) =>
    plan.pairings.some(
      (pairing) =>
        pairing.personId === id &&
        (pairing.areaId === visit.areaId ||
          (pairing.subjectId !== null && pairing.subjectId === visit.subjectId)),
    )

  test('every kind occurs, with what that kind needs', () => {
    expect(new Set(plan.visits.map(({ kind }) => kind))).toEqual(
      new Set(['household', 'enterprise', 'meeting', 'stay', 'talk']),
    )
    for (const visit of plan.visits) {
      const subject = subjectsById.get(visit.subjectId ?? '')
      if (visit.kind === 'household') expect(subject?.kind).toBe('household')
      else if (visit.kind === 'enterprise') expect(['enterprise', 'organization']).toContain(subject?.kind)
      else expect(visit.subjectId).toBeNull()
      expect(visit.participants !== null).toBe(visit.kind === 'meeting')
      expect(visit.topic !== '').toBe(visit.kind === 'talk')
      expect(visit.endedOn !== null).toBe(visit.kind === 'stay')
    }
  })

  test('who recorded a visit is paired with the village or the subject', () => {
    expect(plan.visits.filter((visit) => !pairedWith(visit, visit.visitorIds[0]))).toEqual([])
  })

  test.each(['2026-06-09', '2026-06-12', '2026-11-23', '2027-03-01'])(
    'before %s: all within the campaign, written down after it happened and before that day',
    (today) => {
      const made = makePlan({ today })
      const first = made.campaign.phases[0]?.from ?? ''
      const last = made.campaign.phases.at(-1)?.to ?? ''
      for (const visit of made.visits) {
        const ended = visit.endedOn ?? visit.happenedOn
        expect(visit.happenedOn >= first && ended <= last && ended < today).toBe(true)
        expect(visit.recordedAt).toBeGreaterThan(startOfDay(ended))
        expect(visit.recordedAt).toBeLessThan(startOfDay(today))
        if (visit.startTime !== null && visit.endTime !== null)
          expect(visit.endTime > visit.startTime).toBe(true)
      }
      for (const { steps } of made.issues) {
        steps.forEach(({ at }, index) => {
          expect(at).toBeGreaterThan(steps[index - 1]?.at ?? 0)
          expect(at).toBeLessThan(startOfDay(today))
        })
      }
    },
  )

  test('they reach into evenings and weekends, and some are written down days later', () => {
    const evenings = plan.visits.filter(({ startTime }) => startTime !== null && startTime >= '18:00')
    const weekends = plan.visits.filter(({ happenedOn }) => [0, 6].includes(new Date(happenedOn).getUTCDay()))
    const late = plan.visits.filter(
      ({ happenedOn, endedOn, recordedAt }) => recordedAt > startOfDay(endedOn ?? happenedOn) + 86_400_000,
    )
    expect(evenings.length).toBeGreaterThan(60)
    expect(weekends.length).toBeGreaterThan(30)
    expect(late.length).toBeGreaterThan(20)
  })

  test('nobody is in two places at once', () => {
    const taken = plan.visits.flatMap(({ visitorIds, happenedOn, startTime, endTime }) =>
      startTime === null || endTime === null
        ? []
        : visitorIds.map((id) => ({ key: `${id} ${happenedOn}`, startTime, endTime })),
    )
    const overlaps = taken.filter((one, index) =>
      taken.some(
        (other, position) =>
          position > index &&
          other.key === one.key &&
          other.startTime < one.endTime &&
          one.startTime < other.endTime,
      ),
    )
    expect(overlaps).toEqual([])
  })

  test.each(['2026-10-15', '2026-11-23', '2026-12-30', '2027-03-01'])(
    'on %s each cadre with villages is due at five to twenty doors, most of which were opened before',
    (today) => {
      const made = makePlan({ today })
      for (const login of ['cadre1', 'cadre2', 'cadre3', 'cadre4']) {
        const due = dueVisits({
          personId: personId(login),
          today,
          pairings: made.pairings.map((data) => ({ id: data.id, data: { ...data, endedOn: null } })),
          subjects: made.subjects.map((data) => ({ id: data.id, data })),
          visits: made.visits.map((data) => ({ id: data.id, data: { ...data, state: 'recorded' } })),
        } as unknown as DueVisitsOptions)
        expect(due.length, login).toBeGreaterThanOrEqual(5)
        expect(due.length, login).toBeLessThanOrEqual(20)
        expect(due.filter(({ lastVisitOn }) => lastVisitOn === null).length, login).toBeLessThan(
          due.length / 2,
        )
      }
    },
  )

  test('several are joint', () => {
    expect(plan.visits.filter(({ visitorIds }) => visitorIds.length > 1).length).toBeGreaterThan(20)
    for (const { visitorIds } of plan.visits) expect(new Set(visitorIds).size).toBe(visitorIds.length)
  })

  test('of 400 narratives fewer than one in twenty is a repetition', () => {
    expect(narrativeStems.length).toBeGreaterThanOrEqual(60)
    expect(new Set(narrativeStems).size).toBe(narrativeStems.length)
    const different = new Set(plan.visits.map(({ narrative }) => narrative)).size
    expect(plan.visits.length - different).toBeLessThan(plan.visits.length * 0.05)
    for (const { narrative } of plan.visits) {
      expect(narrative.length).toBeGreaterThanOrEqual(30)
      expect(narrative).not.toMatch(/[{}]|undefined|老老/)
    }
  })
})

describe('issues', () => {
  test('at least sixty situations over all categories', () => {
    expect(new Set(plan.issues.map(({ situationId }) => situationId)).size).toBeGreaterThanOrEqual(60)
    expect(new Set(plan.issues.map(({ categoryId }) => categoryId))).toEqual(
      new Set(issueCategories.map(({ id }) => id)),
    )
  })

  test('no two are told in the same words', () => {
    expect(new Set(plan.issues.map(({ words }) => words)).size).toBe(plan.issues.length)
  })

  test('each belongs to a visit of the same village, and to its subject where it has one', () => {
    const visitsById = new Map(plan.visits.map((visit) => [visit.id, visit]))
    for (const issue of plan.issues) {
      const visit = visitsById.get(issue.visitId)
      expect(visit?.areaId).toBe(issue.areaId)
      if (visit?.subjectId) expect(issue.subjectId).toBe(visit.subjectId)
      if (issue.subjectId !== null) expect(subjectsById.get(issue.subjectId)?.areaId).toBe(issue.areaId)
      // What was split off was raised as a part of another one.
      if (issue.splitFromId !== null) continue
      expect(issue.steps[0].byId).toBe(visit?.visitorIds[0])
      if (!issue.confidential) expect(visit?.narrative).toContain(issue.title)
    }
  })

  test('a confidential one stands in no narrative, which many may read', () => {
    const confidential = plan.issues.filter((issue) => issue.confidential)
    expect(confidential.length).toBeGreaterThan(2)
    for (const { title, visitId } of confidential) {
      expect(plan.visits.find(({ id }) => id === visitId)?.narrative).not.toContain(title)
    }
  })

  test('a believable mix: a quarter waits, some came back, a few were declined or settled at once, the rest goes its way', () => {
    const share = (state: string) =>
      plan.issues.filter((issue) => issue.state === state).length / plan.issues.length
    expect(share('reported')).toBeGreaterThan(0.2)
    expect(share('reported')).toBeLessThan(0.35)
    expect(share('needsDetail')).toBeGreaterThan(0.07)
    expect(share('closed')).toBeGreaterThan(0.02)
    expect(share('awaitingReview')).toBeGreaterThan(0.07)
    expect(share('handling')).toBeGreaterThan(0.15)
    expect(share('struckOff')).toBeGreaterThan(0.07)
    const commands = plan.issues.flatMap(({ steps }) => steps.map(({ command }) => command))
    expect(commands).toContain('issue.resubmit')
    expect(commands.filter((command) => command === 'issue.resolveOnSite')).toHaveLength(12)
  })

  test('only the office decides, and only the author resubmits or settles on the spot', () => {
    const office = new Set(
      plan.people.filter((person) => person.roles.includes('office')).map(({ id }) => id),
    )
    const officeCommands = [
      ...['issue.accept', 'issue.sendBack', 'issue.decline', 'issue.assign', 'issue.merge', 'issue.split'],
      ...['issue.setAside', 'issue.resume', 'issue.strikeOff', 'issue.refuseStrikeOff', 'issue.reopen'],
    ]
    const authorCommands = ['issue.register', 'issue.resubmit', 'issue.resolveOnSite']
    for (const { steps } of plan.issues) {
      for (const { command, byId } of steps) {
        if (officeCommands.includes(command)) expect(office.has(byId), command).toBe(true)
        if (authorCommands.includes(command)) expect(byId, command).toBe(steps[0].byId)
      }
    }
  })

  test('petitions are confidential, and what touches one family is not said in a meeting', () => {
    const petitions = plan.issues.filter(({ kind }) => kind === 'petition')
    expect(petitions.length).toBeGreaterThan(0)
    const visitsById = new Map(plan.visits.map((visit) => [visit.id, visit]))
    for (const issue of petitions) {
      expect(issue.confidential).toBe(true)
      expect(visitsById.get(issue.visitId)?.subjectId).toBe(issue.subjectId)
    }
  })
})
