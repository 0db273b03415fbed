import {
  devicesRequestSchema,
  devicesResponseSchema,
  revokeRequestSchema,
  revokeResponseSchema,
} from '../../auth/devices'
import { defineEndpoint } from '../endpoint'

/** The devices of a person of the zone; for administrators. */
export const devicesLookEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/devices/look',
  who: 'device',
  input: devicesRequestSchema,
  output: devicesResponseSchema,
  handle: ({ input, identity }, { auth }) => auth.lookAtDevices(input, identity),
})

/** A lost device is taken out of use. It is poked with all others, so that one that is online learns it at once. */
export const deviceRevokeEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/devices/revoke',
  who: 'device',
  input: revokeRequestSchema,
  output: revokeResponseSchema,
  async handle({ input, identity }, { auth, sync }) {
    const result = await auth.revokeDevice(input, identity)
    if (result.ok) sync.announce(identity.tenantId)
    return result
  },
})
