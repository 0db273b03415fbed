import type { Migration } from './migration'

/**
 * A row may point to several others by one field (a task to its issues), and each of them finds it. Before, only the
 * last one did; those of rows that are there already are read out of their data.
 */
export const referenceLists: Migration = {
  number: 4,
  name: 'references to several rows',
  statements: ({ text, small, narrow, itemsOf }) => [
    `alter table entity_ref rename to entity_ref_of_one`,
    `create table entity_ref (
      tenant_id ${text} not null,
      kind ${text} not null,
      id ${text} not null,
      field ${text} not null,
      place ${small} not null,
      target ${text},
      primary key (tenant_id, kind, id, field, place)
    ) ${narrow}`,
    `insert into entity_ref (tenant_id, kind, id, field, place, target)
      select tenant_id, kind, id, field, 0, target from entity_ref_of_one where kind <> 'task'`,
    `insert into entity_ref (tenant_id, kind, id, field, place, target)
      select e.tenant_id, e.kind, e.id, 'issueIds', item.key, item.value
      from entity e cross join ${itemsOf('e.data', 'issueIds')} as item
      where e.kind = 'task'`,
    `drop table entity_ref_of_one`,
    `create index entity_ref_target on entity_ref (tenant_id, kind, field, target, id)`,
  ],
}
