/**
 * What the number covers: every message of `/api/sync`, `/api/deliver`, `/api/blocks` and of the sign-in. Commands
 * have versions of their own. A test pins a hash of all message schemas, so that the wire never changes by accident.
 *
 * 1  first release.
 */
export const protocolVersion = 1
/** Below this a device can still deliver, but no longer pull (SPEC CO2). */
export const oldestServedVersion = 1
