/**
 * Requests that other sites' pages could send for a visitor. Tokens travel in a header that such a page cannot set,
 * so this is the second lock; it holds for the sign-in too, where there is no token yet.
 * Browsers of the last years say it themselves (`Sec-Fetch-Site`), but only on https and localhost; on plain http the
 * `Origin` header must name the host that was asked for. Programs without either are no browsers.
 */
export function isForeign(headers: Headers, trustedProxies: number): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  const origin = headers.get('origin')
  if (origin === null) return false
  const forwarded = trustedProxies > 0 ? headers.get('x-forwarded-host') : null
  const host = forwarded ?? headers.get('host')
  return !URL.canParse(origin) || new URL(origin).host !== host?.trim().toLowerCase()
}
