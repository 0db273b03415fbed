import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEdge, problemOf, type Edge } from './makeEdge'

const page = '<!doctype html><title>民情簿</title>'
const script = `export const text = ${JSON.stringify('民'.repeat(2_000))}`

let folder: string
let edge: Edge
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'minqing-static-'))
  writeFileSync(join(folder, 'secret.txt'), 'outside')
  const app = join(folder, 'app')
  mkdirSync(join(app, 'assets'), { recursive: true })
  writeFileSync(join(app, 'index.html'), page)
  writeFileSync(join(app, 'sw.js'), 'self.skip')
  writeFileSync(join(app, 'manifest.webmanifest'), '{}')
  writeFileSync(join(app, 'assets/main-3f9c.js'), script)
  writeFileSync(join(app, 'icon.png'), Buffer.alloc(4_000))
  edge = await makeEdge({ staticDir: app })
})
afterAll(() => rmSync(folder, { recursive: true }))

const get = (path: string, headers: Record<string, string> = {}) => edge.app.request(path, { headers })

describe('the built app', () => {
  test('keeps what has a hash in its name for ever, and asks for the rest', async () => {
    const cached = async (path: string) => (await get(path)).headers.get('cache-control')
    expect(await cached('/assets/main-3f9c.js')).toBe('public, max-age=31536000, immutable')
    for (const path of ['/sw.js', '/index.html', '/manifest.webmanifest', '/icon.png'])
      expect(await cached(path)).toBe('no-cache')
  })

  test('has the right types', async () => {
    const type = async (path: string) => (await get(path)).headers.get('content-type')
    expect(await type('/index.html')).toBe('text/html; charset=utf-8')
    expect(await type('/assets/main-3f9c.js')).toBe('text/javascript; charset=utf-8')
    expect(await type('/manifest.webmanifest')).toBe('application/manifest+json; charset=utf-8')
    expect(await type('/icon.png')).toBe('image/png')
  })

  test('is packed when the browser takes it, pictures are not', async () => {
    const br = await get('/assets/main-3f9c.js', { 'Accept-Encoding': 'gzip, deflate, br' })
    expect(br.headers.get('content-encoding')).toBe('br')
    expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString()).toBe(script)
    const gzip = await get('/assets/main-3f9c.js', { 'Accept-Encoding': 'gzip' })
    expect(gunzipSync(Buffer.from(await gzip.arrayBuffer())).toString()).toBe(script)
    expect(await (await get('/assets/main-3f9c.js')).text()).toBe(script)
    expect((await get('/icon.png', { 'Accept-Encoding': 'br' })).headers.get('content-encoding')).toBeNull()
  })

  test('is not sent again when it has not changed', async () => {
    const etag = (await get('/sw.js')).headers.get('etag') ?? ''
    const again = await get('/sw.js', { 'If-None-Match': `"other", W/${etag}` })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect((await get('/sw.js', { 'If-None-Match': '"other"' })).status).toBe(200)
  })

  test.each([
    '/',
    '/subjects/018f',
    '/未知',
    '/%zz',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
  ])('answers a navigation to %s with the page', async (path) => {
    const response = await get(path, { Accept: 'text/html,*/*' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(page)
  })

  test.each([
    '/nothing.js',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets',
    '/assets/',
    '/assets/%00',
  ])('has no %s for anything but a navigation', async (path) => {
    const response = await get(path, { Accept: '*/*' })
    expect(response.status).toBe(404)
    expect((await problemOf(response)).code).toBe('notFound')
  })

  test('gives the page at its own address to everyone', async () => {
    expect(await (await get('/', { Accept: '*/*' })).text()).toBe(page)
  })

  test('a missing part of the app is no page, also in a navigation', async () => {
    expect((await get('/assets/gone-1.js', { Accept: 'text/html' })).status).toBe(404)
  })

  test('nothing is taken there', async () => {
    const response = await edge.app.request('/index.html', { method: 'PUT' })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD')
  })
})
