/** The register (走访对象) of the demo zone: organisations, enterprises, and households for all the rest. */
import { addDays, startOfDay, type CalendarDate } from '../../domain/time/shanghai'
import type { SeedVillage } from './areas'
import { careGroups, type CareGroupId } from './campaign'
import { makeEnterpriseMaker } from './enterprises'
import { makeHousehold } from './households'
import { makeOrganizations } from './organizations'
import type { SeedSubject } from './plan'
import type { Random } from './random'

const enterpriseShare = 0.08
const organizationShare = 0.03

/** A care group that is owed lands at every third household, so that even a small zone shows each of the seven once. */
const careSpacing = 3

export function makeSubjects(
  random: Random,
  villages: readonly SeedVillage[],
  options: { count: number; year: number; from: CalendarDate },
): SeedSubject[] {
  const { count, year } = options
  const clock = registrationClock(options)
  const organizations = makeOrganizations(random.fork('organizations'), villages, {
    year,
    createdAt: clock(0),
  }).slice(0, Math.round(count * organizationShare))
  const enterprises = makeEnterprises(
    random.fork('enterprises'),
    villages,
    Math.round(count * enterpriseShare),
    {
      year,
      createdAt: clock,
      startAt: organizations.length,
    },
  )
  const others = organizations.length + enterprises.length
  return [
    ...organizations,
    ...enterprises,
    ...makeHouseholds(random.fork('households'), villages, count - others, {
      year,
      createdAt: clock,
      startAt: others,
    }),
  ]
}

interface Place {
  readonly year: number
  readonly createdAt: (index: number) => number
  readonly startAt: number
}

function makeEnterprises(
  random: Random,
  villages: readonly SeedVillage[],
  count: number,
  place: Place,
): SeedSubject[] {
  const make = makeEnterpriseMaker(random)
  // The factories stand in the communities, where the zone's roads are; a few in the villages.
  const weights = villages.map((village) => [village, village.setting === 'urban' ? 3 : 1] as const)
  return Array.from({ length: count }, (_, index) =>
    make(random.weighted(weights), { year: place.year, createdAt: place.createdAt(place.startAt + index) }),
  )
}

function makeHouseholds(
  random: Random,
  villages: readonly SeedVillage[],
  count: number,
  place: Place,
): SeedSubject[] {
  const homes = villages.flatMap((village) => village.groups.map((group) => ({ village, group })))
  const weights = homes.map((home) => [home, home.group.weight] as const)
  const owed: CareGroupId[] = careGroups.map(({ id }) => id)
  return Array.from({ length: count }, (_, index) => {
    // Every group has somebody before any has many.
    const { village, group } = homes[index] ?? random.weighted(weights)
    const mustCare = group.setting === 'rural' && index % careSpacing === 0 ? owed.shift() : undefined
    return makeHousehold(random, village, group, {
      year: place.year,
      createdAt: place.createdAt(place.startAt + index),
      ...(mustCare === undefined ? {} : { mustCare }),
    })
  })
}

/** The register was typed in during five office days of mobilisation, in order. */
function registrationClock({
  count,
  from,
}: {
  count: number
  from: CalendarDate
}): (index: number) => number {
  const days = 5
  const officeMs = 8 * 3_600_000
  return (index) => {
    const position = (index * days) / Math.max(1, count)
    const day = Math.floor(position)
    return startOfDay(addDays(from, day)) + 9 * 3_600_000 + Math.floor((position - day) * officeMs)
  }
}
