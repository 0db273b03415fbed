/** What a field of a setting was and is, in words: rows keep ids and dates, people read names. */
import { pairingKinds, roles, unitKinds } from '../../../domain/zone/rows'
import { readFieldChanges, type FieldChange } from '../../../domain/settings/history'
import type { EventRow } from '../../../domain/event'
import { useClient } from '../../composables/useClient'
import { useNames } from '../../composables/useNames'
import { fieldLabel } from '../../composables/useRejectionText'
import { useZoneT } from '../../late/useZoneT'

export interface SettingWords {
  /** 名称：党政办 → 党政综合办 */
  change: (change: FieldChange) => string
  /** All that an event says beside its name. */
  event: (event: EventRow) => string | undefined
}

/** What other pages call otherwise, or not at all. */
const ownLabels = ['active', 'areaId', 'closedOn', 'groups', 'parentId', 'since', 'villages'] as const

export function useSettingWords(): SettingWords {
  const t = useZoneT()
  const names = useNames()
  const { client } = useClient()

  const unit = (id: string): string => (client.row('unit', id) ? names.unit(id) : id)
  function valueOf(field: string, value: string): string {
    if (value === '') return t('zone.history.nothing')
    switch (field) {
      case 'leadUnitId':
      case 'unitId':
        return unit(value)
      case 'areaId':
        return names.area(value)
      case 'parentId':
        return client.row('category', value)?.data.name ?? value
      case 'kind': {
        const kind = unitKinds.find((each) => each === value)
        const pairing = pairingKinds.find((each) => each === value)
        if (pairing) return t(`domain.pairingKind.${pairing}`)
        return kind ? t(`domain.unitKind.${kind}`) : value
      }
      case 'roles':
        return listed(
          roles.filter((role) => value.split(' ').includes(role)).map((role) => t(`domain.role.${role}`)),
        )
      case 'villages':
        return listed(value.split(' ').map((id) => names.area(id)))
      case 'active':
        return t(value === 'true' ? 'zone.inUse' : 'admin.inactive')
      case 'confidential':
        return t(value === 'true' ? 'record.yes' : 'zone.no')
      case 'keyActions':
      case 'groups':
        // A name and the unit that leads it, line by line.
        return value.replace(/ (\S+)$/gm, (_, id: string) => ` ${unit(id)}`)
      default:
        return value
    }
  }
  const listed = (words: readonly string[]): string => words.join(t('record.listSeparator'))
  const labelOf = (field: string): string => {
    const own = ownLabels.find((each) => each === field)
    return own ? t(`zone.history.field.${own}`) : fieldLabel(t, field)
  }
  const change = ({ field, before, after }: FieldChange): string => {
    const [from, to] = [valueOf(field, before), valueOf(field, after)]
    const params = { field: labelOf(field), before: from, after: to }
    return t(from.includes('\n') || to.includes('\n') ? 'zone.history.lines' : 'zone.history.change', params)
  }
  const begun = ({ field, after }: FieldChange): string =>
    t('zone.history.value', { field: labelOf(field), value: valueOf(field, after) })
  return {
    change,
    event({ type, detail }) {
      if (type === 'settings.dissolved')
        return t('zone.history.dissolved', {
          unit: unit(String(detail['unitId'])),
          tasks: Number(detail['tasks'] ?? 0),
          categories: Number(detail['categories'] ?? 0),
          people: Number(detail['people'] ?? 0),
        })
      const subjectId = detail['subjectId']
      const lines = [
        // Whoever does not hold the register reads that it was a household, and not which.
        typeof subjectId === 'string' ? t('zone.history.household', { name: names.subject(subjectId) }) : '',
        ...readFieldChanges(detail).map(type === 'settings.created' ? begun : change),
      ]
      return lines.filter(Boolean).join('\n') || undefined
    },
  }
}
