/** Puts a visit's narrative together from sentences of several classes, so that hundreds of visits read differently. */
import type { SeedSubject, SeedVisit, Setting } from '../plan'
import type { Random } from '../random'
import { fillSlots, type SlotValues } from '../slots'
import {
  enterpriseClosings,
  enterprisePolicyStems,
  factoryOpenings,
  factoryStems,
  organizationOpenings,
  organizationStems,
  shopOpenings,
  shopStems,
} from './enterprise'
import {
  meetingClosings,
  meetingOpenings,
  meetingStems,
  stayClosings,
  stayOpenings,
  stayStems,
  talkOpenings,
  talkReactions,
  talks,
} from './gathering'
import {
  aloneStems,
  closingStems,
  familyStems,
  householdOpenings,
  issueStems,
  policyStems,
  workStems,
  yardStems,
  type DayPart,
  type Season,
} from './household'

export interface NarrativeContext {
  readonly kind: SeedVisit['kind']
  readonly subject: SeedSubject | null
  readonly setting: Setting
  readonly dayPart: DayPart
  readonly slots: SlotValues
  /** Titles of what was raised. */
  readonly issueTitles: readonly string[]
  readonly topic: string
}

export function makeNarrative(random: Random, context: NarrativeContext): string {
  const { issueTitles, slots } = context
  const raised = issueTitles.map((title) => `“${title}”`).join('和')
  const ending =
    issueTitles.length > 0
      ? [fillSlots(random.pick(issueStems), { ...slots, matter: raised }, random)]
      : closingsOf(context).map((stem) => fillSlots(stem, slots, random))
  const sentences = bodyOf(random, context).map((stem) => fillSlots(stem, slots, random))
  return [...sentences, random.pick(ending)].join('')
}

function bodyOf(random: Random, context: NarrativeContext): string[] {
  const { subject, setting, slots } = context
  const some = (stems: readonly string[], count: number) => random.shuffle(stems).slice(0, count)
  switch (context.kind) {
    case 'household': {
      const season = seasonOf(slots.month)
      const alone = (slots.people ?? 0) <= 1
      const middle = random.shuffle([
        ...some(alone ? aloneStems : familyStems, 1),
        ...some(workStems[setting][season], alone ? 0 : 1),
        ...some(yardStems[setting], 1),
        ...some(policyStems, 1),
      ])
      // Some notes are short, others long, as people write them.
      return [...some(householdOpenings[setting][context.dayPart], 1), ...middle.slice(0, random.int(2, 4))]
    }
    case 'enterprise': {
      if (subject?.kind === 'organization') {
        return [...some(organizationOpenings, 1), ...some(organizationStems, random.int(2, 3))]
      }
      const shop = subject?.tags.includes('个体工商户') ?? false
      return [
        ...some(shop ? shopOpenings : factoryOpenings, 1),
        ...some(shop ? shopStems : factoryStems, random.int(2, 3)),
        ...some(enterprisePolicyStems, random.int(0, 1)),
      ]
    }
    case 'meeting':
      return [...some(meetingOpenings[setting], 1), ...some(meetingStems, random.int(2, 4))]
    case 'stay':
      return [...some(stayOpenings, 1), ...some(stayStems, random.int(3, 4))]
    case 'talk': {
      const talk = talks.find(({ topic }) => topic === context.topic)
      return [
        ...some(talkOpenings, 1),
        ...some(talk?.stems ?? [], random.int(1, 2)),
        ...some(talkReactions, 2),
      ]
    }
  }
}

function closingsOf({ kind }: NarrativeContext): readonly string[] {
  switch (kind) {
    case 'household':
      return closingStems
    case 'enterprise':
      return enterpriseClosings
    case 'meeting':
      return meetingClosings
    case 'stay':
      return stayClosings
    case 'talk':
      // Its reactions already end it.
      return ['']
  }
}

/** The campaign runs from June to December; other months fall to the nearest season. */
function seasonOf(month: number): Season {
  if (month >= 5 && month <= 8) return 'summer'
  return month === 9 || month === 10 ? 'autumn' : 'winter'
}

/** Counted by a test: the variety of narratives rests on it. */
export const narrativeStems: readonly string[] = [
  ...Object.values(householdOpenings).flatMap((parts) => Object.values(parts).flat()),
  ...familyStems,
  ...aloneStems,
  ...Object.values(workStems).flatMap((seasons) => Object.values(seasons).flat()),
  ...Object.values(yardStems).flat(),
  ...policyStems,
  ...closingStems,
  ...issueStems,
  ...factoryOpenings,
  ...factoryStems,
  ...shopOpenings,
  ...shopStems,
  ...enterprisePolicyStems,
  ...enterpriseClosings,
  ...organizationOpenings,
  ...organizationStems,
  ...Object.values(meetingOpenings).flat(),
  ...meetingStems,
  ...meetingClosings,
  ...stayOpenings,
  ...stayStems,
  ...stayClosings,
  ...talks.flatMap(({ stems }) => stems),
  ...talkOpenings,
  ...talkReactions,
]
