import { deliverResponseSchema } from '../../../sync/down'
import { deliverRequestSchema } from '../../../sync/up'
import { answer, refuse } from '../../auth/answer'
import { defineEndpoint } from '../endpoint'
import { isDiskNearlyFull } from '../isDiskNearlyFull'

/**
 * Sealed bundles from whoever carries them: no token, the device's signature on each bundle is the proof. Work of a
 * revoked device or of a person without access is passed on too; the service puts it into quarantine.
 */
export const deliverEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/deliver',
  who: 'anyone',
  input: deliverRequestSchema,
  output: deliverResponseSchema,
  async handle({ input }, ports) {
    if (await isDiskNearlyFull(ports)) return refuse('storageFull')
    const delivered = await ports.auth.openDelivery(input.bundles)
    const opened = delivered.flatMap((bundle) => (bundle.ok ? [bundle.opened] : []))
    const { receipts, serverTimeMs } = await ports.sync.deliver(opened)
    // A bundle that the service could not judge has no receipt: it stays with whoever carries it.
    const left = [...receipts]
    const inOrder = delivered.flatMap((bundle) => {
      if (!bundle.ok) return [bundle.receipt]
      const { commandId, sha256 } = bundle.opened
      const index = left.findIndex((receipt) => receipt.commandId === commandId && receipt.sha256 === sha256)
      return index < 0 ? [] : left.splice(index, 1)
    })
    return answer({ receipts: inOrder, serverTimeMs })
  },
})
