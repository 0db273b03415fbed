/** The small zone of a simulated history: two villages, cadres with one village each, one with both, and the desks. */
import { commandDefinitions, type CommandRequest } from '../../src/domain/command/registry'
import type { Envelope } from '../../src/sync/envelope'
import type { Role } from '../../src/domain/zone/rows'
import type { Store } from '../../src/server/store/port'
import type { Random } from '../../src/server/ports'
import { chainStart } from '../../src/server/sync/chain'
import { runCommands, type Submission } from '../../src/server/sync/runner'
import { uuidV7 } from '../../src/domain/ids'
import type { Rng } from './random'
import { careGroup, nameOf, phone as usualPhone } from './names'
import { simSigner } from './vault'

export interface SimPerson {
  id: string
  name: string
  roles: Role[]
  /** Villages of the contact pairings, by index. */
  villages: number[]
}

export interface SimZone {
  tenantId: string
  campaignId: string
  villages: string[]
  groups: string[]
  categories: string[]
  people: SimPerson[]
  /** Households that are there from the beginning. */
  subjects: { id: string; data: { areaId: string } }[]
}

/** Whose phones are whose, by index: one for each person, and a second one for the cadre with both villages. */
export const desks = {
  cadre: [0, 1, 2, 7],
  office: [3, 4],
  admin: [4],
  unit: [5],
  publicity: [6, 6, 3, 4],
  assessor: [6, 6, 3, 4],
  anybody: [0, 1, 2, 3, 4, 5, 6, 7],
} as const satisfies Record<string, readonly number[]>
export type Desk = keyof typeof desks
export const deviceCount = 8

export const simStart = Date.UTC(2026, 6, 1, 1, 0, 0)

export async function createSimZone(
  store: Store,
  tenantId: string,
  rng: Rng,
  random: Random,
  householdOf: (village: number, index: number) => Partial<Household> = () => ({}),
): Promise<SimZone> {
  const id = () => uuidV7(simStart, rng.bytes(10))
  const zone: SimZone = {
    tenantId,
    campaignId: 'campaign-1',
    villages: ['V1', 'V2'],
    groups: ['V1-01', 'V2-01'],
    categories: ['cat-1', 'cat-2', 'cat-petition'],
    people: [
      { id: id(), name: '甲', roles: ['cadre'], villages: [0] },
      { id: id(), name: '乙', roles: ['cadre'], villages: [1] },
      { id: id(), name: '丙', roles: ['cadre'], villages: [0, 1] },
      { id: id(), name: '丁', roles: ['office'], villages: [] },
      { id: id(), name: '戊', roles: ['office', 'admin'], villages: [] },
      { id: id(), name: '己', roles: ['unit'], villages: [] },
      { id: id(), name: '庚', roles: ['assessor', 'publicity'], villages: [] },
    ],
    subjects: ['V1', 'V2'].flatMap((areaId) => [0, 1, 2].map(() => ({ id: id(), data: { areaId } }))),
  }
  const epoch = random.hex(8)
  await store.createTenant({ tenantId, name: tenantId, epoch, version: 0, chainHash: chainStart(epoch) })
  const system = id()
  const admin = zone.people[4]?.id ?? ''
  const requests: [string, 'system' | 'person', CommandRequest][] = [
    [system, 'system', install(zone)],
    ...zone.people.flatMap((person) =>
      person.villages.map((village): [string, 'person', CommandRequest] => [
        admin,
        'person',
        pairingStart(id(), person.id, zone.villages[village] ?? ''),
      ]),
    ),
    ...zone.subjects.map(({ id: subjectId, data: { areaId } }, index): [string, 'person', CommandRequest] => [
      zone.people[2]?.id ?? '',
      'person',
      subjectCreate(zone, subjectId, {
        areaId,
        memberIds: index === 4 ? [id()] : [],
        ...householdOf(zone.villages.indexOf(areaId), index % 3),
      }),
    ]),
  ]
  await giveCommands(store, tenantId, { requests, deviceId: system, id, random })
  return zone
}

interface Given {
  /** Who gives each, and whether as the system. */
  requests: readonly (readonly [personId: string, trusted: 'system' | 'person', request: CommandRequest])[]
  deviceId: string
  id: () => string
  random: Random
}

/** Commands that are a history's beginning, on the server. @throws Error when one of them is not applied. */
export async function giveCommands(
  store: Store,
  tenantId: string,
  { requests, deviceId, id, random }: Given,
): Promise<void> {
  const submissions = requests.map(([personId, trusted, request], index): Submission => {
    const envelope: Envelope = {
      id: id(),
      seq: index + 1,
      name: request.name,
      version: commandDefinitions[request.name].version,
      args: request.args,
      occurredAt: simStart,
      clockOffsetMs: 0,
      base: {},
      after: [],
    }
    return { identity: { tenantId, personId, deviceId }, envelope, receivedAt: simStart, trusted }
  })
  const onBug = (error: unknown) => {
    throw error
  }
  const { outcomes } = await store.write(tenantId, (tx) =>
    runCommands(tx, submissions, { signer: simSigner, random, onBug }),
  )
  const failed = outcomes.find((outcome) => outcome?.result !== 'applied')
  if (failed) throw new Error(`the zone could not be set up: ${JSON.stringify(failed)}`)
}

export const pairingStart = (
  pairingId: string,
  personId: string,
  areaId: string,
  kind: 'contact' | 'leader' = 'contact',
): CommandRequest => ({
  name: 'pairing.start',
  args: {
    pairingId,
    pairing: { kind, personId, areaId, subjectId: null, visitEveryDays: 30, since: '2026-06-01' },
  },
})

interface Household {
  areaId: string
  /** By default they follow from the id. */
  name: string
  phone: string
  memberIds: readonly string[]
}
export const subjectCreate = (
  zone: SimZone,
  subjectId: string,
  {
    areaId,
    name = nameOf(subjectId),
    phone = usualPhone,
    memberIds = [],
  }: Pick<Household, 'areaId'> & Partial<Household>,
): CommandRequest => ({
  name: 'subject.create',
  args: {
    subjectId,
    kind: 'household',
    name,
    areaId,
    groupId: zone.groups[zone.villages.indexOf(areaId)] ?? null,
    address: '一组',
    tags: [],
    notes: '',
    contact: { contactName: name, phone },
    members: memberIds.map((id) => ({ id, name: nameOf(id), relation: '子', birthYear: 1990 })),
    care: { groups: [], note: '' },
    campaignId: zone.campaignId,
  },
})

function install(zone: SimZone): CommandRequest {
  const unit = 'unit-1'
  const led = { name: '清河', leadUnitId: unit }
  return {
    name: 'zone.install',
    args: {
      campaigns: [
        {
          id: zone.campaignId,
          data: {
            name: '活动',
            year: 2026,
            operator: '',
            filingNumber: '',
            phases: [{ id: 'phase-1', name: '全年', from: '2026-01-01', to: '2026-12-31' }],
            keyActions: [{ id: 'action-1', ...led }],
            careGroups: [{ id: 'care-1', name: careGroup }],
            groups: [],
          },
        },
      ],
      categories: zone.categories.map((id, order) => ({
        id,
        data: { name: id, parentId: null, leadUnitId: unit, order, confidential: id === 'cat-petition' },
      })),
      units: [unit, 'unit-2'].map((id) => ({
        id,
        data: { name: id === unit ? '单位' : '第二单位', kind: 'department', areaId: null },
      })),
      areas: [
        { id: 'Z', data: { name: '区', level: 'zone', parentId: null, order: 0 } },
        ...zone.villages.map((id, order) => ({
          id,
          data: { name: id, level: 'village' as const, parentId: 'Z', order },
        })),
        ...zone.groups.map((id, order) => ({
          id,
          data: { name: id, level: 'group' as const, parentId: id.slice(0, 2), order },
        })),
      ],
      people: zone.people.map(({ id, name, roles }) => ({
        id,
        data: { name, roles, unitId: unit, active: true },
      })),
    },
  }
}
