/** A campaign as it is typed, and what of it differs from the row. */
import type { FormRequest } from '../../composables/useFormSave'
import type { Row } from '../../../domain/rows'
import type { Campaign } from '../../../domain/zone/rows'

/** A key action or a group, and the unit that leads it; null while none is chosen. */
export interface NamedUnit {
  id: string
  name: string
  unitId: string | null
}

export interface CampaignDraft {
  name: string
  year: string
  operator: string
  filingNumber: string
  phases: { id: string; name: string; from: string; to: string }[]
  keyActions: NamedUnit[]
  groups: NamedUnit[]
  careGroups: { id: string; name: string; active: boolean }[]
}

export const campaignDraft = (campaign: Campaign): CampaignDraft => ({
  name: campaign.name,
  year: String(campaign.year),
  operator: campaign.operator,
  filingNumber: campaign.filingNumber,
  phases: campaign.phases.map((phase) => ({ ...phase })),
  keyActions: campaign.keyActions.map(({ id, name, leadUnitId }) => ({ id, name, unitId: leadUnitId })),
  groups: campaign.groups.map((group) => ({ ...group })),
  careGroups: campaign.careGroups.map(({ id, name, active = true }) => ({ id, name, active })),
})

const parts = [
  'name',
  'year',
  'operator',
  'filingNumber',
  'phases',
  'keyActions',
  'groups',
  'careGroups',
] as const

/** Only what differs from the row, so that two who change different parts both get theirs. */
export function campaignRequests({ id, data }: Row<'campaign'>, draft: CampaignDraft): FormRequest[] {
  const [before, after] = [asArgs(campaignDraft(data)), asArgs(draft)]
  const changed = Object.fromEntries(
    parts
      .filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]))
      .map((part) => [part, after[part]]),
  )
  if (Object.keys(changed).length === 0) return []
  const fieldOf = (path: string): string | undefined =>
    path === 'unitId' ? 'keyActions' : parts.find((part) => path.startsWith(part))
  return [{ name: 'campaign.edit', args: { campaignId: id, ...changed }, fieldOf }]
}

const asArgs = (draft: CampaignDraft) => ({
  name: draft.name.trim(),
  year: Number(draft.year),
  operator: draft.operator.trim(),
  filingNumber: draft.filingNumber.trim(),
  phases: draft.phases.map((phase) => ({ ...phase, name: phase.name.trim() })),
  keyActions: draft.keyActions.map(({ id, name, unitId }) => ({ id, name: name.trim(), leadUnitId: unitId })),
  groups: draft.groups.map(({ id, name, unitId }) => ({ id, name: name.trim(), unitId })),
  // What is in use says nothing of it, as in rows written before groups could be switched off.
  careGroups: draft.careGroups.map(({ id, name, active }) => ({
    id,
    name: name.trim(),
    ...(active ? {} : { active }),
  })),
})
