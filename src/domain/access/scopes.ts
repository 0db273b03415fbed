/** Row kind × scope: who holds what. Masking is not delivering, so sensitive parts lie in scopes of their own. */
import type { AreaId, PersonId } from '../ids'
import type { Actor } from './actor'
import type { Audience } from './audience'
import type { Row, RowKind, RowTypes } from '../rows'
import type { Pairing } from '../zone/rows'

/** `tenant`, `area:<village>`, `contact:<village>`, `member:<village>`, `care:<village>`, `unit:…`, `user:…`, `office`, `discipline`, `admin`. */
export type Scope = string

const byAudience = (audience: Audience): Scope[] => [
  ...(audience.confidential ? ['office', 'discipline'] : [`area:${audience.areaId}`]),
  ...audience.people.map((person) => `user:${person}`),
]
const people = (ids: readonly PersonId[]): Scope[] => ids.map((id) => `user:${id}`)
const everyone = (): Scope[] => ['tenant']

const scopeTable: { [K in RowKind]: (data: RowTypes[K]) => Scope[] } = {
  campaign: everyone,
  category: everyone,
  unit: everyone,
  area: everyone,
  person: everyone,
  // 'office' and 'admin' keep the pairings; the care ones name a household in need, so they are not for everyone.
  pairing: (data) => [`user:${data.personId}`, 'office', 'admin'],
  subject: (data) => [`area:${data.areaId}`, ...people(data.pairedWith)],
  subjectContact: (data) => [`contact:${data.areaId}`, ...people(data.pairedWith)],
  subjectMember: (data) => [`member:${data.areaId}`, ...people(data.pairedWith)],
  subjectCare: (data) => [`care:${data.areaId}`, ...people(data.pairedWith)],
  visit: (data) => byAudience(data.audience),
  issue: (data) => byAudience(data.audience),
  effect: (data) => byAudience(data.audience),
  event: (data) => byAudience(data.audience),
}

/** The scopes a row lies in, without repetition; a row may lie in several (counted on the device). */
export function scopesOf<K extends RowKind>(kind: K, data: RowTypes[K]): Scope[] {
  return [...new Set(scopeTable[kind](data))]
}

/** True for scopes whose every delivery is written to the audit log (domain.md §5). */
export const isSensitiveScope = (scope: Scope): boolean =>
  scope.startsWith('care:') || scope.startsWith('member:')

/** What one person may hold now, in the order in which a phone wants it: reference data, own things, villages. */
export function grantsOf(
  actor: Actor,
  pairings: readonly Row<'pairing'>[],
  villages: readonly AreaId[],
): Scope[] {
  if (!actor.active) return []
  const grants = new Set<Scope>(['tenant', `user:${actor.personId}`])
  const has = (role: Actor['roles'][number]) => actor.roles.includes(role)
  if (has('cadre'))
    for (const pairing of pairings) for (const scope of pairedScopes(pairing.data)) grants.add(scope)
  if (has('unit')) grants.add(`unit:${actor.unitId}`)
  if (has('office') || has('assessor') || has('discipline'))
    for (const id of villages) grants.add(`area:${id}`)
  if (has('office')) {
    grants.add('office')
    for (const id of villages) grants.add(`contact:${id}`)
  }
  if (has('discipline')) grants.add('discipline')
  if (has('admin')) grants.add('admin')
  return [...grants]
}

/** Contact cadres know their households whole; a leader needs the village and whom to call, not who is ill. */
function pairedScopes(pairing: Pairing): Scope[] {
  if (pairing.endedOn !== null || pairing.areaId === null) return []
  const { areaId } = pairing
  if (pairing.kind === 'contact')
    return [`area:${areaId}`, `contact:${areaId}`, `member:${areaId}`, `care:${areaId}`]
  return [`area:${areaId}`, `contact:${areaId}`]
}
