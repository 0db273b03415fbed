import {
  accountRequestSchema,
  accountResponseSchema,
  codeRequestSchema,
  codeResponseSchema,
  firstPasswordRequestSchema,
  firstPasswordResponseSchema,
} from '../../auth/accounts'
import { defineEndpoint } from '../endpoint'

/** How a person of the zone signs in; for administrators. */
export const accountLookEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/accounts/look',
  who: 'device',
  input: accountRequestSchema,
  output: accountResponseSchema,
  handle: ({ input, identity }, { auth }) => auth.lookAtAccount(input, identity),
})

/** A login and a one-time code for a person who is there already; again: a new code, and the password is void. */
export const accountCodeEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/accounts',
  who: 'device',
  input: codeRequestSchema,
  output: codeResponseSchema,
  handle: ({ input, identity }, { auth }) => auth.issueCode(input, identity),
})

/** The first password of somebody who was given a code. */
export const firstPasswordEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/first-password',
  who: 'anyone',
  input: firstPasswordRequestSchema,
  output: firstPasswordResponseSchema,
  handle: ({ input, address }, { auth }) => auth.setFirstPassword(input, address),
})
