/** Packs that were cut in a hurry are packed tightly when there is time: one after the other, given up at a stop. */
import { brotliDecompress } from 'node:zlib'
import { promisify } from 'node:util'
import type { Store } from '../store/port'
import { packTightly } from './tighten'

const unpack = promisify(brotliDecompress)

export interface Tightener {
  /** There may be something to do in this zone. */
  look(tenantId: string): void
  /** Resolves when there is nothing left to do. */
  idle(): Promise<void>
  /** Resolves when the step under way is over. */
  stop(): Promise<void>
}

export function createTightener(store: Store, onError: (error: unknown) => void): Tightener {
  const control = new AbortController()
  const waiting = new Set<string>()
  let running: Promise<void> | undefined

  async function tightenAll(): Promise<void> {
    for (const tenantId of waiting) {
      waiting.delete(tenantId)
      while (!control.signal.aborted) {
        const pack = await store.read(tenantId, (tx) => tx.loosePack())
        if (!pack) break
        const content = await packTightly(await unpack(pack.content), control.signal)
        if (content) await store.write(tenantId, (tx) => tx.tightenPack(pack.id, content))
      }
    }
  }

  function look(tenantId: string): void {
    waiting.add(tenantId)
    // What fails is only packed less tightly; it is tried again after the next cut.
    running ??= tightenAll()
      .catch(onError)
      .finally(() => {
        running = undefined
        const [next] = waiting
        if (next !== undefined && !control.signal.aborted) look(next)
      })
  }

  return {
    look,
    async idle() {
      while (running) await running
    },
    async stop() {
      control.abort()
      await running
    },
  }
}
