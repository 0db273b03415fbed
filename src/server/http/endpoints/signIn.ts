import { signInResponseSchema } from '../../../sync/down'
import { signInRequestSchema } from '../../../sync/up'
import { defineEndpoint } from '../endpoint'

export const signInEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/sign-in',
  who: 'anyone',
  input: signInRequestSchema,
  output: signInResponseSchema,
  handle: ({ input, address }, { auth }) => auth.signIn(input, address),
})
