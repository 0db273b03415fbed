/** What an import reads of the store: areas, the campaign, remembered mappings, and the households that are there. */
import { currentCampaign } from '../../domain/campaign/current'
import { may } from '../../domain/access/may'
import type { RegisterField } from '../../domain/register/fields'
import type { KnownHousehold } from '../../domain/register/matching'
import { makePlaces, type Places } from '../../domain/register/places'
import type { RowKind, RowTypes } from '../../domain/rows'
import type { CalendarDate } from '../../domain/time/shanghai'
import type { ReadTx } from '../store/port'
import type { Identity } from '../sync/service'

export interface Reference {
  places: Places
  campaignId: string
  remembered: Map<string, readonly RegisterField[]>
}

/** May this person import a register now? Absent and forbidden answer alike. */
export async function mayImport(tx: ReadTx, { personId, deviceId }: Identity): Promise<boolean> {
  const [row] = await tx.rows([{ kind: 'person', id: personId }])
  if (!row) return false
  const { roles, unitId, active } = JSON.parse(row.json) as RowTypes['person']
  return may({ personId, deviceId, roles, unitId, active }, 'register.import', {})
}

/** Undefined where there is no campaign yet: a zone without one holds no register. */
export async function readReference(tx: ReadTx, today: CalendarDate): Promise<Reference | undefined> {
  const areas = await all(tx, 'area')
  const campaigns = await all(tx, 'campaign')
  const campaign = currentCampaign(
    campaigns.map((row) => ({ kind: 'campaign' as const, ...row })),
    today,
  )
  if (!campaign) return undefined
  const mappings = await all(tx, 'registerMapping')
  return {
    places: makePlaces(areas),
    campaignId: campaign.id,
    remembered: new Map(mappings.map(({ id, data }) => [id, data.columns])),
  }
}

/** All households with contact and members, and the versions of the rows that an edit is decided on. */
export async function readHouseholds(
  tx: ReadTx,
): Promise<{ known: KnownHousehold[]; versions: ReadonlyMap<string, number> }> {
  const versions = new Map<string, number>()
  const contacts = new Map<string, RowTypes['subjectContact']>()
  for (const { id, version, data } of await all(tx, 'subjectContact')) {
    contacts.set(data.subjectId, data)
    versions.set(`subjectContact:${id}`, version)
  }
  const members = new Map<
    string,
    { id: string; name: string; relation: string; birthYear: number | null }[]
  >()
  for (const { id, data } of await all(tx, 'subjectMember')) {
    const list = members.get(data.subjectId) ?? []
    list.push({ id, name: data.name, relation: data.relation, birthYear: data.birthYear })
    members.set(data.subjectId, list)
  }
  const known: KnownHousehold[] = []
  for (const { id, version, data } of await all(tx, 'subject')) {
    if (data.kind !== 'household') continue
    versions.set(`subject:${id}`, version)
    const contact = contacts.get(id)
    known.push({
      id,
      name: data.name,
      areaId: data.areaId,
      groupId: data.groupId,
      address: data.address,
      notes: data.notes,
      tags: data.tags,
      contact: contact ? { contactName: contact.contactName, phone: contact.phone } : null,
      members: members.get(id) ?? [],
    })
  }
  return { known, versions }
}

async function all<K extends RowKind>(
  tx: ReadTx,
  kind: K,
): Promise<{ id: string; version: number; data: RowTypes[K] }[]> {
  const rows = await tx.rowsOfKind(kind)
  return rows.map(({ id, version, json }) => ({ id, version, data: JSON.parse(json) as RowTypes[K] }))
}
