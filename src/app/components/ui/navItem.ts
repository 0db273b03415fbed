import type { RouteLocationRaw } from 'vue-router'
import type { IconName } from './icons'

/** One main place of the app, shown in the bar on phones and at the side on desks. */
export interface NavItem {
  key: string
  label: string
  icon: IconName
  to: RouteLocationRaw
  /** Things that wait there; 0 shows nothing. */
  count?: number | undefined
  /** What the number means, for screen readers: "2 条需处理". */
  countLabel?: string | undefined
}
