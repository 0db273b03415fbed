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
  const { raisedIn, fates, leadersAreas } = world
  const nothing = { groups: [], singles: new Map(), doubles: new Map(), dropped: new Set<number>() }
  if (raisedIn.length < smallest) return nothing
  // What will be listed and was said at a household's door, in order of time; each step takes from it.
  const free = new Set(
    atHome(world, 'accepted').filter((place) => !leadersAreas.has(visitAt(world, place).areaId)),
  )
  const groups = arrangeGroups(random, world, free)
  const doubles = arrangeDoubles(random, world, free)
  const singles = arrangeSingles(random, world, free)

  const taken = new Set([...groups.flatMap(({ places }) => places), ...doubles.keys(), ...singles.keys()])
  const ordinary = raisedIn.flatMap(({ areaId }, place) =>
    fates[place] === 'accepted' && !taken.has(place) && !leadersAreas.has(areaId) ? [place] : [],
  )
  // Nothing that could be left out for them: then nothing is split.
  if (ordinary.length < doubles.size) return { ...nothing, groups, singles }
  return { groups, singles, doubles, dropped: new Set(ordinary.slice(ordinary.length - doubles.size)) }
}

const visitAt = ({ raisedIn }: ArrangedWorld, place: number): DraftVisit => raisedIn[place] as DraftVisit
const atHome = ({ raisedIn, fates }: ArrangedWorld, fate: Fate): number[] =>
  raisedIn.flatMap((visit, place) =>
    fates[place] === fate && visit.subject?.kind === 'household' ? [place] : [],
  )

function arrangeGroups(random: Random, world: ArrangedWorld, free: Set<number>): Arrangement['groups'] {
  const groups: { situation: Situation; places: number[] }[] = []
  const told = new Map<Situation, number>()
  for (let turn = 0; turn < Math.round(world.raisedIn.length * shares.groups); turn++) {
    const { size, age } = turns[turn % turns.length] as (typeof turns)[number]
    const list = [...free]
    const wished = Math.floor(list.length * (1 - age + (random.next() - 0.5) * 0.3))
    const starts = list
      .map((place, index) => ({ place, distance: Math.abs(index - wished) }))
      .sort((a, b) => a.distance - b.distance)
    const around = (least: number) => {
      for (const { place } of starts) {
        const places = neighbours(world, list, place).slice(0, size)
        if (places.length >= least) return places.sort((a, b) => a - b)
      }
      return []
    }
    const whole = around(size)
    const places = whole.length > 0 ? whole : around(2)
    const [first] = places
    if (first === undefined) continue
    const here = visitAt(world, first).setting
    const [situation] = world.situations
      .filter(({ common, setting = here }) => common && setting === here)
      .sort((a, b) => (told.get(a) ?? 0) - (told.get(b) ?? 0))
    if (!situation) continue
    told.set(situation, (told.get(situation) ?? 0) + places.length)
    for (const place of places) free.delete(place)
    groups.push({ situation, places })
  }
  return groups
}

function arrangeDoubles(random: Random, world: ArrangedWorld, free: Set<number>): Map<number, DoubleMatter> {
  const doubles = new Map<number, DoubleMatter>()
  for (let turn = 0; turn < Math.max(1, Math.round(world.raisedIn.length * shares.doubles)); turn++) {
    const fitting = doubleMatters.flatMap((matter) => {
      const places = [...free].filter((place) => visitAt(world, place).setting === matter.setting)
      return places.length > 0 ? [{ matter, places }] : []
    })
    if (fitting.length === 0) break
    const { matter, places } = fitting[turn % fitting.length] as (typeof fitting)[number]
    const place = random.pick(places)
    free.delete(place)
    doubles.set(place, matter)
  }
  return doubles
}

function arrangeSingles(random: Random, world: ArrangedWorld, free: Set<number>): Map<number, Situation> {
  const { situations, raisedIn, fates, today, fits, leadUnitOf } = world
  const singles = new Map<number, Situation>()
  const told = new Map<Situation, number>()
  /** Puts one of these situations at the nearest of these places. */
  function put(
    places: Iterable<number>,
    choices: readonly Situation[],
    distance: (place: number) => number,
  ): boolean {
    const fitting = (place: number) =>
      choices.filter((situation) => fits(situation, visitAt(world, place), fates[place] ?? 'accepted'))
    const place = [...places]
      .filter((each) => !singles.has(each))
      .sort((a, b) => distance(a) - distance(b))
      .find((each) => fitting(each).length > 0)
    if (place === undefined) return false
    const [situation] = random.shuffle(fitting(place)).sort((a, b) => (told.get(a) ?? 0) - (told.get(b) ?? 0))
    if (!situation) return false
    singles.set(place, situation)
    free.delete(place)
    told.set(situation, (told.get(situation) ?? 0) + 1)
    return true
  }

  const petitions = situations.filter(({ kind }) => kind === 'petition')
  const waiting = atHome(world, 'reported')
  const places = [free, free, atHome(world, 'sentBack'), waiting, waiting]
  for (let turn = 0; turn < Math.round(raisedIn.length * shares.petitions); turn++) {
    const wish = random.int(0, raisedIn.length)
    const tryAt = (each: Iterable<number>) => put(each, petitions, (place) => Math.abs(place - wish))
    if (!tryAt(places[turn % places.length] ?? free)) places.some(tryAt)
  }
  for (const [unitId, ages] of promised) {
    const ofUnit = situations.filter((situation) => leadUnitOf(situation) === unitId)
    for (const age of ages)
      put(free, ofUnit, (place) => Math.abs(daysBetween(visitAt(world, place).happenedOn, today) - age))
  }
  return singles
}

/** The start and, nearest in time first, other households of the same village. */
function neighbours(world: ArrangedWorld, places: readonly number[], start: number): number[] {
  const { areaId, setting } = visitAt(world, start)
  const seen = new Set<string | undefined>()
  return places
    .filter((place) => visitAt(world, place).areaId === areaId && visitAt(world, place).setting === setting)
    .sort((a, b) => Math.abs(a - start) - Math.abs(b - start))
    .filter((place) => {
      const id = visitAt(world, place).subject?.id
      return !seen.has(id) && seen.add(id)
    })
}
