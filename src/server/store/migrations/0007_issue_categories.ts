import type { Migration } from './migration'

/** An issue is found by its category, so that what a dissolved unit was proposed for is proposed to its successor. */
export const issueCategories: Migration = {
  number: 7,
  name: 'references of issues to their categories',
  statements: ({ fieldOf }) => [
    `insert into entity_ref (tenant_id, kind, id, field, place, target)
      select e.tenant_id, e.kind, e.id, 'categoryId', 0, ${fieldOf('e.data', 'categoryId')}
      from entity e where e.kind = 'issue'`,
  ],
}
