import { describe, expect, test } from 'vitest'
import { createHttp } from '../../../../src/app/client/browser/http'
import { createRegisterTransport } from '../../../../src/app/client/browser/registerTransport'
import type { Session } from '../../../../src/app/client/browser/session'
import { splitImport, type ImportHead } from '../../../../src/sync/registerImport'

const head: ImportHead = { fileName: '底册.xlsx', mappings: [], shown: 'abc' }
const file = Uint8Array.of(1, 2, 3)
const clock = { now: () => 0, after: () => () => undefined }
const session: Session = { shutOut: () => undefined, authorized: (send) => send('token') }

function transportOn(respond: (request: Request) => Response | Promise<Response>) {
  const seen: Request[] = []
  const fetch = async (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(url, init)
    seen.push(request.clone())
    return respond(request)
  }
  const http = createHttp({ baseUrl: 'http://localhost', clock, fetch })
  return { seen, transport: createRegisterTransport({ http, session }) }
}
/** Pieces as a line brings them, cut anywhere. */
const streamOf = (text: string, size: number): Response => {
  const bytes = new TextEncoder().encode(text)
  let at = 0
  return new Response(
    new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= bytes.length) return controller.close()
        controller.enqueue(bytes.slice(at, at + size))
        at += size
      },
    }),
  )
}
const lines =
  '{"result":"progress","done":50,"total":120}\n{"result":"progress","done":120,"total":120}\n{"result":"refused","sheet":"新春村","row":7,"rejection":"alreadyExists"}\n'
const wanted = { signal: new AbortController().signal, onProgress: () => undefined }

describe('importing over HTTP', () => {
  test('the file goes up as it is, behind its head', async () => {
    const { seen, transport } = transportOn(() => Response.json({ result: 'busy' }))
    expect(await transport.preview(head, file, wanted.signal)).toEqual({
      ok: true,
      value: { result: 'busy' },
    })
    const [request] = seen
    expect(request?.headers.get('content-type')).toBe('application/octet-stream')
    expect(request?.headers.get('authorization')).toBe('Bearer token')
    const parts = splitImport(new Uint8Array((await request?.arrayBuffer()) ?? new ArrayBuffer(0)))
    expect(JSON.parse(new TextDecoder().decode(parts?.head))).toEqual(head)
    expect([...(parts?.file ?? [])]).toEqual([1, 2, 3])
  })

  test.each([1, 7, 1000])('progress and the end are read from pieces of %i bytes', async (size) => {
    const { transport } = transportOn(() => streamOf(lines, size))
    const told: number[] = []
    const end = await transport.apply(head, file, {
      ...wanted,
      onProgress: (done, total) => told.push(done, total),
    })
    expect(told).toEqual([50, 120, 120, 120])
    expect(end).toEqual({
      ok: true,
      value: { result: 'refused', sheet: '新春村', row: 7, rejection: 'alreadyExists' },
    })
  })

  test.each([
    ['a line that breaks off', '{"result":"progress","done":5,"total":9}\n{"result":"app'],
    ['no end', '{"result":"progress","done":5,"total":9}\n'],
    ['a page of somebody else', '<html>Sign in to this network</html>\n'],
    ['a line nobody knows', '{"result":"perhaps"}\n'],
  ])('%s counts as no answer', async (_name, text) => {
    const { transport } = transportOn(() => streamOf(text, 9))
    expect(await transport.apply(head, file, wanted)).toEqual({ ok: false, reason: 'network' })
  })

  test('nobody who went away gets an answer', async () => {
    const { seen, transport } = transportOn(() => Response.json({ result: 'busy' }))
    expect(await transport.preview(head, file, AbortSignal.abort())).toEqual({ ok: false, reason: 'network' })
    expect(seen).toEqual([])
  })
})
