import type { Migration } from './migration'

/** Blocks of a scope are compressed together. They are made from the rows, so the old ones are simply cut anew. */
export const blockPacks: Migration = {
  number: 2,
  name: 'block packs',
  statements: ({ text, big, small, bytes, wide }) => [
    `drop table block`,
    `create table block (
      tenant_id ${text} not null references tenant_head (tenant_id),
      id ${text} not null,
      scope ${text} not null,
      pack_id ${text} not null,
      place ${big} not null,
      kind ${text} not null,
      from_version ${big} not null,
      to_version ${big} not null,
      row_count ${big} not null,
      sha256 ${text} not null,
      byte_count ${big} not null,
      primary key (tenant_id, id)
    ) ${wide}`,
    `create index block_scope on block (tenant_id, scope, place)`,
    `create index block_of_pack on block (tenant_id, pack_id, place)`,
    `create table block_pack (
      tenant_id ${text} not null references tenant_head (tenant_id),
      id ${text} not null,
      scope ${text} not null,
      is_tight ${small} not null,
      content ${bytes} not null,
      primary key (tenant_id, id)
    ) ${wide}`,
    `create index block_pack_scope on block_pack (tenant_id, scope)`,
    `create index block_pack_tight on block_pack (tenant_id, is_tight)`,
  ],
}
