import type { SubjectKind } from '../../../domain/subject/rows'
import type { IconName } from '../ui/icons'

export const subjectIcons: Readonly<Record<SubjectKind, IconName>> = {
  household: 'home',
  enterprise: 'building',
  organization: 'people',
}
