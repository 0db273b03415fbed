/** Settings are what their history says: each change has its event, and the last word on each field is what counts. */
import type { EventRow, SettingKind } from '../../../src/domain/event'
import { readFieldChanges } from '../../../src/domain/settings/history'
import { eventsInOrder, type Past } from './past'
import { demand } from './violation'

/** Kinds whose fields are told as they are; the lists of a campaign and a calendar are told in words. */
const toldAsTheyAre = ['unit', 'category', 'rules', 'noticeTexts'] as const satisfies readonly SettingKind[]
const withHistory = /^(unit|category|rules|calendar|campaign|noticeTexts)\./

/** Answers how many fields were compared. */
export function checkSettings(past: Past): number {
  for (const { commandId, name, result } of past.commands) {
    if (!withHistory.test(name) || result !== 'applied') continue
    const isTold = past.eventsOf(commandId).some(({ type }) => type.startsWith('settings.'))
    demand(isTold, 'settings', () => `${name} ${commandId} left no history`)
  }
  const events = eventsInOrder(past).filter(({ type }) => type.startsWith('settings.'))
  return toldAsTheyAre.reduce((sum, kind) => sum + checkFields(past, kind, events), 0)
}

function checkFields(past: Past, kind: (typeof toldAsTheyAre)[number], events: readonly EventRow[]): number {
  const told = new Map<string, Map<string, string>>()
  const isOn = new Map<string, boolean>()
  for (const { type, aboutKind, aboutId, detail } of events) {
    if (type === 'settings.dissolved' && kind === 'category')
      for (const fields of told.values())
        if (fields.get('leadUnitId') === aboutId) fields.set('leadUnitId', String(detail['unitId']))
    if (aboutKind !== kind) continue
    if (type === 'settings.enabled') isOn.set(aboutId, true)
    if (type === 'settings.disabled' || type === 'settings.dissolved') isOn.set(aboutId, false)
    const fields = told.get(aboutId) ?? new Map<string, string>()
    for (const { field, after } of readFieldChanges(detail)) fields.set(field, after)
    told.set(aboutId, fields)
  }
  let compared = 0
  for (const { id, data } of past.rows(kind)) {
    const now = data as unknown as Readonly<Record<string, string | number | boolean | null | undefined>>
    for (const [field, after] of told.get(id) ?? []) {
      compared += 1
      const value = String(now[field] ?? '')
      demand(
        value === after,
        'settings',
        () => `${kind} ${id} has ${field} ${value}, its history says ${after}`,
      )
    }
    const isActive = now['active'] ?? true
    demand((isOn.get(id) ?? true) === isActive, 'settings', () => `${kind} ${id} was switched unheard`)
  }
  return compared
}
