/**
 * Unit plans, activities, model cases and press of the demo zone, as the commands of those who would have given them:
 * a few of each, so that no page is empty. Nothing happens on the demo's day or later.
 */
import type { CommandRequest } from '../../../domain/command/registry'
import {
  addDays,
  daysBetween,
  shanghaiDate,
  startOfDay,
  type CalendarDate,
} from '../../../domain/time/shanghai'
import type { SeedArea, SeedCampaign, SeedIssue, SeedPerson, SeedStaff, SeedUnit, SeedWork } from '../plan'
import type { Random } from '../random'
import { activityTexts, type SeedActivityText } from './activityTexts'
import { caseTexts, pressTexts, type SeedCaseText } from './caseTexts'
import { planTexts, type SeedPlanText } from './planTexts'

export interface WorkWorld {
  readonly campaign: SeedCampaign
  readonly areas: readonly SeedArea[]
  readonly units: readonly SeedUnit[]
  readonly people: readonly SeedPerson[]
  readonly staff: readonly SeedStaff[]
  readonly issues: readonly SeedIssue[]
  readonly today: CalendarDate
}

const hourMs = 3_600_000

export function makeWork(random: Random, world: WorkWorld): SeedWork[] {
  return [
    ...planTexts.flatMap((text, index) => planSteps(random, world, text, index)),
    ...activitySteps(random, world),
    ...caseTexts.flatMap((text, index) => caseSteps(random, world, text, index)),
    ...pressSteps(random, world),
  ]
}

const byLogin = ({ people }: WorkWorld, login: string): SeedPerson => {
  const person = people.find((each) => each.login === login)
  if (!person) throw new Error(`work: no account ${login}`)
  return person
}
/** Who handles the unit's matters. */
const writerOf = ({ people, staff }: WorkWorld, unitId: string): { id: string; name: string } | undefined =>
  [...people, ...staff].find((person) => person.unitId === unitId && person.roles.includes('unit'))

const workHour = (random: Random, day: CalendarDate): number =>
  startOfDay(day) + random.int(9 * 60, 16 * 60) * 60_000

function planSteps(random: Random, world: WorkWorld, text: SeedPlanText, index: number): SeedWork[] {
  const writer = writerOf(world, text.unitId)
  const begin = world.campaign.phases[0]?.from
  if (!writer || !begin) return []
  const key = { campaignId: world.campaign.id, unitId: text.unitId }
  // Most wrote theirs in the first days of the campaign; what is still to be looked at is of this week.
  const isOld = text.state === 'approved'
  const last = addDays(world.today, -1)
  const day = isOld ? addDays(begin, 1 + (index % 3)) : addDays(world.today, -6 + (index % 3))
  if (day > last) return []
  const at = workHour(random, day)
  const write: CommandRequest = {
    name: 'unitPlan.write',
    args: {
      ...key,
      goals: text.goals,
      measures: text.measures,
      responsible: `主要负责人负总责，${writer.name}具体落实，各片区由联系干部负责。`,
      schedule: Object.entries(text.schedule).map(([phaseId, words]) => ({ phaseId, text: words })),
    },
  }
  const steps: SeedWork[] = [{ at, byId: writer.id, request: write }]
  if (text.state === 'draft') return steps
  steps.push({ at: at + hourMs, byId: writer.id, request: { name: 'unitPlan.submit', args: key } })
  const reviewedAt = workHour(random, isOld ? addDays(day, 2) : last)
  const byId = byLogin(world, 'assessor1').id
  if (text.state === 'approved')
    steps.push({ at: reviewedAt, byId, request: { name: 'unitPlan.approve', args: { ...key, remark: '' } } })
  else if (text.state !== 'submitted')
    steps.push({
      at: reviewedAt,
      byId,
      request: { name: 'unitPlan.return', args: { ...key, remark: text.state.returned } },
    })
  return steps
}

/** Days between two activities; a zone with as many villages has one a few days. */
const activityEveryDays = 4

function activitySteps(random: Random, world: WorkWorld): SeedWork[] {
  const begin = world.campaign.phases[1]?.from ?? world.campaign.phases[0]?.from
  if (!begin) return []
  const committees = world.units.filter(({ kind }) => kind === 'committee')
  const count = Math.floor(Math.max(0, daysBetween(begin, world.today) - 1) / activityEveryDays)
  return Array.from({ length: count }, (_, index): SeedWork[] => {
    const text = activityTexts[index % activityTexts.length]
    const committee = committees[index % Math.max(1, committees.length)]
    if (!text || !committee) return []
    const day = addDays(begin, index * activityEveryDays + random.int(0, activityEveryDays - 1))
    return activityStep(random, world, text, { committee, day })
  }).flat()
}

function activityStep(
  random: Random,
  world: WorkWorld,
  text: SeedActivityText,
  { committee, day }: { committee: SeedUnit; day: CalendarDate },
): SeedWork[] {
  const unitId = text.unitId ?? committee.id
  const person = text.unitId
    ? writerOf(world, text.unitId)
    : (world.people.find((each) => each.unitId === unitId) ?? byLogin(world, 'office1'))
  if (!person) return []
  const areaId = text.unitId ? null : committee.areaId
  const groups = world.areas.filter(({ level, parentId }) => level === 'group' && parentId === areaId)
  const isTalk = text.kind === 'talk'
  const at = startOfDay(day) + random.int(17 * 60, 21 * 60) * 60_000
  const people = random.int(...text.people)
  return [
    {
      at,
      byId: person.id,
      request: {
        name: 'activity.record',
        args: {
          activityId: random.uuidAt(at),
          campaignId: world.campaign.id,
          unitId,
          actionId: text.actionId,
          kind: text.kind,
          happenedOn: shanghaiDate(at),
          areaId,
          groupIds: isTalk
            ? random
                .shuffle(groups)
                .slice(0, random.int(1, 2))
                .map(({ id }) => id)
            : [],
          place: text.place,
          peopleReached: people,
          householdsReached: isTalk ? Math.round(people * 0.6) : null,
          result: text.result,
        },
      },
    },
  ]
}

function caseSteps(random: Random, world: WorkWorld, text: SeedCaseText, index: number): SeedWork[] {
  const writer = 'login' in text.by ? byLogin(world, text.by.login) : writerOf(world, text.by.unitId)
  const unitId = 'login' in text.by ? byLogin(world, text.by.login).unitId : text.by.unitId
  const issue = text.ofIssue ? endedLongAgo(world.issues) : undefined
  const at = workHour(random, addDays(world.today, -8 + index))
  if (!writer || (text.ofIssue && !(issue && lastStepAt(issue) < at))) return []
  const caseId = random.uuidAt(at)
  const { kind, title, text: words } = text
  const written = { caseId, kind, title, text: words, unitId, issueId: issue?.id ?? null }
  const steps: SeedWork[] = [{ at, byId: writer.id, request: { name: 'modelCase.write', args: written } }]
  if (text.state === 'draft') return steps
  steps.push({ at: at + hourMs, byId: writer.id, request: { name: 'modelCase.submit', args: { caseId } } })
  if (text.state === 'published')
    steps.push({
      at: at + 26 * hourMs,
      byId: byLogin(world, 'publicity1').id,
      request: { name: 'modelCase.publish', args: { caseId, title, text: words } },
    })
  return steps
}

const lastStepAt = ({ steps }: SeedIssue): number => steps.at(-1)?.at ?? 0
/** The struck-off issue that nothing has happened to for the longest time. */
const endedLongAgo = (issues: readonly SeedIssue[]): SeedIssue | undefined =>
  issues
    .filter(({ state, confidential }) => state === 'struckOff' && !confidential)
    .sort((a, b) => lastStepAt(a) - lastStepAt(b) || (a.id < b.id ? -1 : 1))[0]

function pressSteps(random: Random, world: WorkWorld): SeedWork[] {
  const begin = world.campaign.phases[0]?.from ?? world.today
  return pressTexts.flatMap(({ outlet, title, daysAgo, unitId }): SeedWork[] => {
    const publishedOn = addDays(world.today, -daysAgo)
    if (publishedOn < begin) return []
    const at = workHour(random, publishedOn)
    const args = { pressId: random.uuidAt(at), outlet, title, publishedOn, link: '', unitId, caseId: null }
    return [{ at, byId: byLogin(world, 'publicity1').id, request: { name: 'press.record', args } }]
  })
}
