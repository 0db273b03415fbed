/** Builders of stored records; what is sealed is any bytes here. */
import type {
  CommandRecord,
  DeltaRecord,
  DirectoryRecord,
  DraftRecord,
  HomeRecord,
  MediaRecord,
  MetaRecord,
  SegmentRecord,
  Tables,
  TableName,
  Write,
} from '../../../src/app/db/port'

export const bytesOf = (...values: number[]): Uint8Array => Uint8Array.from(values)

/** All 256 values, so that no encoding can hide a change. */
export const allBytes = (): Uint8Array => Uint8Array.from({ length: 256 }, (_, index) => index)

export const makeSegment = (overrides: Partial<SegmentRecord> = {}): SegmentRecord => ({
  id: 'area:1|issue|1',
  scope: 'area:1',
  kind: 'issue',
  fromVersion: 1,
  toVersion: 90,
  rows: 3,
  sealed: allBytes(),
  ...overrides,
})

export const makeDelta = (overrides: Partial<DeltaRecord> = {}): DeltaRecord => ({
  key: 'area:1|issue:a',
  scope: 'area:1',
  version: 91,
  sealed: bytesOf(1, 2, 3),
  ...overrides,
})

export const makeCommand = (overrides: Partial<CommandRecord> = {}): CommandRecord => ({
  id: 'command-1',
  seq: 1,
  state: 'waiting',
  savedAt: 1_780_000_000_000,
  sealed: bytesOf(9, 8, 7),
  bundle: { deviceId: 'device-1', keyId: 'seal-1', sealed: bytesOf(4, 5, 6), signature: bytesOf(0, 255) },
  sealedOutcome: null,
  outcomeVersion: null,
  outcomeResult: null,
  ...overrides,
})

export const makeDraft = (overrides: Partial<DraftRecord> = {}): DraftRecord => ({
  id: 'draft-1',
  form: 'visit',
  updatedAt: 1_780_000_000_000,
  sealed: bytesOf(1),
  ...overrides,
})

export const makeMedia = (overrides: Partial<MediaRecord> = {}): MediaRecord => ({
  sha256: 'ab'.repeat(32),
  state: 'queued',
  sizeBytes: 2,
  mimeType: 'image/jpeg',
  sealed: bytesOf(1, 2),
  ...overrides,
})

export const makeMeta = (overrides: Partial<MetaRecord> = {}): MetaRecord => ({
  key: 'cursor',
  value: { at: 5, list: [1, 'two', null], bytes: bytesOf(7) },
  ...overrides,
})

export const makeDirectory = (overrides: Partial<DirectoryRecord> = {}): DirectoryRecord => ({
  scope: 'area:1',
  sealed: bytesOf(5, 6),
  ...overrides,
})

export const makeHome = (overrides: Partial<HomeRecord> = {}): HomeRecord => ({
  key: 'home',
  sealed: bytesOf(8, 9),
  ...overrides,
})

export const put = <T extends TableName>(table: T, record: Tables[T]): Write =>
  ({ op: 'put', table, record }) as Write
export const drop = (scope: string): Write => ({ op: 'dropScope', scope })
export const remove = (table: TableName, key: string): Write => ({ op: 'delete', table, key })
