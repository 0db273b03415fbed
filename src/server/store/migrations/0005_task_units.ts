import type { Migration } from './migration'

/** A task is found by the units that handle it, so that a unit with open tasks is not switched off unseen. */
export const taskUnits: Migration = {
  number: 5,
  name: 'references of tasks to their units',
  statements: ({ fieldOf, itemsOf }) => [
    `insert into entity_ref (tenant_id, kind, id, field, place, target)
      select e.tenant_id, e.kind, e.id, 'leadUnitId', 0, ${fieldOf('e.data', 'leadUnitId')}
      from entity e where e.kind = 'task'`,
    `insert into entity_ref (tenant_id, kind, id, field, place, target)
      select e.tenant_id, e.kind, e.id, 'assistUnitIds', item.key, item.value
      from entity e cross join ${itemsOf('e.data', 'assistUnitIds')} as item
      where e.kind = 'task'`,
  ],
}
