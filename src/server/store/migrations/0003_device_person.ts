import type { Migration } from './migration'

/** The devices of one person are listed, and the lost one taken out of use. */
export const devicePerson: Migration = {
  number: 3,
  name: 'devices of a person',
  statements: () => [`create index device_person on device (tenant_id, person_id, seen_at)`],
}
