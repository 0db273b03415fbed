/**
 * Reads names: gets keys of `readings.ts` joined by newlines, answers with their lines. It lives only while there is
 * something to read, and takes the large dictionary with it when it ends.
 */
import { readingLine, type NameKey } from './readings'

self.addEventListener('message', ({ data }: MessageEvent<string>) => {
  const keys = data.split('\n') as NameKey[]
  self.postMessage(keys.map(readingLine).join('\n'))
})
