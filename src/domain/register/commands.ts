/** A plan as ordinary commands, so that history, access and scopes hold for an import as for anything else. */
import type { CommandRequest } from '../command/registry'
import type { CampaignId, IdSource } from '../ids'
import type { FieldDifference, PlannedHousehold, RegisterPlan } from './plan'

export function commandsOf(
  { households }: RegisterPlan,
  { ids, campaignId }: { ids: IdSource; campaignId: CampaignId },
): { request: CommandRequest; planned: PlannedHousehold }[] {
  return households.flatMap((planned) => {
    const request = commandOf(planned, ids, campaignId)
    return request ? [{ request, planned }] : []
  })
}

function commandOf(
  planned: PlannedHousehold,
  ids: IdSource,
  campaignId: CampaignId,
): CommandRequest | undefined {
  switch (planned.action) {
    case 'same':
      return undefined
    case 'create': {
      const { household } = planned
      const hasContact = household.phone !== '' || household.isContactNamed
      return {
        name: 'subject.create',
        args: {
          subjectId: ids.next(),
          kind: 'household',
          areaId: household.areaId,
          groupId: household.groupId,
          name: household.name,
          address: household.address,
          tags: household.tags,
          notes: household.notes,
          contact: hasContact ? { contactName: household.contactName, phone: household.phone } : null,
          members: household.members.map((member) => ({ id: ids.next(), ...member })),
          care: null,
          campaignId,
        },
      }
    }
    case 'edit': {
      const { known, household, fields } = planned
      if (fields.length === 0) return undefined
      const value = (field: FieldDifference['field']): { [name: string]: string } | undefined => {
        const found = fields.find((difference) => difference.field === field)
        return found && { [field]: found.new }
      }
      const tags = fields.some(({ field }) => field === 'tags')
        ? { tags: [...new Set([...known.tags, ...household.tags])] }
        : undefined
      const subject = {
        ...value('name'),
        ...value('groupId'),
        ...value('address'),
        ...value('notes'),
        ...tags,
      }
      const contact = { ...value('phone'), ...value('contactName') }
      return {
        name: 'subject.edit',
        args: {
          subjectId: known.id,
          campaignId,
          ...(Object.keys(subject).length > 0 ? { subject } : {}),
          ...(Object.keys(contact).length > 0 ? { contact } : {}),
        },
      }
    }
  }
}
