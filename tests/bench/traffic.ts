/** Counts what a page sends to the server and gets from it: bodies as they travel, compressed. */
import type { Page } from '@playwright/test'
import { onScreen } from './watch'

export interface Traffic {
  requests: number
  bytes: number
}

/** `paths`: counted are requests to these, none that stays open, made by this page until it is left. */
export async function countTraffic(
  page: Page,
  paths: readonly string[],
): Promise<{ stop(): Promise<Traffic> }> {
  const session = await page.context().newCDPSession(page)
  const counted = new Set<string>()
  const sent = new Map<string, number>()
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (paths.includes(new URL(request.url).pathname)) counted.add(requestId)
  })
  // May come before the event above.
  session.on('Network.requestWillBeSentExtraInfo', ({ requestId, headers }) => {
    sent.set(requestId, Number(headers['Content-Length'] ?? headers['content-length'] ?? 0))
  })
  await session.send('Network.enable')
  const before = await onScreen(page, 'received', paths)

  return {
    /** Of all requests that have ended. */
    async stop() {
      // The page's own count: the protocol's leaves out the end of an answer that the page let go of at its last byte.
      const after = await onScreen(page, 'received', paths)
      await session.detach()
      const up = [...counted].reduce((total, id) => total + (sent.get(id) ?? 0), 0)
      return { requests: after.requests - before.requests, bytes: up + after.bytes - before.bytes }
    },
  }
}
