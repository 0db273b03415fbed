import type { Migration } from './migration'

/** Every table of the first release. Why each key is as it is: `docs/store.md`. */
export const initial: Migration = {
  number: 1,
  name: 'initial',
  statements: ({ text, big, small, bytes, narrow, wide }) => [
    `create table tenant_head (
      tenant_id ${text} not null primary key,
      name ${text} not null,
      epoch ${text} not null,
      version ${big} not null,
      chain_hash ${text} not null
    ) ${narrow}`,

    `create table command_payload (
      tenant_id ${text} not null references tenant_head (tenant_id),
      command_id ${text} not null,
      salt ${text} not null,
      payload ${text},
      primary key (tenant_id, command_id)
    ) ${wide}`,

    `create table command_log (
      tenant_id ${text} not null,
      position ${big} not null,
      command_id ${text} not null,
      device_id ${text} not null,
      device_seq ${big} not null,
      name ${text} not null,
      name_version ${big} not null,
      actor_id ${text} not null,
      occurred_at ${big} not null,
      received_at ${big} not null,
      outcome ${text} not null,
      result ${text} not null,
      held_for ${text},
      version ${big} not null,
      payload_hash ${text} not null,
      chain_hash ${text} not null,
      superseded ${small} not null,
      primary key (tenant_id, position),
      foreign key (tenant_id, command_id) references command_payload (tenant_id, command_id)
    ) ${wide}`,
    // The idempotency key: one standing answer per command. A held link stays in the chain beside its judgement.
    `create unique index command_log_command on command_log (tenant_id, command_id) where superseded = 0`,
    `create index command_log_held on command_log (tenant_id, held_for) where held_for is not null`,

    // No foreign keys on the three tables of rows: one write fills them whole under the head's lock, and on
    // PostgreSQL each key would cost a look-up per line of the busiest tables.
    `create table entity (
      tenant_id ${text} not null,
      kind ${text} not null,
      id ${text} not null,
      version ${big} not null,
      scopes ${text} not null,
      data ${text} not null,
      primary key (tenant_id, kind, id)
    ) ${wide}`,

    `create table entity_ref (
      tenant_id ${text} not null,
      kind ${text} not null,
      id ${text} not null,
      field ${text} not null,
      target ${text},
      primary key (tenant_id, kind, id, field)
    ) ${narrow}`,
    `create index entity_ref_target on entity_ref (tenant_id, kind, field, target, id)`,

    `create table entity_scope (
      tenant_id ${text} not null,
      scope ${text} not null,
      kind ${text} not null,
      id ${text} not null,
      version ${big} not null,
      present ${small} not null,
      primary key (tenant_id, scope, kind, id)
    ) ${narrow}`,
    // Unique: a page ends between two versions, so two lines of one version could be torn apart and one be missed.
    `create unique index entity_scope_version on entity_scope (tenant_id, scope, version)`,

    `create table scope_sum (
      tenant_id ${text} not null references tenant_head (tenant_id),
      scope ${text} not null,
      version ${big} not null,
      sum ${text} not null,
      primary key (tenant_id, scope)
    ) ${narrow}`,

    `create table block (
      tenant_id ${text} not null references tenant_head (tenant_id),
      id ${text} not null,
      scope ${text} not null,
      kind ${text} not null,
      from_version ${big} not null,
      to_version ${big} not null,
      row_count ${big} not null,
      sha256 ${text} not null,
      size_bytes ${big} not null,
      content ${bytes} not null,
      primary key (tenant_id, id)
    ) ${wide}`,
    `create index block_scope on block (tenant_id, scope, kind, from_version)`,

    `create table counter (
      tenant_id ${text} not null references tenant_head (tenant_id),
      name ${text} not null,
      value ${big} not null,
      primary key (tenant_id, name)
    ) ${narrow}`,

    `create table account (
      tenant_id ${text} not null references tenant_head (tenant_id),
      person_id ${text} not null,
      login ${text} not null,
      password_hash ${text} not null,
      primary key (tenant_id, person_id)
    ) ${narrow}`,
    `create unique index account_login on account (tenant_id, login)`,

    `create table device (
      tenant_id ${text} not null references tenant_head (tenant_id),
      device_id ${text} not null,
      person_id ${text} not null,
      public_key ${text} not null,
      label ${text} not null,
      registered_at ${big} not null,
      seen_at ${big} not null,
      revoked_at ${big},
      primary key (tenant_id, device_id)
    ) ${narrow}`,

    `create table audit (
      tenant_id ${text} not null references tenant_head (tenant_id),
      seq ${big} not null,
      at ${big} not null,
      actor_id ${text} not null,
      device_id ${text} not null,
      action ${text} not null,
      detail ${text} not null,
      primary key (tenant_id, seq)
    ) ${narrow}`,
  ],
}
