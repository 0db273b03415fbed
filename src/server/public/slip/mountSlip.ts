/**
 * `/public/slip`: for residents, without account, cookie or script. The code comes in the body of a form, so that it
 * stands in no address, no history and no log.
 */
import { randomBytes } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { toRetryAfterS } from '../../auth/answer'
import { clientAddress } from '../../http/clientAddress'
import type { Edge } from '../../http/edge'
import { isForeign } from '../../http/origin'
import type { EdgePorts } from '../../http/ports'
import { problemResponse } from '../../http/problemResponse'
import { createBodyReader } from '../../http/readBody'
import { findSlip } from './findSlip'
import { createSlipLimits } from './limits'
import { answerPage, failedPage, formPage, notFoundPage, slipHeaders, slipPath, tooManyPage } from './page'
import { textsFor } from './texts'

/** A code and a number; more is no form of ours. */
const maxBytes = 1_000

export function mountSlip(app: Hono<Edge>, ports: EdgePorts): void {
  const bodies = createBodyReader()
  const limits = createSlipLimits(ports.clock)
  const textsOf = (context: Context<Edge>) => textsFor(context.req.header('accept-language') ?? null)

  app.get(slipPath, (context) => {
    context.set('template', slipPath)
    return page(formPage(textsOf(context)))
  })

  app.post(slipPath, async (context) => {
    context.set('template', slipPath)
    const t = textsOf(context)
    const request = context.req.raw
    const { trustedProxies } = ports.config
    if (isForeign(request.headers, trustedProxies)) return problemResponse({ code: 'foreignOrigin' })
    const address = clientAddress(request.headers, context.env?.incoming, trustedProxies)
    const waitMs = limits.take(address)
    if (waitMs > 0) {
      const retryAfterS = toRetryAfterS(waitMs)
      return page(tooManyPage(t, retryAfterS), 429, { 'Retry-After': String(retryAfterS) })
    }
    const form = await readForm(request)
    const code = form?.get('code')
    if (!code) return page(formPage(t, t.malformed), 400)
    try {
      const answer = await findSlip(ports.store, { code, number: form?.get('number') ?? '' })
      if (!answer) return page(notFoundPage(t))
      limits.found(address)
      return page(answerPage(t, answer))
    } catch (error) {
      // Nobody guessed wrong: whoever asked may ask again.
      limits.found(address)
      const errorId = randomBytes(6).toString('hex')
      ports.log.error({ err: error, errorId }, 'a slip could not be looked up')
      return page(failedPage(t), 503, { 'Retry-After': '60', 'X-Error-Id': errorId })
    }
  })

  app.all(slipPath, (context) => {
    context.set('template', slipPath)
    return problemResponse({ code: 'methodNotAllowed' }, { Allow: 'GET, HEAD, POST' })
  })

  async function readForm(request: Request): Promise<URLSearchParams | undefined> {
    const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
    if (type !== 'application/x-www-form-urlencoded') return undefined
    const body = await bodies.readBytes(request, maxBytes)
    return body.ok ? new URLSearchParams(body.value.toString('utf8')) : undefined
  }
}

const page = (html: string, status = 200, more: Record<string, string> = {}): Response =>
  new Response(html, { status, headers: { ...slipHeaders, ...more } })
