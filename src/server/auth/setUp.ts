import { uuidV7 } from '../../domain/ids'
import { codeId, object, text, type Infer } from '../../domain/schema'
import { shanghaiDate } from '../../domain/time/shanghai'
import type { CommandArgs } from '../../domain/command/registry'
import type { Keyring } from '../keyring/keyring'
import type { SetUpTokens } from '../keyring/setUpToken'
import type { Random, ServerClock } from '../ports'
import { categories, makeCampaign } from '../seed/campaign'
import { departments } from '../seed/units'
import type { Store } from '../store/port'
import { chainStart } from '../sync/chain'
import { runCommands } from '../sync/runner'
import { answer, refuse, type Answer } from './answer'
import { hashPassword } from './passwords'
import { createOutcomeSigner } from './signOutcome'

/** Characters; ASVS 5.0, 6.2.1. */
export const shortestPassword = 8

export const setUpRequestSchema = object({
  /** From the printed link. */
  token: text({ max: 200, min: 1 }),
  /** 园区代码: the official township code. */
  tenantId: codeId,
  tenantName: text({ max: 80, min: 1 }),
  adminName: text({ max: 80, min: 1 }),
  login: text({ max: 60, min: 1 }),
  password: text({ max: 200, min: 1 }),
})
export type SetUpRequest = Infer<typeof setUpRequestSchema>

export const setUpResponseSchema = object({ tenantId: codeId, login: text({ max: 60, min: 1 }) })
export type SetUpResponse = Infer<typeof setUpResponseSchema>

export interface SetUpPorts {
  store: Store
  keyring: Keyring
  clock: ServerClock
  random: Random
  setUpTokens: SetUpTokens
  refusedPasswords: ReadonlySet<string>
}

/**
 * The first zone and its first administrator, once. A wrong, old or used link and a server that already has people
 * answer alike. Broken off at any step, it can be done again with the same link.
 */
export async function setUp(request: SetUpRequest, ports: SetUpPorts): Promise<Answer<SetUpResponse>> {
  const { store, keyring, clock, random, setUpTokens } = ports
  const { tenantId } = request
  if (!(await setUpTokens.isValid(request.token))) return refuse('notFound')
  if (await hasPeople(store)) return refuse('notFound')
  if (request.password.length < shortestPassword || ports.refusedPasswords.has(request.password)) {
    return refuse('malformed', { path: 'password' })
  }

  const login = request.login.trim().toLowerCase()
  const passwordHash = await hashPassword(request.password)
  await keyring.addTenant(tenantId)
  if (!(await store.tenants()).some((tenant) => tenant.tenantId === tenantId)) {
    const epoch = random.hex(16)
    await store.createTenant({
      tenantId,
      name: request.tenantName,
      epoch,
      version: 0,
      chainHash: chainStart(epoch),
    })
  }
  const signer = createOutcomeSigner(keyring.outcomeKey)
  const installed = await store.write(tenantId, async (tx) => {
    if ((await tx.countRows('person')) > 0) return false
    const personId = newId(ports)
    const submission = installation(request, personId, ports)
    const { outcomes } = await runCommands(tx, [submission], { signer, random, onBug: rethrow })
    if (outcomes[0]?.result !== 'applied') throw new Error('the zone could not be installed')
    await tx.putAccount({ login, personId, passwordHash })
    const entry = {
      at: clock.now(),
      actorId: personId,
      deviceId: submission.identity.deviceId,
      action: 'setUp',
      detail: {},
    }
    await tx.appendAudit([entry])
    return true
  })
  if (!installed) return refuse('notFound')
  await keyring.bind(await store.tenants())
  await setUpTokens.revoke()
  return answer({ tenantId, login })
}

/** True once somebody can sign in: then accounts are made by administrators. */
export async function hasPeople(store: Store): Promise<boolean> {
  for (const { tenantId } of await store.tenants()) {
    if ((await store.read(tenantId, (tx) => tx.countRows('person'))) > 0) return true
  }
  return false
}

const newId = ({ clock, random }: { clock: ServerClock; random: Random }): string =>
  uuidV7(clock.now(), Buffer.from(random.hex(10), 'hex'))

function rethrow(error: unknown): never {
  throw error
}

/** The default campaign and departments, the zone's own area, and the administrator: all of it editable afterwards. */
function installation(request: SetUpRequest, personId: string, ports: SetUpPorts) {
  const { tenantId, tenantName, adminName } = request
  const now = ports.clock.now()
  const { id: campaignId, ...campaign } = makeCampaign(Number(shanghaiDate(now).slice(0, 4)))
  const args: CommandArgs<'zone.install'> = {
    campaigns: [
      {
        id: campaignId,
        data: {
          ...campaign,
          operator: tenantName,
          filingNumber: '',
          phases: campaign.phases.map((phase) => ({ ...phase })),
          keyActions: campaign.keyActions.map((action) => ({ ...action })),
          careGroups: campaign.careGroups.map((group) => ({ ...group })),
          groups: campaign.groups.map((group) => ({ ...group })),
        },
      },
    ],
    categories: categories.map(({ id, ...data }) => ({ id, data })),
    units: departments.map(({ id, ...data }) => ({ id, data })),
    areas: [{ id: tenantId, data: { name: tenantName, level: 'zone', parentId: null, order: 0 } }],
    people: [
      {
        id: personId,
        data: { name: adminName, roles: ['admin'], unitId: 'unit-party-office', active: true },
      },
    ],
  }
  return {
    identity: { tenantId, personId, deviceId: newId(ports) },
    envelope: {
      id: newId(ports),
      seq: 1,
      name: 'zone.install',
      version: 1,
      args,
      occurredAt: now,
      clockOffsetMs: 0,
      base: {},
      after: [],
    },
    receivedAt: now,
    trusted: 'system' as const,
  }
}
