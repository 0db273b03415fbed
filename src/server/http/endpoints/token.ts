import { tokenResponseSchema } from '../../../sync/down'
import { tokenRequestSchema } from '../../../sync/up'
import { defineEndpoint } from '../endpoint'

export const tokenEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/token',
  who: 'anyone',
  input: tokenRequestSchema,
  output: tokenResponseSchema,
  handle: ({ input }, { auth }) => auth.renewToken(input),
})
