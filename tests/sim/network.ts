/**
 * A network that loses requests, loses answers, repeats requests, and delivers some long after the phone gave up. It
 * carries what a wire would carry: JSON text, parsed with the messages' own schemas on both ends.
 */
import { createHash } from 'node:crypto'
import { brotliDecompressSync } from 'node:zlib'
import { base64UrlDecode } from '../../src/sync/base64url'
import { parse, type Schema } from '../../src/domain/schema'
import { deliverResponseSchema, syncResponseSchema } from '../../src/sync/down'
import { blocksRequestSchema, bundleHeader, deliverRequestSchema, syncRequestSchema } from '../../src/sync/up'
import type { Transport, TransportResult } from '../../src/app/client/ports'
import type { Identity, OpenedBundle, SyncService } from '../../src/server/sync/service'
import type { Rng } from './random'
import { openSimBundle } from './vault'

/** Chances of each fault per message. */
export interface Weather {
  loseRequest: number
  loseAnswer: number
  repeat: number
  /** The request arrives only later, after the phone gave up. */
  ghost: number
  /** A stream of blocks breaks off. */
  cutStream: number
}
export const clearSky: Weather = { loseRequest: 0, loseAnswer: 0, repeat: 0, ghost: 0, cutStream: 0 }
export const storm: Weather = { loseRequest: 0.15, loseAnswer: 0.2, repeat: 0.15, ghost: 0.1, cutStream: 0.3 }

export interface Network {
  weather: Weather
  /** Delivers messages that were still on their way. */
  settleGhosts(): Promise<void>
  /** Carries one message and its answer through the weather. */
  carry<T>(isOnline: () => boolean, act: () => Promise<T>): Promise<TransportResult<T>>
  cutsStream(): boolean
  counts: NetworkCounts
}

/** What became of the messages. */
export interface NetworkCounts {
  requests: number
  /** Never left: the phone had no signal. */
  offline: number
  lostRequests: number
  lostAnswers: number
  repeated: number
  /** Arrived only after the phone gave up. */
  ghosts: number
  /** Streams of blocks that broke off. */
  cutStreams: number
  /** Answers of `/api/sync` of which only the first part came; none without HTTP. */
  cutAnswers: number
}
export const emptyCounts = (): NetworkCounts => ({
  requests: 0,
  offline: 0,
  lostRequests: 0,
  lostAnswers: 0,
  repeated: 0,
  ghosts: 0,
  cutStreams: 0,
  cutAnswers: 0,
})

const lost = { ok: false, reason: 'network' } as const

/** Counts into `counts`. */
export function createNetwork(rng: Rng, counts: NetworkCounts = emptyCounts()): Network {
  const ghosts: (() => Promise<unknown>)[] = []
  const network: Network = {
    weather: { ...clearSky },
    counts,
    async carry(isOnline, act) {
      const { weather } = network
      counts.requests += 1
      if (!isOnline()) {
        counts.offline += 1
        return lost
      }
      if (rng.chance(weather.loseRequest)) {
        counts.lostRequests += 1
        return lost
      }
      if (rng.chance(weather.ghost)) {
        counts.ghosts += 1
        ghosts.push(act)
        return lost
      }
      if (rng.chance(weather.repeat)) {
        counts.repeated += 1
        await act()
      }
      const value = await act()
      if (rng.chance(weather.loseAnswer)) {
        counts.lostAnswers += 1
        return lost
      }
      return { ok: true, value }
    },
    cutsStream: () => rng.chance(network.weather.cutStream),
    async settleGhosts() {
      for (const act of ghosts.splice(0)) await act()
    },
  }
  return network
}

/** Straight to the service: what HTTP would add is proved by the histories over the real edge (`httpWire.ts`). */
export function createServiceTransport(
  network: Network,
  service: () => SyncService,
  identity: Identity,
  isOnline: () => boolean,
): Transport {
  return {
    sync: (request) => {
      const body = JSON.stringify(request)
      return network.carry(isOnline, async () =>
        onWire(
          syncResponseSchema,
          await service().sync(identity, onWire(syncRequestSchema, JSON.parse(body))),
        ),
      )
    },
    deliver: (request) => {
      const body = JSON.stringify(request)
      return network.carry(isOnline, async () => {
        const { bundles } = onWire(deliverRequestSchema, JSON.parse(body))
        const opened = bundles.map((bundle): OpenedBundle => {
          const sealed = base64UrlDecode(bundle.sealed) ?? new Uint8Array()
          return {
            identity: { ...identity, deviceId: bundle.deviceId },
            commandId: bundle.commandId,
            seq: bundle.seq,
            plain: openSimBundle(sealed, bundleHeader(bundle)),
            sha256: createHash('sha256').update(sealed).digest('hex'),
          }
        })
        return onWire(deliverResponseSchema, await service().deliver(opened))
      })
    },
    blocks: async (blocks, onBlock) => {
      const request = { from: blocks[0]?.id }
      const answer = await network.carry(isOnline, () =>
        service().blocks(identity, onWire(blocksRequestSchema, request)),
      )
      if (!answer.ok) return answer
      if (!answer.value) return { ok: true, value: null }
      const { bytes, packing } = answer.value
      const body = packing === 'br' ? brotliDecompressSync(bytes) : Buffer.from(bytes)
      let at = 0
      for (const block of blocks) {
        if (network.cutsStream()) {
          network.counts.cutStreams += 1
          return lost
        }
        await onBlock(block, new Uint8Array(body.subarray(at, at + block.bytes)))
        at += block.bytes + 1
      }
      return { ok: true, value: null }
    },
  }
}

function onWire<S extends Schema>(schema: S, value: unknown) {
  const parsed = parse(schema, JSON.parse(JSON.stringify(value)))
  if (!parsed.ok)
    throw new Error(`a message that does not fit its schema: ${JSON.stringify(parsed.issues[0])}`)
  return parsed.value
}
