/** The search worker's side of `messages.ts`, apart from the worker itself: tests and old browsers run it in place. */
import type { FromWorker, ToWorker } from './messages'
import { SearchIndex } from './searchIndex'

export interface Handler {
  handle(message: ToWorker): FromWorker | undefined
  /** Work that no keystroke should have to wait for. */
  idle: () => void
}

export function createHandler(now: () => number): Handler {
  const index = new SearchIndex()
  return {
    handle(message) {
      switch (message.type) {
        case 'places':
          index.setPlaces(message.places)
          return undefined
        case 'put':
          index.put(message.entries)
          return undefined
        case 'remove':
          index.remove(message.slots)
          return undefined
        case 'readings':
          index.addReadings(message.lines)
          return undefined
        case 'find': {
          const startedAt = now()
          const found = index.find(message.query, message.filter)
          return { type: 'found', id: message.id, ...found, tookMs: now() - startedAt }
        }
        case 'like':
          return { type: 'alike', id: message.id, likes: index.like(message.query) }
        case 'unread':
          return { type: 'unread', id: message.id, keys: index.unread().join('\n') }
        case 'directory': {
          const parts = [...index.directory()].map(([areaId, lines]) => ({ areaId, lines: lines.join('\n') }))
          return { type: 'directory', id: message.id, parts }
        }
      }
    },
    idle: () => void index.inOrder(),
  }
}
