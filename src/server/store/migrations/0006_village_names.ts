import type { Migration } from './migration'

/** Contacts and family members are found by their village, all at once: a notice is screened by their names. */
export const villageNames: Migration = {
  number: 6,
  name: 'references of contacts and family members to their village',
  statements: ({ fieldOf }) => [
    `insert into entity_ref (tenant_id, kind, id, field, place, target)
      select e.tenant_id, e.kind, e.id, 'areaId', 0, ${fieldOf('e.data', 'areaId')}
      from entity e where e.kind in ('subjectContact', 'subjectMember')`,
  ],
}
