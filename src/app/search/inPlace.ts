/** The search on the page's own thread: for tests, and for a browser whose worker died. */
import { createHandler } from './handle'
import type { FromWorker, ToWorker } from './messages'

export interface SearchHost {
  post(message: ToWorker): void
  onMessage(listener: (message: FromWorker) => void): void
  /** The worker died; nothing will be answered any more. */
  onFailure(listener: () => void): void
  close(): void
}

export function openInPlace(): SearchHost {
  const handler = createHandler(() => performance.now())
  let listeners: ((message: FromWorker) => void)[] = []
  return {
    post(message) {
      const answer = handler.handle(message)
      if (answer) queueMicrotask(() => listeners.forEach((listener) => listener(answer)))
    },
    onMessage: (listener) => void listeners.push(listener),
    onFailure: () => undefined,
    close: () => void (listeners = []),
  }
}
