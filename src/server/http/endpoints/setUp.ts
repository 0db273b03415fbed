import { setUpRequestSchema, setUpResponseSchema } from '../../auth/setUp'
import { defineEndpoint } from '../endpoint'

/** The first zone and its first administrator, by the one-time link of an empty server. */
export const setUpEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/set-up',
  who: 'anyone',
  input: setUpRequestSchema,
  output: setUpResponseSchema,
  handle: ({ input, address }, { auth }) => auth.setUp(input, address),
})
