import type { DeviceId, PersonId, UnitId } from '../ids'
import type { Role } from '../zone/rows'

/** Who gives a command: from the sign-in, never from arguments. `system` is the server itself (set-up, jobs). */
export interface Actor {
  personId: PersonId
  deviceId: DeviceId
  roles: readonly (Role | 'system')[]
  unitId: UnitId
  active: boolean
}
