import { answer, refuse } from '../../auth/answer'
import { defineEndpoint } from '../endpoint'

export const pokeEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/poke',
  who: 'device',
  input: null,
  output: { contentType: 'text/event-stream' },
  async handle({ identity, tokenExpiresMs }, { pokes }) {
    const stream = pokes.open(identity, tokenExpiresMs)
    return stream ? answer(stream) : refuse('tooMany', { retryAfterS: 300 })
  },
})
