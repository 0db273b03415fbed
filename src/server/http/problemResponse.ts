import { problems } from '../../sync/problems'
import type { Refusal } from '../auth/answer'

/** The one place where a refusal becomes a status. */
export function problemResponse(refusal: Refusal, headers: Record<string, string> = {}): Response {
  const retry = refusal.retryAfterS === undefined ? undefined : { 'Retry-After': String(refusal.retryAfterS) }
  const status = problems[refusal.code]
  return new Response(JSON.stringify({ problem: refusal }), {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      // RFC 9110 wants it with every 401.
      ...(status === 401 ? { 'WWW-Authenticate': 'Bearer realm="minqing"' } : {}),
      ...retry,
      ...headers,
    },
  })
}
