import type { Context, Hono } from 'hono'
import { parse, type Schema } from '../../domain/schema'
import { answer, refuse, toRetryAfterS, type Answer, type Refusal } from '../auth/answer'
import { createBudget, type Budget } from '../auth/attempts'
import { clientAddress } from './clientAddress'
import {
  isBytes,
  isPacked,
  isStream,
  type AnyEndpoint,
  type BytesBody,
  type ByteStream,
  type Call,
  type MaybePacked,
} from './endpoint'
import type { Edge } from './edge'
import { isForeign } from './origin'
import { choosePacking, pack, smallestPackedBytes, unpackBrotli, type OwnBytes } from './packAnswer'
import { parseJson } from '../parseJson'
import type { EdgePorts } from './ports'
import { problemResponse } from './problemResponse'
import { createBodyReader, type BodyReader } from './readBody'

/** Puts endpoints into the router, with everything they have in common: who may, what comes in, what goes out. */
export function mount(app: Hono<Edge>, endpoints: readonly AnyEndpoint[], ports: EdgePorts): void {
  const bodies = createBodyReader()
  const openCalls = createBudget({ clock: ports.clock, ...ports.config.openCalls, maxKeys: 50_000 })
  for (const endpoint of endpoints) {
    app.on(endpoint.method, endpoint.path, async (context) => {
      context.set('template', endpoint.path)
      const called = await prepareCall(context, endpoint, ports, { bodies, openCalls })
      const reply = called.ok ? await endpoint.handle(called.value as Call<never, never>, ports) : called
      if (!reply.ok) return toProblem(reply.refusal, ports)
      if (isPacked(endpoint.output))
        return toPacked(context.req.raw, endpoint.output.contentType, reply.value as MaybePacked)
      if (isStream(endpoint.output)) return toStream(reply.value as ByteStream, endpoint.output.contentType)
      return toJson(context.req.raw, endpoint, reply.value, ports.config.checkAnswers)
    })
    app.all(endpoint.path, (context) => {
      context.set('template', endpoint.path)
      const allow = endpoint.method === 'GET' ? 'GET, HEAD' : endpoint.method
      return problemResponse({ code: 'methodNotAllowed' }, { Allow: allow })
    })
  }
}

interface Shared {
  bodies: BodyReader
  openCalls: Budget
}

async function prepareCall(
  context: Context<Edge>,
  endpoint: AnyEndpoint,
  ports: EdgePorts,
  { bodies, openCalls }: Shared,
): Promise<Answer<Call<unknown, 'anyone' | 'device'>>> {
  const request = context.req.raw
  const { trustedProxies } = ports.config
  if (endpoint.method === 'POST' && isForeign(request.headers, trustedProxies)) return refuse('foreignOrigin')

  const address = clientAddress(request.headers, context.env?.incoming, trustedProxies)
  let call: Call<unknown, 'anyone' | 'device'> = {
    input: null,
    identity: undefined,
    tokenExpiresMs: 0,
    address,
  }
  if (endpoint.who === 'device') {
    // Before the body is read: a stranger's megabytes are not worth unpacking.
    const signedIn = await ports.auth.identify(request.headers.get('authorization'))
    if (!signedIn) return refuse('notSignedIn')
    context.set('identity', signedIn.identity)
    call = { ...call, identity: signedIn.identity, tokenExpiresMs: signedIn.expiresMs }
  } else if (endpoint.method === 'POST') {
    const waitMs = openCalls.take(address)
    if (waitMs > 0) return refuse('tooMany', { retryAfterS: toRetryAfterS(waitMs) })
  }
  if (!endpoint.input) return answer(call)
  const input = await readInput(request, endpoint.input, bodies)
  return input.ok ? answer({ ...call, input: input.value }) : input
}

async function readInput(
  request: Request,
  schema: Schema | BytesBody,
  bodies: BodyReader,
): Promise<Answer<unknown>> {
  if (isBytes(schema)) {
    const isPlain = request.headers.get('content-type')?.trim().toLowerCase() === 'application/octet-stream'
    return isPlain ? bodies.readBytes(request, schema.maxBytes) : refuse('wrongContentType')
  }
  if (!isJson(request.headers.get('content-type'))) return refuse('wrongContentType')
  const body = await bodies.read(request)
  if (!body.ok) return body
  const value = parseJson(body.value)
  if (!value.ok) return value
  const parsed = parse(schema, value.value)
  if (parsed.ok) return answer(parsed.value)
  return refuse('malformed', { path: (parsed.issues[0]?.path ?? '').slice(0, 200) })
}

/** `application/json`, in UTF-8 if it says so. */
const isJson = (contentType: string | null): boolean =>
  /^\s*application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType ?? '')

/** Whoever is told to prove the device gets what to sign with the refusal: one round trip less. */
function toProblem(refusal: Refusal, { auth }: EdgePorts): Response {
  const isAskedForProof = refusal.code === 'notSignedIn' && refusal.challenge === undefined
  return problemResponse(isAskedForProof ? { ...refusal, challenge: auth.makeChallenge() } : refusal)
}

async function toJson(
  request: Request,
  endpoint: AnyEndpoint,
  value: unknown,
  isChecked: boolean,
): Promise<Response> {
  if (isChecked && !isStream(endpoint.output) && !isPacked(endpoint.output)) {
    const parsed = parse(endpoint.output, value)
    if (!parsed.ok)
      throw new Error(`${endpoint.path} answers against its schema: ${JSON.stringify(parsed.issues)}`)
  }
  const bytes = Buffer.from(JSON.stringify(value), 'utf8')
  return toBytes(request, 'application/json; charset=utf-8', bytes, endpoint.statusOf?.(value as never))
}

async function toPacked(
  request: Request,
  contentType: string,
  { bytes, packing }: MaybePacked,
): Promise<Response> {
  const own = Buffer.from(bytes)
  if (packing === undefined) return toBytes(request, contentType, own)
  if (choosePacking(request.headers.get('accept-encoding')) !== packing)
    return toBytes(request, contentType, await unpackBrotli(own))
  const headers = { 'Content-Type': contentType, 'Content-Encoding': packing, Vary: 'Accept-Encoding' }
  return new Response(own, { headers })
}

async function toBytes(
  request: Request,
  contentType: string,
  bytes: OwnBytes,
  status: number = 200,
): Promise<Response> {
  const packing = choosePacking(request.headers.get('accept-encoding'))
  const headers = { 'Content-Type': contentType, Vary: 'Accept-Encoding' }
  if (!packing || bytes.byteLength < smallestPackedBytes) return new Response(bytes, { status, headers })
  return new Response(await pack(bytes, packing), {
    status,
    headers: { ...headers, 'Content-Encoding': packing },
  })
}

const toStream = (stream: ByteStream, contentType: string): Response =>
  new Response(stream, {
    headers: {
      'Content-Type': contentType,
      // Proxies that collect answers before they pass them on would hold back a poke for minutes.
      ...(contentType === 'text/event-stream' ? { 'X-Accel-Buffering': 'no' } : {}),
    },
  })
