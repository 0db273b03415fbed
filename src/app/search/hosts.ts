/** Where the search runs: in workers, or in place where a test or a browser has none. */
import pinyinWorkerUrl from './pinyinWorker?worker&url'
import searchWorkerUrl from './searchWorker?worker&url'
import { trustedWorkerUrl } from '../pwa/trustedWorkerUrl'
import { openInPlace, type SearchHost } from './inPlace'
import type { FromWorker } from './messages'

export interface SearchHosts {
  open(): SearchHost
  /** Stands in for a worker that died: without it nobody would be found at all. */
  openInPlace(): SearchHost
  /** Lines of `readings.ts` for some keys; rejects where they can't be read. */
  openReader(): { read(keys: readonly string[]): Promise<string>; close(): void }
}

export const browserHosts: SearchHosts = {
  open() {
    const worker = startWorker(searchWorkerUrl)
    return {
      post: (message) => worker.postMessage(message),
      onMessage: (listener) =>
        worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => listener(data)),
      onFailure: (listener) => worker.addEventListener('error', listener),
      close: () => worker.terminate(),
    }
  },
  openInPlace,
  openReader() {
    const worker = startWorker(pinyinWorkerUrl)
    return {
      read: (keys) =>
        new Promise((resolve, reject) => {
          worker.onmessage = ({ data }: MessageEvent<string>) => resolve(data)
          worker.onerror = () => reject(new Error('the names could not be read'))
          worker.postMessage(keys.join('\n'))
        }),
      close: () => worker.terminate(),
    }
  },
}

/** Built workers are classic scripts, which every browser served starts; the dev server's are modules. */
const startWorker = (url: string): Worker =>
  new Worker(trustedWorkerUrl(url), { type: import.meta.env.DEV ? 'module' : 'classic' })
