/** The main places of the app by role: four or five on a phone, all of them at the side of a desk. */
import type { Role } from '../../../domain/zone/rows'
import type { NavKey } from '../../router'
import type { IconName } from '../ui/icons'

export interface Place {
  key: NavKey
  icon: IconName
  /** Route name. */
  to: string
}

const places = {
  home: { key: 'home', icon: 'home', to: 'home' },
  subjects: { key: 'subjects', icon: 'people', to: 'subjects' },
  visit: { key: 'visit', icon: 'notebookPlus', to: 'visit.new' },
  records: { key: 'records', icon: 'list', to: 'records' },
  desk: { key: 'desk', icon: 'inbox', to: 'desk' },
  tasks: { key: 'tasks', icon: 'checkCircle', to: 'tasks' },
  lists: { key: 'lists', icon: 'notebook', to: 'lists' },
  notices: { key: 'notices', icon: 'eye', to: 'notices' },
  campaign: { key: 'campaign', icon: 'building', to: 'campaign' },
  people: { key: 'people', icon: 'user', to: 'admin.people' },
  areas: { key: 'areas', icon: 'place', to: 'admin.areas' },
  sync: { key: 'sync', icon: 'sync', to: 'sync' },
  more: { key: 'more', icon: 'more', to: 'settings' },
} as const satisfies Record<string, Place>

/** Who reads the inbox of reported issues; the office also works on it (`access/may.ts`). */
const deskRoles: readonly Role[] = ['office', 'assessor', 'discipline']
/** Who may import a household register (`register.import` in the access table). */
const importRoles: readonly Role[] = ['admin', 'office']
export const importsRegisters = (roles: readonly string[]): boolean =>
  importRoles.some((role) => roles.includes(role))
/** Who keeps people and areas (`person.*` and `area.*` in the access table). */
export const keepsZone = (roles: readonly string[]): boolean => roles.includes('admin')
/** Who begins and ends pairings (`pairing.*` in the access table). */
export const keepsPairings = (roles: readonly string[]): boolean =>
  keepsZone(roles) || roles.includes('office')
export const readsDesk = (roles: readonly string[]): boolean => deskRoles.some((role) => roles.includes(role))
/** Whose daily work tasks are (`task.*` in the access table); a leader who handles one finds it on the home page. */
export const readsTasks = (roles: readonly string[]): boolean => roles.includes('unit') || readsDesk(roles)
export const holdsSubjects = (roles: readonly string[]): boolean =>
  roles.includes('cadre') || readsDesk(roles)

/** Who holds the monthly lists (`access/scopes.ts`); the office alone works on them. */
export const readsLists = (roles: readonly string[]): boolean =>
  roles.includes('office') || roles.includes('discipline')

/** Who holds notices (`access/scopes.ts`); 作风监督组 reads, and may take one down. */
export const readsNotices = (roles: readonly string[]): boolean =>
  readsLists(roles) || roles.includes('publicity')
/** Who draws samples for return visits (`draw.make` in the access table) and holds them. */
export const drawsSamples = (roles: readonly string[]): boolean => readsDesk(roles)

export function placesFor(roles: readonly string[], { isDesk }: { isDesk: boolean }): Place[] {
  const isCadre = roles.includes('cadre')
  const list: Place[] = [places.home]
  if (readsDesk(roles)) list.push(places.desk)
  // Five are the most that fit on a phone; what has no place in the bar stands under 更多.
  if (readsTasks(roles) && (isDesk || !isCadre || !readsDesk(roles))) list.push(places.tasks)
  if (holdsSubjects(roles)) list.push(places.subjects)
  if (isCadre) list.push(places.visit)
  if (isDesk || list.length < 4) list.push(places.records)
  if (isDesk && readsLists(roles)) list.push(places.lists)
  // 宣传报道组 works on nothing else here.
  const isMain = list.length < 4 && roles.includes('publicity')
  if (readsNotices(roles) && (isDesk || isMain)) list.push(places.notices)
  if (isDesk) list.push(places.campaign)
  if (isDesk && keepsZone(roles)) list.push(places.people, places.areas)
  if (isDesk) list.push(places.sync)
  return [...list, places.more]
}

const underMore: ReadonlySet<NavKey> = new Set<NavKey>([
  'sync',
  'records',
  'tasks',
  'lists',
  'notices',
  'campaign',
  'people',
  'areas',
])

/** The place to mark for a page; one without room in the bar stands under 更多. */
export function currentPlace(nav: NavKey | undefined, shown: readonly { key: string }[]): NavKey | undefined {
  const isUnderMore = nav !== undefined && underMore.has(nav)
  return isUnderMore && !shown.some(({ key }) => key === nav) ? 'more' : nav
}
