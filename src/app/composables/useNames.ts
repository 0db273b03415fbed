import type { Subject } from '../../domain/subject/rows'
import { addressWithin } from '../components/subject/addressWithin'
import { useT } from '../i18n'
import { useClient } from './useClient'

export interface Names {
  person(id: string): string
  people(ids: readonly string[]): string
  unit(id: string): string
  area(id: string): string
  /** Village and group: 新春村 柳树湾. */
  place(areaId: string, groupId?: string | null): string
  /** Where a subject is found: 新春村 柳树湾 52号. */
  home(subject: Pick<Subject, 'areaId' | 'groupId' | 'address'>): string
  /** Both levels of a category: 保障民生 / 就业. */
  category(id: string): string
  subject(id: string): string
  /** Of a household; 不详 where this phone holds none. */
  member(id: string): string
}

/** Names behind ids; called while rendering, they renew with the rows. */
export function useNames(): Names {
  const { client, versions } = useClient()
  const t = useT()
  const names: Names = {
    person(id) {
      void versions.person.value
      return client.row('person', id)?.data.name ?? t('domain.formerPerson')
    },
    people: (ids) => ids.map((id) => names.person(id)).join(t('record.listSeparator')),
    unit(id) {
      void versions.unit.value
      return client.row('unit', id)?.data.name ?? t('common.unknown')
    },
    area(id) {
      void versions.area.value
      return client.row('area', id)?.data.name ?? t('common.unknown')
    },
    place: (areaId, groupId) => [areaId, groupId].flatMap((id) => (id ? names.area(id) : [])).join(' '),
    home({ areaId, groupId, address }) {
      const places = [areaId, groupId].flatMap((id) => (id ? names.area(id) : []))
      return [...places, addressWithin(address, places)].filter(Boolean).join(' ')
    },
    category(id) {
      void versions.category.value
      const category = client.row('category', id)?.data
      if (!category) return t('common.unknown')
      const parent = category.parentId === null ? undefined : client.row('category', category.parentId)?.data
      return parent ? `${parent.name} / ${category.name}` : category.name
    },
    subject(id) {
      void versions.subject.value
      return client.row('subject', id)?.data.name ?? t('common.unknown')
    },
    member(id) {
      void versions.subjectMember.value
      return client.row('subjectMember', id)?.data.name ?? t('common.unknown')
    },
  }
  return names
}
