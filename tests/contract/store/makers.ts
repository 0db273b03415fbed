/** Rows, commands and people for the store's tests: fresh objects, invented contents. */
import type { RowKind } from '../../../src/domain/rows'
import type {
  BlockPack,
  AuditEntry,
  CommandPayload,
  DeviceRecord,
  LoggedCommand,
  RowWrite,
  StoredBlock,
  TenantHead,
} from '../../../src/server/store/port'

let made = 0
/** A name that no other test of the run uses. */
export const unique = (prefix: string): string => `${prefix}-${++made}`

export const makeHead = (overrides: Partial<TenantHead> = {}): TenantHead => ({
  tenantId: unique('tenant'),
  name: '青禾开发区',
  epoch: 'epoch-1',
  version: 0,
  chainHash: '00',
  ...overrides,
})

export const makeRow = (overrides: Partial<RowWrite> = {}): RowWrite => ({
  kind: 'subject',
  id: unique('row'),
  version: 1,
  json: '{"name":"周某"}',
  scopes: ['area:1'],
  references: [],
  leftScopes: [],
  ...overrides,
})

/** `count` rows with versions from `first` on. */
export const makeRows = (count: number, first: number, overrides: Partial<RowWrite> = {}): RowWrite[] =>
  Array.from({ length: count }, (_, index) => makeRow({ version: first + index, ...overrides }))

export const reference = (kind: RowKind, id: string): { kind: RowKind; id: string } => ({ kind, id })

export function makeEntry(overrides: Partial<LoggedCommand> = {}, payload: Partial<CommandPayload> = {}) {
  const command: LoggedCommand = {
    commandId: unique('command'),
    deviceId: 'device-1',
    deviceSeq: 1,
    name: 'visit.record',
    nameVersion: 1,
    actorId: 'person-1',
    occurredAt: 1_780_000_000_000,
    receivedAt: 1_780_000_060_000,
    outcome: '{"result":"applied"}',
    result: 'applied',
    heldFor: null,
    version: 1,
    payloadHash: 'aa',
    chainHash: 'bb',
    ...overrides,
  }
  return {
    command,
    payload: { commandId: command.commandId, salt: 'salt', payload: '{"seq":1}', ...payload },
  }
}

export const makeBlock = (overrides: Partial<StoredBlock> = {}): StoredBlock => ({
  id: unique('block'),
  packId: 'pack',
  kind: 'subject',
  fromVersion: 0,
  toVersion: 100,
  rows: 3,
  sha256: 'cc',
  bytes: 12,
  ...overrides,
})

type FullPack = BlockPack & { blocks: StoredBlock[] }

/** A pack of `area:1` unless told otherwise; its blocks name it. */
export function makePack(overrides: Partial<FullPack> = {}): FullPack {
  const id = overrides.id ?? unique('pack')
  const blocks = (overrides.blocks ?? [makeBlock()]).map((block) => ({ ...block, packId: id }))
  return { scope: 'area:1', content: new Uint8Array([31, 139, 8]), isTight: false, ...overrides, id, blocks }
}

export const makeDevice = (overrides: Partial<DeviceRecord> = {}): DeviceRecord => ({
  deviceId: unique('device'),
  personId: 'person-1',
  publicKey: '{"kty":"EC"}',
  label: '红米 Note 11',
  registeredAt: 1_780_000_000_000,
  seenAt: 1_780_000_000_000,
  revokedAt: null,
  ...overrides,
})

export const makeAudit = (overrides: Partial<AuditEntry> = {}): AuditEntry => ({
  at: 1_780_000_000_000,
  actorId: 'person-1',
  deviceId: 'device-1',
  action: 'pull.sensitive',
  detail: { scope: 'care:1', rows: 12 },
  ...overrides,
})
