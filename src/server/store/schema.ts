/**
 * The tables as Kysely sees them; `migrations/` makes them. One shape for both engines: text, whole numbers, bytes.
 * JSON stands in text columns, never in `jsonb`: the very characters are hashed, chained and sent, and `jsonb` would
 * reorder keys and refuse `\u0000`. Truth values are 0/1, since SQLite has no boolean.
 */
export interface StoreSchema {
  schema_migration: {
    number: number
    name: string
    /** `minqing`; tells our table from a namesake of another program. */
    application: string
    /** ms since 1970 UTC. */
    applied_at: number
  }
  tenant_head: {
    tenant_id: string
    name: string
    epoch: string
    version: number
    chain_hash: string
  }
  command_log: {
    tenant_id: string
    /** Link of the tenant's hash chain, from 0 without gaps. */
    position: number
    command_id: string
    device_id: string
    device_seq: number
    name: string
    name_version: number
    actor_id: string
    occurred_at: number
    received_at: number
    outcome: string
    result: string
    held_for: string | null
    version: number
    payload_hash: string
    chain_hash: string
    /** 1 = was held here and judged at a later position. */
    superseded: number
  }
  command_payload: {
    tenant_id: string
    command_id: string
    salt: string
    payload: string | null
  }
  entity: {
    tenant_id: string
    kind: string
    id: string
    version: number
    /** JSON array of the scopes given at the last write. */
    scopes: string
    data: string
  }
  entity_ref: {
    tenant_id: string
    kind: string
    id: string
    field: string
    /** From 0; more than one only where the field is a list. */
    place: number
    /** Null: the row's kind has this reference, the row has not. */
    target: string | null
  }
  entity_scope: {
    tenant_id: string
    scope: string
    kind: string
    id: string
    version: number
    /** 0 = tombstone. */
    present: number
  }
  scope_sum: {
    tenant_id: string
    scope: string
    version: number
    sum: string
  }
  block: {
    tenant_id: string
    id: string
    scope: string
    pack_id: string
    /** Within the scope, from 0. */
    place: number
    kind: string
    from_version: number
    to_version: number
    row_count: number
    sha256: string
    /** Of its lines, UTF-8. */
    byte_count: number
  }
  block_pack: {
    tenant_id: string
    id: string
    scope: string
    /** 1: packed as small as can be, 0: as quickly as can be. */
    is_tight: number
    /** The lines of its blocks, joined by newlines, brotli. */
    content: Uint8Array
  }
  counter: {
    tenant_id: string
    name: string
    /** Last number given. */
    value: number
  }
  account: {
    tenant_id: string
    person_id: string
    login: string
    password_hash: string
  }
  device: {
    tenant_id: string
    device_id: string
    person_id: string
    public_key: string
    label: string
    registered_at: number
    seen_at: number
    revoked_at: number | null
  }
  audit: {
    tenant_id: string
    /** From the tenant's `audit` counter. */
    seq: number
    at: number
    actor_id: string
    device_id: string
    action: string
    detail: string
  }
}

export type TableName = keyof StoreSchema

/** Tables that hold tenants' data: all but the list of migrations, which describes the database itself. */
export const tenantTables = [
  'tenant_head',
  'command_log',
  'command_payload',
  'entity',
  'entity_ref',
  'entity_scope',
  'scope_sum',
  'block',
  'block_pack',
  'counter',
  'account',
  'device',
  'audit',
] as const satisfies readonly Exclude<TableName, 'schema_migration'>[]
