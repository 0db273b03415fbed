/** The search worker: keeps the page's thread free of ten thousand names. */
import { createHandler } from './handle'
import type { ToWorker } from './messages'

const handler = createHandler(() => performance.now())
/** Between the messages of one batch nothing is sorted yet. */
const restMs = 30
let resting: ReturnType<typeof setTimeout> | undefined

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  const answer = handler.handle(data)
  if (answer?.type === 'found') {
    const { slots, marks, why, runs } = answer
    self.postMessage(answer, { transfer: [slots.buffer, marks.buffer, why.buffer, runs.buffer] })
  } else if (answer) self.postMessage(answer)
  else {
    clearTimeout(resting)
    resting = setTimeout(handler.idle, restMs)
  }
})
