import { syncResponseSchema } from '../../../sync/down'
import { syncRequestSchema } from '../../../sync/up'
import { answer, refuse } from '../../auth/answer'
import { defineEndpoint } from '../endpoint'
import { isDiskNearlyFull } from '../isDiskNearlyFull'

/** One round trip both ways. On a nearly full disk only what brings nothing is served: pulling goes on. */
export const syncEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/sync',
  who: 'device',
  input: syncRequestSchema,
  output: syncResponseSchema,
  async handle({ input, identity }, ports) {
    if (input.envelopes.length > 0 && (await isDiskNearlyFull(ports))) return refuse('storageFull')
    return answer(await ports.sync.sync(identity, input))
  },
})
