/** Who does what about an issue, by unit, village and the separation of duties. */
import type { SeedCategory, SeedPairing, SeedPerson, SeedStaff, SeedUnit } from '../plan'
import type { Random } from '../random'

export interface CrewWorld {
  readonly people: readonly SeedPerson[]
  readonly staff: readonly SeedStaff[]
  readonly pairings: readonly SeedPairing[]
  readonly units: readonly SeedUnit[]
  readonly categories: readonly SeedCategory[]
}

export interface Crew {
  /** The account with this login. @throws Error when there is none. */
  personId(login: string): string
  /** 经办人 of a unit. @throws Error when nobody there handles tasks. */
  handlerOf(unitId: string): string
  /** 责任领导: the unit's head where somebody else handles, else the zone's leader in charge of it. */
  leaderOf(random: Random, unitId: string): string
  /** The unit that a category proposes. */
  leadUnitOf(categoryId: string): string
  committeeOf(areaId: string): string | undefined
  /** 联系干部 of a village. */
  cadresOf(areaId: string): readonly string[]
  /** 包保领导 of a village or a subject. */
  leaderPairings(): readonly SeedPairing[]
}

/** 分管: the units that leader1 answers for; leader2 answers for all others. */
const firstLeadersUnits = new Set([
  'unit-party-office',
  'unit-dual-creation',
  'unit-economy',
  'unit-enterprise-service',
  'unit-finance',
  'unit-agriculture',
  'unit-land',
  'unit-construction',
  'unit-ecology',
])

export function makeCrew({ people, staff, pairings, units, categories }: CrewWorld): Crew {
  const handlers = new Map<string, string[]>()
  for (const { id, unitId, roles } of [...people, ...staff]) {
    if (roles.includes('unit')) handlers.set(unitId, [...(handlers.get(unitId) ?? []), id])
  }
  const leads = new Map(categories.map(({ id, leadUnitId }) => [id, leadUnitId]))
  const committees = new Map(units.map(({ id, areaId }) => [areaId, id]))
  const cadres = new Map<string, string[]>()
  for (const { kind, areaId, personId } of pairings) {
    if (kind === 'contact' && areaId !== null) cadres.set(areaId, [...(cadres.get(areaId) ?? []), personId])
  }

  function personId(login: string): string {
    const person = people.find((candidate) => candidate.login === login)
    if (!person) throw new Error(`loop: no account ${login}`)
    return person.id
  }
  function handlerOf(unitId: string): string {
    const [first] = handlers.get(unitId) ?? []
    if (first === undefined) throw new Error(`loop: nobody handles tasks in ${unitId}`)
    return first
  }
  return {
    personId,
    handlerOf,
    leaderOf(random, unitId) {
      const head = (handlers.get(unitId) ?? []).at(-1)
      if (head !== undefined && head !== handlerOf(unitId) && random.chance(0.8)) return head
      return personId(firstLeadersUnits.has(unitId) ? 'leader1' : 'leader2')
    },
    leadUnitOf(categoryId) {
      const unitId = leads.get(categoryId)
      if (unitId === undefined) throw new Error(`loop: no category ${categoryId}`)
      return unitId
    },
    committeeOf: (areaId) => committees.get(areaId),
    cadresOf: (areaId) => cadres.get(areaId) ?? [],
    leaderPairings: () => pairings.filter(({ kind }) => kind === 'leader'),
  }
}
