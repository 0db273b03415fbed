/** The small zone of a simulated history: two villages, cadres with one village each, one with both, office, admin, unit. */
import { commandDefinitions, type CommandRequest } from '../../src/domain/command/registry'
import type { Envelope } from '../../src/sync/envelope'
import type { Role } from '../../src/domain/zone/rows'
import type { Store } from '../../src/server/store/port'
import type { Random } from '../../src/server/ports'
import { chainStart } from '../../src/server/sync/chain'
import { runCommands, type Submission } from '../../src/server/sync/runner'
import { uuidV7 } from '../../src/domain/ids'
import type { Rng } from './random'
import { issueOf } from './requests'
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
}

export const simStart = Date.UTC(2026, 6, 1, 1, 0, 0)

export async function createSimZone(
  store: Store,
  tenantId: string,
  rng: Rng,
  random: Random,
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
    ],
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
    ...zone.villages.flatMap((areaId, village) =>
      [0, 1, 2].map((index): [string, 'person', CommandRequest] => [
        zone.people[2]?.id ?? '',
        'person',
        subjectCreate(zone, id(), village, `户${village}${index}`, areaId),
      ]),
    ),
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
async function giveCommands(
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

/** Issues and tasks in all stages of the loop: a history is too short to bring many there by itself. */
export async function fillLoop(store: Store, zone: SimZone, rng: Rng, random: Random): Promise<void> {
  const id = () => uuidV7(simStart, rng.bytes(10))
  const [, , author = '', office = '', , unit = ''] = zone.people.map((person) => person.id)
  const requests = Array.from({ length: 8 }, (_, index): [string, 'person', CommandRequest][] => {
    const [issueId, taskId] = [id(), id()]
    const areaId = zone.villages[index % 2] ?? ''
    const issue = issueOf(zone, issueId, null, { id: '', data: { areaId } }, 0, '2026-07-01')
    const steps: [string, CommandRequest][] = [
      [author, { ...issue, args: { ...issue.args, subjectId: null } }],
      [office, { name: 'issue.accept', args: { issueId, remark: '' } }],
      [office, assignmentOf(zone, taskId, issueId)],
      [unit, { name: 'task.sign', args: { taskId } }],
      [unit, { name: 'task.complete', args: { taskId, result: '办好', completedOn: '2026-07-01' } }],
      [
        author,
        {
          name: 'issue.recordReturnVisit',
          args: { issueId, satisfaction: 'fairly', words: '', happenedOn: '2026-07-01', way: 'phone' },
        },
      ],
      [office, { name: 'issue.strikeOff', args: { issueId, outcome: 'solved', remark: '' } }],
    ]
    return steps.slice(0, index).map(([personId, request]) => [personId, 'person', request])
  }).flat()
  await giveCommands(store, zone.tenantId, { requests, deviceId: id(), id, random })
}

/** 月度三张清单 of the month in which everything begins, frozen, with all issues that are listed. */
export async function freezeMonth(
  store: Store,
  zone: SimZone,
  { rng, random, isCorrected }: { rng: Rng; random: Random; isCorrected: boolean },
): Promise<void> {
  const id = () => uuidV7(simStart, rng.bytes(10))
  const [editionId, office] = [id(), zone.people[3]?.id ?? '']
  const issues = await store.read(zone.tenantId, (tx) => tx.rowsOfKind('issue'))
  const open: Extract<CommandRequest, { name: 'edition.open' }> = {
    name: 'edition.open',
    args: {
      editionId,
      month: '2026-07',
      heldOn: '2026-07-01',
      title: '七月清单',
      publicForms: [],
      correctsId: null,
      reason: '',
      items: issues.map(({ id: refId }) => ({ list: 'issues', refId })),
    },
  }
  const freeze: CommandRequest = { name: 'edition.freeze', args: { editionId } }
  const correction: CommandRequest = {
    name: 'edition.open',
    args: { ...open.args, editionId: id(), correctsId: editionId, reason: '漏了', items: [] },
  }
  const requests = [open, freeze, ...(isCorrected ? [correction] : [])].map(
    (request) => [office, 'person', request] as const,
  )
  await giveCommands(store, zone.tenantId, { requests, deviceId: id(), id, random })
}

const assignmentOf = (zone: SimZone, taskId: string, issueId: string): CommandRequest => ({
  name: 'issue.assign',
  args: {
    taskId,
    issueIds: [issueId],
    title: '办',
    measures: '去办',
    deadlineKind: 'byDate',
    dueOn: '2026-07-20',
    milestones: [],
    leadUnitId: 'unit-1',
    assistUnitIds: [],
    leaderId: zone.people[2]?.id ?? '',
    handlerId: null,
  },
})

export const pairingStart = (pairingId: string, personId: string, areaId: string): CommandRequest => ({
  name: 'pairing.start',
  args: {
    pairingId,
    pairing: { kind: 'contact', personId, areaId, subjectId: null, visitEveryDays: 30, since: '2026-06-01' },
  },
})

export const subjectCreate = (
  zone: SimZone,
  subjectId: string,
  village: number,
  name: string,
  areaId: string,
): CommandRequest => ({
  name: 'subject.create',
  args: {
    subjectId,
    kind: 'household',
    name,
    areaId,
    groupId: zone.groups[village] ?? null,
    address: '一组',
    tags: [],
    notes: '',
    contact: { contactName: name, phone: '000' },
    members: [],
    care: { groups: [], note: '' },
    campaignId: zone.campaignId,
  },
})

function install(zone: SimZone): CommandRequest {
  const unit = 'unit-1'
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
            phases: [],
            keyActions: [],
            careGroups: [{ id: 'care-1', name: '独居老人' }],
            groups: [],
          },
        },
      ],
      categories: zone.categories.map((id, order) => ({
        id,
        data: { name: id, parentId: null, leadUnitId: unit, order, confidential: id === 'cat-petition' },
      })),
      units: [{ id: unit, data: { name: '单位', kind: 'department', areaId: null } }],
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
