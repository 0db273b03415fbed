/** The whole demo zone as plain data: pure, and the same for the same options. */
import type { CalendarDate } from '../../domain/time/shanghai'
import { makeAreas, makeVillages } from './areas'
import { categories, makeCampaign } from './campaign'
import type { Divisions } from './divisions'
import { makeIssues } from './issues'
import { makeCrew } from './loop/crew'
import type { DayPart } from './narratives/household'
import { makeNarrative } from './narratives/narrative'
import { makePairings, makePeople } from './people'
import type { SeedIssue, SeedVisit, ZoneOptions, ZonePlan } from './plan'
import { createRandom, type Random } from './random'
import { makeSubjects } from './register'
import { visitDays } from './schedule'
import { makeStaff } from './staff'
import { allSituations } from './situations/allSituations'
import { committeeOf, departments } from './units'
import { makeWork } from './work/makeWork'
import { makeVisits, type DraftVisit } from './visits'

/** 湖北曾都经济开发区, the township code of the default tenant. */
export const demoZoneCode = '421303499'

/**
 * @param divisions Read from `data/suizhou-divisions.csv`; must hold the demo zone.
 * @throws RangeError when issues are asked for without visits, or visits without subjects.
 */
export function makeZone(options: ZoneOptions, divisions: Divisions): ZonePlan {
  if (options.visits > 0 && options.subjects === 0) throw new RangeError('zone: visits need subjects')
  const random = createRandom(options.seed)
  const campaign = makeCampaign(campaignYear(options.today))
  const { name, villages } = makeVillages(divisions, demoZoneCode)
  const people = makePeople(random.fork('people'), campaign)
  const subjects = makeSubjects(random.fork('subjects'), villages, {
    count: options.subjects,
    year: campaign.year,
    from: campaign.phases[0]?.from ?? `${campaign.year}-06-01`,
  })
  const pairings = makePairings(random.fork('pairings'), campaign, people, subjects)
  const { today } = options
  const staff = makeStaff(random.fork('staff'), campaign.phases[0]?.from ?? `${campaign.year}-06-01`)
  const units = [...departments, ...villages.map(committeeOf)]
  const crew = makeCrew({ people, staff, pairings, units, categories })
  const days = visitDays(campaign.phases, today)
  const drafts = makeVisits(
    random.fork('visits'),
    { villages, people, pairings, subjects, days, today },
    options.visits,
  )
  const issues = makeIssues(
    random.fork('issues'),
    { situations: allSituations, people, subjects, crew, year: campaign.year, today },
    drafts,
    options.issues,
  )
  const areas = makeAreas({ code: demoZoneCode, name }, villages)
  return {
    tenant: { id: demoZoneCode, name },
    today,
    campaign,
    categories,
    units,
    areas,
    people,
    staff,
    pairings,
    subjects,
    visits: tellVisits(random.fork('narratives'), drafts, issues),
    issues: issues.toSorted((a, b) => a.steps[0].at - b.steps[0].at || (a.id < b.id ? -1 : 1)),
    work: makeWork(random.fork('work'), { campaign, areas, units, people, staff, issues, today }),
  }
}

/**
 * The year of the campaign that is running or was the last one: it needs a week behind it, so that there is something
 * to show. In autumn 2026 that is the plan's default year.
 */
function campaignYear(today: CalendarDate): number {
  const year = Number(today.slice(0, 4))
  return today.slice(5) > '06-08' ? year : year - 1
}

function tellVisits(
  random: Random,
  drafts: readonly DraftVisit[],
  issues: readonly SeedIssue[],
): SeedVisit[] {
  const titlesByVisit = new Map<string, string[]>()
  for (const { visitId, title, confidential, splitFromId } of issues) {
    // The whole village's helpers read a visit; what is confidential stands in its issue alone. What was split off
    // later was raised as a part of the other one.
    if (confidential || splitFromId !== null) continue
    titlesByVisit.set(visitId, [...(titlesByVisit.get(visitId) ?? []), title])
  }
  return drafts.map(({ village, group, subject, setting, startMinute, ...visit }) => ({
    ...visit,
    narrative: makeNarrative(random, {
      kind: visit.kind,
      subject,
      setting,
      dayPart: dayPartOf(startMinute),
      issueTitles: [...new Set(titlesByVisit.get(visit.id) ?? [])],
      topic: visit.topic,
      slots: {
        group: group.spokenName,
        village: village.name,
        month: Number(visit.happenedOn.slice(5, 7)),
        surname: surnameOf(subject?.name ?? ''),
        people: visit.participants ?? subject?.members.length ?? 0,
        matter: visit.topic,
        place: visit.place,
      },
    }),
  }))
}

function dayPartOf(minute: number): DayPart {
  if (minute < 12 * 60) return 'morning'
  return minute < 18 * 60 ? 'afternoon' : 'evening'
}

/** 欧阳 and the like have four characters with the given name, or three with a single one. */
function surnameOf(name: string): string {
  return /^(欧阳|上官|司马|皇甫)/.exec(name)?.[0] ?? name.slice(0, 1)
}
