/**
 * What stands fixed before the issues are told: which tell of one and the same thing, which tell two in one breath, which
 * are petitions, and which concern the units whose demo accounts must find work.
 */
import { daysBetween, type CalendarDate } from '../../domain/time/shanghai'
import type { Fate } from './issueSteps'
import type { Random } from './random'
import { doubleMatters, type DoubleMatter } from './situations/splits'
import type { Situation } from './situations/situation'
import type { DraftVisit } from './visits'

/** Places in the list of visits that issues are raised in. */
export interface Arrangement {
  readonly groups: readonly { readonly situation: Situation; readonly places: readonly number[] }[]
  readonly singles: ReadonlyMap<number, Situation>
  readonly doubles: ReadonlyMap<number, DoubleMatter>
  /** Raise nothing: what is split off elsewhere stands for them, so that the number of issues stays. */
  readonly dropped: ReadonlySet<number>
}

export interface ArrangedWorld {
  readonly situations: readonly Situation[]
  readonly raisedIn: readonly DraftVisit[]
  readonly fates: readonly Fate[]
  readonly today: CalendarDate
  readonly fits: (situation: Situation, visit: DraftVisit, fate: Fate) => boolean
  readonly leadUnitOf: (situation: Situation) => string
  /** Villages of the leaders: what is listed there stays free, so that some of it can be prominent (突出问题). */
  readonly leadersAreas: ReadonlySet<string | null>
}

/** Below this a zone is too small to hear anything twice. */
const smallest = 60
const shares = { groups: 0.025, doubles: 0.008, petitions: 0.042 }
/** Households in a group; groups take turns, see `loop/groups.ts`: an ended master, an open one, a shared task. */
const turns = [
  { size: 3, age: 0.75 },
  { size: 3, age: 0.3 },
  { size: 2, age: 0.35 },
] as const
/** Days since the issues were raised that the stories meant for a unit's account ask for (`loop/deal.ts`). */
const promised: readonly (readonly [unitId: string, days: readonly number[]])[] = [
  ['unit-civil-affairs', [32, 22, 14, 11, 6, 5]],
  ['unit-dual-creation', [22, 10, 5]],
]

export function arrange(random: Random, world: ArrangedWorld): Arrangement {
  const { situations, raisedIn, fates, today, fits, leadUnitOf, leadersAreas } = world
  const count = raisedIn.length
  const singles = new Map<number, Situation>()
  const doubles = new Map<number, DoubleMatter>()
  const groups: { situation: Situation; places: number[] }[] = []
  if (count < smallest) return { groups, singles, doubles, dropped: new Set() }

  const visitAt = (place: number) => raisedIn[place] as DraftVisit
  const atHome = (fate: Fate) =>
    raisedIn.flatMap((visit, place) =>
      fates[place] === fate && visit.subject?.kind === 'household' ? [place] : [],
    )
  // In order of time: only what will be listed, and was said at a household's door.
  const free = new Set(atHome('accepted').filter((place) => !leadersAreas.has(visitAt(place).areaId)))
  const told = new Map<Situation, number>()
  const tell = (situation: Situation, times = 1) => told.set(situation, (told.get(situation) ?? 0) + times)
  const rarest = (fitting: readonly Situation[]): Situation | undefined =>
    fitting.toSorted((a, b) => (told.get(a) ?? 0) - (told.get(b) ?? 0))[0]
  /** Puts one of these situations at one of these places. */
  function put(
    places: readonly number[],
    choices: readonly Situation[],
    distance: (place: number) => number,
  ): boolean {
    const fitting = (place: number) =>
      choices.filter((situation) => fits(situation, visitAt(place), fates[place] ?? 'accepted'))
    const open = places.filter((place) => !singles.has(place))
    const place = open.sort((a, b) => distance(a) - distance(b)).find((each) => fitting(each).length > 0)
    const situation = place === undefined ? undefined : rarest(random.shuffle(fitting(place)))
    if (place === undefined || !situation) return false
    singles.set(place, situation)
    free.delete(place)
    tell(situation)
    return true
  }

  for (let turn = 0; turn < Math.round(count * shares.groups); turn++) {
    const { size, age } = turns[turn % turns.length] as (typeof turns)[number]
    const list = [...free]
    const wished = Math.floor(list.length * (1 - age + (random.next() - 0.5) * 0.3))
    const distances = new Map(list.map((place, index) => [place, Math.abs(index - wished)]))
    const starts = list.toSorted((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0))
    const around = (least: number) => {
      for (const start of starts) {
        const places = neighbours(list, start, visitAt).slice(0, size)
        if (places.length >= least) return { places, setting: visitAt(start).setting }
      }
      return undefined
    }
    const found = around(size) ?? around(2)
    const situation = rarest(
      situations.filter(({ common, setting }) => common && (setting ?? found?.setting) === found?.setting),
    )
    if (!found || !situation) continue
    tell(situation, found.places.length)
    for (const place of found.places) free.delete(place)
    groups.push({ situation, places: found.places.sort((a, b) => a - b) })
  }
  const ageOf = (place: number) => daysBetween(visitAt(place).happenedOn, today)
  const petitions = situations.filter(({ kind }) => kind === 'petition')
  const turnsOfPetitions = [free, free, atHome('sentBack'), atHome('reported'), atHome('reported')]
  for (let turn = 0; turn < Math.round(count * shares.petitions); turn++) {
    const wish = random.int(0, count)
    const tryAt = (places: Iterable<number>) => put([...places], petitions, (place) => Math.abs(place - wish))
    if (!tryAt(turnsOfPetitions[turn % turnsOfPetitions.length] ?? free)) turnsOfPetitions.some(tryAt)
  }
  for (const [unitId, ages] of promised) {
    const ofUnit = situations.filter((situation) => leadUnitOf(situation) === unitId)
    for (const age of ages) put([...free], ofUnit, (place) => Math.abs(ageOf(place) - age))
  }
  for (let turn = 0; turn < Math.max(1, Math.round(count * shares.doubles)); turn++) {
    const matter = doubleMatters[turn % doubleMatters.length] as DoubleMatter
    const fitting = [...free].filter((place) => visitAt(place).setting === matter.setting)
    if (fitting.length === 0) continue
    const place = random.pick(fitting)
    free.delete(place)
    doubles.set(place, matter)
  }
  const dropped = new Set([...free].toReversed().slice(0, doubles.size))
  // Nothing that could be left out for them: then nothing is split.
  if (dropped.size < doubles.size) return { groups, singles, doubles: new Map(), dropped: new Set() }
  return { groups, singles, doubles, dropped }
}

/** The start and, nearest in time first, other households of the same village. */
function neighbours(
  places: readonly number[],
  start: number,
  visitAt: (place: number) => DraftVisit,
): number[] {
  const seen = new Set<string | undefined>()
  return places
    .filter((place) => visitAt(place).areaId === visitAt(start).areaId)
    .filter((place) => visitAt(place).setting === visitAt(start).setting)
    .sort((a, b) => Math.abs(a - start) - Math.abs(b - start))
    .filter((place) => {
      const id = visitAt(place).subject?.id
      return !seen.has(id) && seen.add(id)
    })
}
