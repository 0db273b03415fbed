import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { choosePacking, pack, smallestPackedBytes, type Packing, type OwnBytes } from './packAnswer'
import { problemResponse } from './problemResponse'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}
/** Everything else is packed already. */
const packable = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.txt', '.wasm'])

/** Names under `assets/` carry a hash of their content: a changed file has another name. */
const immutable = 'public, max-age=31536000, immutable'
/** The page and its worker name all others, so they are asked for each time (a 304 costs one round trip). */
const askEachTime = 'no-cache'

interface Loaded {
  bytes: OwnBytes
  etag: string
  packed: Map<'br' | 'gzip', Promise<OwnBytes>>
}

export interface StaticFiles {
  /** The file, `index.html` for a page's address, or a `notFound` problem. */
  respond(request: Request): Promise<Response>
}

/**
 * The built app. Only files that were there at the start are served, found by name in a list, so that no path can
 * lead outside. All of it together is one or two megabytes and stays in memory, packed at the first request.
 */
export function createStaticFiles(folder: string | undefined): StaticFiles {
  const names = new Set(folder !== undefined && existsSync(folder) ? filesUnder(folder) : [])
  const loaded = new Map<string, Promise<Loaded>>()

  function load(name: string): Promise<Loaded> {
    const known = loaded.get(name)
    if (known) return known
    const loading = readFile(join(folder ?? '', name)).then((content) => ({
      bytes: Buffer.from(content),
      etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`,
      packed: new Map<'br' | 'gzip', Promise<OwnBytes>>(),
    }))
    loaded.set(name, loading)
    loading.catch(() => loaded.delete(name))
    return loading
  }

  return {
    async respond(request) {
      const name = nameOf(request, names)
      if (name === undefined) return problemResponse({ code: 'notFound' })
      const file = await load(name)
      const headers = {
        'Content-Type': contentTypes[extname(name)] ?? 'application/octet-stream',
        'Cache-Control': name.startsWith('assets/') ? immutable : askEachTime,
        ETag: file.etag,
        Vary: 'Accept-Encoding',
      }
      if (hasTag(request.headers.get('if-none-match'), file.etag))
        return new Response(null, { status: 304, headers })
      const isPackable = packable.has(extname(name)) && file.bytes.byteLength >= smallestPackedBytes
      const packing = isPackable ? choosePacking(request.headers.get('accept-encoding')) : undefined
      if (!packing) return new Response(file.bytes, { headers })
      return new Response(await packedOnce(file, packing), {
        headers: { ...headers, 'Content-Encoding': packing },
      })
    },
  }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

/** A page's address (a navigation, no file of that name) is the app's own business: it gets `index.html`. */
function nameOf(request: Request, names: ReadonlySet<string>): string | undefined {
  const name = decode(new URL(request.url).pathname).slice(1)
  if (names.has(name)) return name
  // Asked for by its own address it is there for everyone: uptime checks and command lines accept anything.
  if (name === '' && names.has('index.html')) return 'index.html'
  const isPage = request.headers.get('accept')?.includes('text/html') === true && !name.startsWith('assets/')
  return isPage && names.has('index.html') ? 'index.html' : undefined
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const hasTag = (ifNoneMatch: string | null, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)

function packedOnce(file: Loaded, packing: NonNullable<Packing>): Promise<OwnBytes> {
  const known = file.packed.get(packing)
  if (known) return known
  const started = pack(file.bytes, packing, { best: true })
  file.packed.set(packing, started)
  return started
}
