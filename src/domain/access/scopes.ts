/** Row kind × scope: who holds what. Masking is not delivering, so sensitive parts lie in scopes of their own. */
import type { AreaId, PersonId } from '../ids'
import type { Actor } from './actor'
import type { Audience } from './audience'
import type { Row, RowKind, RowTypes } from '../rows'
import type { Pairing } from '../zone/rows'
import { knowsHouseholds } from './knowing'

/** `tenant`, `area:<village>`, `contact:<village>`, `member:<village>`, `care:<village>`, `unit:…`, `user:…`, `office`, `discipline`, `admin`. */
export type Scope = string

const people = (ids: readonly PersonId[]): Scope[] => ids.map((id) => `user:${id}`)
const byAudience = (audience: Audience): Scope[] => [...inOffice(audience), ...people(audience.people)]
function inOffice({ areaId, areas = [], units = [], confidential, peopleOnly, settings }: Audience): Scope[] {
  if (peopleOnly) return []
  if (settings) return ['admin', 'office']
  if (confidential) return ['office', 'discipline']
  return [...[areaId, ...areas].map((id) => `area:${id}`), ...units.map((id) => `unit:${id}`)]
}
/** Rows written before the list was kept lack it: then nobody holds them by a single pairing. */
const knowing = ({ knownBy = [] }: { knownBy?: readonly PersonId[] }): Scope[] => people(knownBy)
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
  subjectMember: (data) => (data.removed ? [] : [`member:${data.areaId}`, ...knowing(data)]),
  subjectCare: (data) => [`care:${data.areaId}`, ...knowing(data)],
  visit: (data) => byAudience(data.audience),
  issue: (data) => byAudience(data.audience),
  effect: (data) => byAudience(data.audience),
  task: (data) => byAudience(data.audience),
  urge: (data) => byAudience(data.audience),
  // What the meeting studies: the office makes it, 作风监督组 reads along; no line of it is confidential.
  edition: () => ['office', 'discipline'],
  editionItem: () => ['office', 'discipline'],
  event: (data) => byAudience(data.audience),
  registerMapping: () => ['office', 'admin'],
  rules: everyone,
  calendarYear: everyone,
  noticeTexts: everyone,
}

/** The scopes a row lies in, without repetition; a row may lie in several (counted on the device). */
export function scopesOf<K extends RowKind>(kind: K, data: RowTypes[K]): Scope[] {
  return [...new Set(scopeTable[kind](data))]
}

/** Kinds whose every delivery is written to the audit log, in whatever scope they come (docs/domain.md §5). */
export const isSensitiveKind = (kind: string): boolean => kind === 'subjectCare' || kind === 'subjectMember'

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

function pairedScopes(pairing: Pairing): Scope[] {
  if (pairing.endedOn !== null || pairing.areaId === null) return []
  const { areaId } = pairing
  return [
    `area:${areaId}`,
    `contact:${areaId}`,
    ...(knowsHouseholds(pairing) ? [`member:${areaId}`, `care:${areaId}`] : []),
  ]
}
