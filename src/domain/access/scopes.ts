/** Row kind × scope: who holds what. Masking is not delivering, so sensitive parts lie in scopes of their own. */
import type { AreaId, PersonId } from '../ids'
import type { Actor } from './actor'
import type { Audience } from './audience'
import type { Row, RowKind, RowTypes } from '../rows'
import type { Pairing } from '../zone/rows'
import { knowsHouseholds } from './knowing'

/** `tenant`, `area:<village>`, `contact:<village>`, `member:<village>`, `care:<village>`, `unit:…`, `user:…`, `office`, `assessor`, `publicity`, `discipline`, `admin`. */
export type Scope = string

const people = (ids: readonly PersonId[]): Scope[] => ids.map((id) => `user:${id}`)
const byAudience = (audience: Audience): Scope[] => [...inOffice(audience), ...people(audience.people)]
function inOffice(audience: Audience): Scope[] {
  const {
    areaId,
    areas = [],
    units = [],
    groups = [],
    confidential,
    peopleOnly,
    everyone,
    settings,
  } = audience
  if (peopleOnly) return []
  if (settings) return ['admin', 'office']
  if (confidential) return ['office', 'discipline']
  if (everyone) return ['tenant']
  const villages = [areaId, ...areas].filter((id) => id !== '')
  return [...villages.map((id) => `area:${id}`), ...units.map((id) => `unit:${id}`), ...groups]
}
/** A conflict is told to the two who wrote. */
const isOfNotice = ({ aboutKind, audience }: RowTypes['event']): boolean =>
  aboutKind === 'notice' && !audience.peopleOnly
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
  // 宣传报道组 keeps the policy talks (§二.4) and holds no village; no other visit is theirs to read.
  visit: (data) => [...byAudience(data.audience), ...(data.kind === 'talk' ? ['publicity'] : [])],
  issue: (data) => byAudience(data.audience),
  effect: (data) => byAudience(data.audience),
  task: (data) => byAudience(data.audience),
  urge: (data) => byAudience(data.audience),
  // What the meeting studies: the office makes it, 作风监督组 reads along; no line of it is confidential.
  edition: () => ['office', 'discipline'],
  editionItem: () => ['office', 'discipline'],
  // 宣传报道组 makes notices without the lists they come from.
  notice: () => ['office', 'publicity', 'discipline'],
  event: (data) => [...byAudience(data.audience), ...(isOfNotice(data) ? ['publicity'] : [])],
  // The one who drew takes it along; whom to go to is for nobody else.
  draw: (data) => [`user:${data.drawnBy}`, 'office', 'discipline'],
  drawContact: (data) => [`user:${data.personId}`],
  registerMapping: () => ['office', 'admin'],
  unitPlan: (data) => byAudience(data.audience),
  activity: (data) => byAudience(data.audience),
  modelCase: (data) => byAudience(data.audience),
  pressItem: (data) => byAudience(data.audience),
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
  if (has('assessor')) grants.add('assessor')
  if (has('publicity')) grants.add('publicity')
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
