import { boolean, choice, integer, looseObject, nullable, text } from '../../../domain/schema'
import { protocolVersion } from '../../../sync/protocolVersion'
import { answer } from '../../auth/answer'
import { defineEndpoint } from '../endpoint'
import { isDiskNearlyFull } from '../isDiskNearlyFull'

const healthSchema = looseObject({
  /** The process answers. */
  live: boolean,
  /** The store answers too. */
  ready: boolean,
  store: choice(['sqlite', 'postgres']),
  /** Of the only zone; null while there is none, and where there are several. */
  epoch: nullable(text({ max: 64 })),
  schemaVersion: nullable(integer({ min: 0, max: 1_000_000 })),
  freeDiskBytes: nullable(integer({ min: 0, max: Number.MAX_SAFE_INTEGER })),
  /** False: the disk is nearly full and new work is refused. */
  takesWork: boolean,
  version: text({ max: 60 }),
  protocol: integer({ min: 1, max: 1_000_000 }),
})

/** For balancers and operators: 200 when ready, 503 when not. Says nothing about people or their number. */
export const healthEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/health',
  who: 'anyone',
  input: null,
  output: healthSchema,
  statusOf: ({ ready }) => (ready ? 200 : 503),
  async handle(_call, ports) {
    const { store, config, freeBytes } = ports
    const common = {
      live: true,
      store: store.kind,
      freeDiskBytes: (await freeBytes()) ?? null,
      takesWork: !(await isDiskNearlyFull(ports)),
      version: config.version,
      protocol: protocolVersion,
    }
    try {
      await store.ping()
      const [only, ...others] = await store.tenants()
      const epoch = others.length === 0 ? (only?.epoch ?? null) : null
      return answer({ ...common, ready: true, epoch, schemaVersion: await store.schemaVersion() })
    } catch (error) {
      ports.log.error({ err: error }, 'the store does not answer')
      return answer({ ...common, ready: false, takesWork: false, epoch: null, schemaVersion: null })
    }
  },
})
