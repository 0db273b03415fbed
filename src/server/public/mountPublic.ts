/**
 * Pages for everyone: no sign-in, no cookie, no script. They say what is posted and nothing else; that somebody looked is
 * logged without address and without which one it was.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { createBudget } from '../auth/attempts'
import { clientAddress } from '../http/clientAddress'
import type { Edge } from '../http/edge'
import { choosePacking, pack, smallestPackedBytes } from '../http/packAnswer'
import type { EdgePorts } from '../http/ports'
import { findNotice } from './findNotice'
import { noticePage, pagesOf } from './noticePage'
import { plainPage } from './page'
import { stylePath, styleText } from './style'
import { texts } from './texts'

interface PublicAnswer {
  status: 200 | 404 | 405 | 410 | 429 | 503
  body: string
  headers?: Record<string, string>
}

/** Long enough for a crowd before the board, short enough for what is withdrawn. */
const brief = 'public, max-age=60'
const forEver = 'public, max-age=31536000, immutable'

export function mountPublic(app: Hono<Edge>, ports: EdgePorts): void {
  const { store, clock, config, log } = ports
  const looks = createBudget({ clock, ...config.openCalls, maxKeys: 50_000 })

  app.get(stylePath, (context) => {
    context.set('template', '/public/style')
    const headers = { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': forEver }
    return respond(context, { status: 200, body: styleText, headers })
  })

  app.get('/public/notices/:id', async (context) => {
    context.set('template', '/public/notices/:id')
    const waitMs = looks.take(
      clientAddress(context.req.raw.headers, context.env?.incoming, config.trustedProxies),
    )
    if (waitMs > 0)
      return respond(context, {
        status: 429,
        body: plainPage(texts.tooMany),
        headers: { 'Retry-After': String(Math.ceil(waitMs / 1000)) },
      })
    try {
      return await respond(context, await answerOf(context.req.param('id'), context.req.query('p')))
    } catch (error) {
      const errorId = randomBytes(6).toString('hex')
      log.error({ err: error, errorId }, 'a public page failed')
      const headers = { 'Retry-After': '60', 'X-Error-Id': errorId }
      return respond(context, { status: 503, body: plainPage(texts.failed), headers })
    }
  })

  app.on(['GET'], '/public/*', (context) => {
    context.set('template', '/public/*')
    return respond(context, { status: 404, body: plainPage(texts.notFound) })
  })
  app.all('/public/*', (context) => {
    context.set('template', '/public/*')
    return respond(context, {
      status: 405,
      body: plainPage(texts.wrongMethod),
      headers: { Allow: 'GET, HEAD' },
    })
  })

  async function answerOf(id: string, asked: string | undefined): Promise<PublicAnswer> {
    const found = await findNotice(store, id, clock.now())
    if (found.found === 'gone') return { status: 410, body: plainPage(texts.gone) }
    if (found.found === 'nothing') return { status: 404, body: plainPage(texts.notFound) }
    const number = asked === undefined ? 1 : /^[1-9]\d{0,3}$/u.test(asked) ? Number(asked) : 0
    if (number < 1 || number > pagesOf(found.notice)) return { status: 404, body: plainPage(texts.notFound) }
    const body = noticePage(found.notice, { number, newer: found.newer })
    return { status: 200, body, headers: { 'Cache-Control': brief } }
  }
}

async function respond(context: Context<Edge>, { status, body, headers }: PublicAnswer): Promise<Response> {
  const request = context.req.raw.headers
  const bytes = Buffer.from(body, 'utf8')
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`
  const all = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex, nofollow',
    Vary: 'Accept-Encoding',
    ...(status === 200 ? { ETag: etag } : {}),
    ...headers,
  }
  const known = (request.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//u, ''))
  if (status === 200 && known.includes(etag)) return new Response(null, { status: 304, headers: all })
  const packing = choosePacking(request.get('accept-encoding'))
  if (!packing || bytes.byteLength < smallestPackedBytes) return new Response(bytes, { status, headers: all })
  return new Response(await pack(bytes, packing), {
    status,
    headers: { ...all, 'Content-Encoding': packing },
  })
}
