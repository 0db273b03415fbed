/** The pages of 园区设置, in the order in which a zone is set up; and who keeps what is there (`access/may.ts`). */
import { importsRegisters, keepsPairings, keepsZone } from '../shell/places'
import type { IconName } from '../ui/icons'

interface SettingsPlace {
  key:
    | 'campaigns'
    | 'units'
    | 'categories'
    | 'rules'
    | 'calendar'
    | 'noticeTexts'
    | 'pairings'
    | 'people'
    | 'areas'
    | 'import'
  icon: IconName
  /** Route name. */
  to: string
  who: (roles: readonly string[]) => boolean
}

export const settingsPlaces: readonly SettingsPlace[] = [
  { key: 'campaigns', icon: 'notebook', to: 'admin.campaigns', who: keepsZone },
  { key: 'units', icon: 'building', to: 'admin.units', who: keepsZone },
  { key: 'categories', icon: 'list', to: 'admin.categories', who: keepsZone },
  { key: 'rules', icon: 'clock', to: 'admin.rules', who: keepsZone },
  { key: 'calendar', icon: 'calendar', to: 'admin.calendar', who: keepsZone },
  { key: 'noticeTexts', icon: 'talk', to: 'admin.noticeTexts', who: keepsZone },
  { key: 'pairings', icon: 'people', to: 'admin.pairings', who: keepsPairings },
  { key: 'people', icon: 'user', to: 'admin.people', who: keepsZone },
  { key: 'areas', icon: 'place', to: 'admin.areas', who: keepsZone },
  { key: 'import', icon: 'inbox', to: 'admin.import', who: importsRegisters },
]
