/** The real app on the real embedded store in memory, with a small zone of invented people. */
import { createHash } from 'node:crypto'
import { pino } from 'pino'
import { uuidV7 } from '../../../../src/domain/ids'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import type { Envelope } from '../../../../src/sync/envelope'
import { protocolVersion } from '../../../../src/sync/protocolVersion'
import type { SignInResponse } from '../../../../src/sync/down'
import type { SyncRequest } from '../../../../src/sync/up'
import { createAuth, type AuthPorts } from '../../../../src/server/auth/auth'
import type { PasswordChecker } from '../../../../src/server/auth/passwords'
import { createOutcomeSigner } from '../../../../src/server/auth/signOutcome'
import { createApp, type AppPorts } from '../../../../src/server/http/app'
import { createRegisterImport } from '../../../../src/server/import/importRegister'
import { readFile } from '../../../../src/server/import/readFile'
import { createMemoryKeyring } from '../../../../src/server/keyring/keyring'
import { openSqliteStore } from '../../../../src/server/store/sqlite'
import { chainStart } from '../../../../src/server/sync/chain'
import { createSyncService } from '../../../../src/server/sync/createSyncService'
import { runCommands } from '../../../../src/server/sync/runner'
import { makeDevice, type TestDevice } from './makeDevice'

export const tenantId = '990000001'
export const password = 'correct horse 正确'

/** A Sunday morning in Shanghai. */
export const startMs = Date.UTC(2026, 5, 14, 1)

export const villages = ['990000001001', '990000001002'] as const
export const people = {
  cadre1: { id: testId(1), name: '纪春和', roles: ['cadre'] },
  cadre2: { id: testId(2), name: '宁晓峰', roles: ['cadre'] },
  office1: { id: testId(3), name: '郎雨晴', roles: ['office'] },
  admin1: { id: testId(4), name: '左安然', roles: ['admin'] },
  gone1: { id: testId(5), name: '窦明远', roles: ['cadre'] },
} as const
export type Login = keyof typeof people

/** UUIDv7 that are the same in every run. */
export function testId(number: number): string {
  const bytes = createHash('sha256').update(`id ${number}`).digest()
  return uuidV7(startMs + number, bytes.subarray(0, 10))
}

/** Keeps count of what was checked; tests of the real argon2id are their own. */
export function plainPasswords(): PasswordChecker & { checked: (string | undefined)[] } {
  const checked: (string | undefined)[] = []
  return {
    checked,
    async matches(passwordHash, given) {
      checked.push(passwordHash)
      return passwordHash === `plain:${given}`
    },
  }
}

export type EdgeOptions = Partial<Pick<AppPorts, 'config' | 'staticDir' | 'freeBytes' | 'pokes' | 'log'>> &
  Partial<Pick<AuthPorts, 'passwords' | 'limits' | 'setUpTokens' | 'refusedPasswords'>> & {
    /** Wraps the store, to let it fail. */
    spoil?: (store: AppPorts['store']) => AppPorts['store']
    isEmpty?: boolean
    /** Of a database on disk; in memory when left out. */
    file?: string
  }

export type Edge = Awaited<ReturnType<typeof makeEdge>>

export async function makeEdge(options: EdgeOptions = {}) {
  const {
    config,
    staticDir,
    freeBytes,
    pokes,
    passwords = plainPasswords(),
    spoil,
    isEmpty,
    file,
    ...authOptions
  } = options
  const clock = { at: startMs, now: () => clock.at }
  let drawn = 0
  const random = {
    hex: (bytes: number) =>
      createHash('sha512')
        .update(`r ${drawn++}`)
        .digest('hex')
        .slice(0, bytes * 2),
  }
  const keyring = createMemoryKeyring(clock)
  const signer = createOutcomeSigner(keyring.outcomeKey)
  const realStore = await openSqliteStore({ file: file ?? ':memory:' })
  await realStore.migrate()
  if (!isEmpty) await installSmallZone(realStore, { signer, random, keyring })
  const store = spoil?.(realStore) ?? realStore
  const bugs: unknown[] = []
  const sync = createSyncService({ store, signer, clock, random, onBug: (error) => bugs.push(error) })
  const auth = createAuth({ store, keyring, clock, random, passwords, ...authOptions })
  const onCommit = (tenant: string): void => sync.announce(tenant)
  const registers = createRegisterImport({ store, signer, random, clock, readFile, onCommit })
  const app = createApp({
    store,
    sync,
    auth,
    registers,
    clock,
    log: options.log ?? pino({ level: 'silent' }),
    config: { version: '0.0.1', checkAnswers: true, ...config },
    ...(staticDir === undefined ? {} : { staticDir }),
    ...(freeBytes ? { freeBytes } : {}),
    ...(pokes ? { pokes } : {}),
  })

  async function post(
    path: string,
    body: unknown,
    { token, headers = {} }: PostOptions = {},
  ): Promise<Response> {
    return app.request(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      body:
        body instanceof Uint8Array
          ? Buffer.from(body)
          : typeof body === 'string'
            ? body
            : JSON.stringify(body),
    })
  }

  async function signIn(login: Login, device: TestDevice = makeDevice()): Promise<SignedIn> {
    const request = { login, password, deviceKey: device.publicKey, deviceLabel: '测试手机' }
    const response = await post('/api/auth/sign-in', request)
    if (response.status !== 200) throw new Error(`sign-in: ${response.status} ${await response.text()}`)
    return { ...((await response.json()) as SignInResponse), device }
  }

  return { app, store, realStore, sync, auth, keyring, clock, random, signer, bugs, post, signIn }
}

interface PostOptions {
  token?: string
  headers?: Record<string, string>
}
export type SignedIn = SignInResponse & { device: TestDevice }

export const problemOf = async (
  response: Response,
): Promise<{ code: string; challenge?: string; retryAfterS?: number; path?: string }> =>
  ((await response.json()) as { problem: { code: string } }).problem

export const syncRequest = (more: Partial<SyncRequest> = {}): SyncRequest => ({
  protocol: protocolVersion,
  epoch: null,
  clockMs: startMs,
  holds: [],
  envelopes: [],
  ask: [],
  ...more,
})

let madeEnvelopes = 100
export function makeEnvelope(request: CommandRequest, more: Partial<Envelope> = {}): Envelope {
  madeEnvelopes += 1
  return {
    id: testId(madeEnvelopes),
    seq: madeEnvelopes,
    name: request.name,
    version: 1,
    args: request.args,
    occurredAt: startMs,
    clockOffsetMs: 0,
    base: {},
    after: [],
    ...more,
  }
}

/** A meeting in the first village, by its cadre: the smallest visit that is taken. */
export const meetingArgs = (more: Partial<CommandArgs<'visit.record'>> = {}): CommandArgs<'visit.record'> => {
  madeEnvelopes += 1
  return {
    visitId: testId(madeEnvelopes),
    visitorIds: [people.cadre1.id],
    happenedOn: '2026-06-13',
    startTime: null,
    endTime: null,
    narrative: '在村部开了屋场会，主要讲水渠清淤。',
    place: '村部',
    details: { kind: 'meeting', areaId: villages[0], participants: 12 },
    ...more,
  }
}

type Installing = {
  signer: ReturnType<typeof createOutcomeSigner>
  random: { hex(bytes: number): string }
  keyring: ReturnType<typeof createMemoryKeyring>
}

async function installSmallZone(
  store: AppPorts['store'],
  { signer, random, keyring }: Installing,
): Promise<void> {
  const epoch = 'a'.repeat(32)
  await keyring.addTenant(tenantId)
  await store.createTenant({ tenantId, name: '试验区', epoch, version: 0, chainHash: chainStart(epoch) })
  await keyring.bind(await store.tenants())
  const system = { tenantId, personId: people.admin1.id, deviceId: testId(99) }
  const requests: CommandRequest[] = [
    { name: 'zone.install', args: smallZone() },
    ...(['cadre1', 'cadre2', 'gone1'] as const).map(
      (login, index): CommandRequest => ({
        name: 'pairing.start',
        args: {
          pairingId: testId(20 + index),
          pairing: {
            kind: 'contact',
            personId: people[login].id,
            areaId: villages[index % 2] ?? '',
            subjectId: null,
            visitEveryDays: 60,
            since: '2026-06-01',
          },
        },
      }),
    ),
    {
      name: 'subject.create',
      args: {
        subjectId: testId(30),
        kind: 'household',
        name: '农大山',
        areaId: villages[0],
        groupId: null,
        address: '一组',
        tags: [],
        notes: '',
        contact: { contactName: '农大山', phone: '13900000000' },
        members: [],
        care: null,
        campaignId: 'campaign-2026',
      },
    },
    { name: 'person.setActive', args: { personId: people.gone1.id, active: false } },
  ]
  const actors = [
    system.personId,
    people.office1.id,
    people.office1.id,
    people.office1.id,
    people.cadre1.id,
    system.personId,
  ]
  await store.write(tenantId, async (tx) => {
    const submissions = requests.map((request, index) => ({
      identity: { ...system, personId: actors[index] ?? '' },
      envelope: makeEnvelope(request),
      receivedAt: startMs,
      trusted: index === 0 ? ('system' as const) : ('person' as const),
    }))
    const { outcomes } = await runCommands(tx, submissions, {
      signer,
      random,
      onBug: (error) => {
        throw error
      },
    })
    for (const outcome of outcomes)
      if (outcome?.result !== 'applied') throw new Error(JSON.stringify(outcome))
    for (const [login, { id }] of Object.entries(people)) {
      await tx.putAccount({ login, personId: id, passwordHash: `plain:${password}` })
    }
  })
}

const smallZone = (): CommandArgs<'zone.install'> => ({
  campaigns: [
    {
      id: 'campaign-2026',
      data: {
        name: '试验活动',
        year: 2026,
        operator: '试验区',
        filingNumber: '',
        phases: [],
        keyActions: [],
        careGroups: [{ id: 'care-elderly-alone', name: '独居老人' }],
        groups: [],
      },
    },
  ],
  categories: [
    {
      id: 'cat-other',
      data: { name: '其他', parentId: null, leadUnitId: 'unit-office', order: 1, confidential: false },
    },
  ],
  units: [
    { id: 'unit-office', data: { name: '办公室', kind: 'department', areaId: null } },
    { id: 'unit-village', data: { name: '第二村村委会', kind: 'committee', areaId: villages[1] } },
  ],
  areas: [
    { id: tenantId, data: { name: '试验区', level: 'zone', parentId: null, order: 1 } },
    ...villages.map((id, index) => ({
      id,
      data: { name: `第${index + 1}村`, level: 'village' as const, parentId: tenantId, order: index + 1 },
    })),
  ],
  people: Object.values(people).map(({ id, name, roles }) => ({
    id,
    data: { name, roles: [...roles], unitId: 'unit-office', active: true },
  })),
})
