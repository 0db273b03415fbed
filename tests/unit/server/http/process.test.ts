/** The real process, as `npm start` runs it: exits, signals, what survives them. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadSqlite } from '../../../../src/server/store/sqliteEngine'
import { DEMO_PASSWORD } from '../../../../src/server/seed/people'
import { makeDevice } from './makeDevice'

const main = resolve('src/server/main.ts')
const slow = 90_000

let base: string
let dataDir: string
const children = new Set<ChildProcess>()
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'minqing-process-'))
  dataDir = join(base, 'data')
})
afterEach(async () => {
  for (const child of children) {
    child.kill('SIGKILL')
    await new Promise((ended) =>
      child.exitCode === null && child.signalCode === null ? child.once('exit', ended) : ended(0),
    )
  }
  children.clear()
  rmSync(base, { recursive: true, force: true })
})

interface Run {
  child: ChildProcess
  /** What it has written so far. */
  out: { stdout: string; stderr: string }
  ended: Promise<number | null>
}

function run(env: Record<string, string>): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  const out = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk: Buffer) => (out.stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (out.stderr += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, out, ended }
}

/** Resolves with the port when the banner is there. */
async function ready({ out, ended }: Run): Promise<number> {
  for (;;) {
    const port = /open\s+http:\/\/[^\s]*:(\d+)\s[^]*Ctrl-C/.exec(out.stdout)?.[1]
    if (port !== undefined) return Number(port)
    const code = await Promise.race([
      ended,
      new Promise<'waiting'>((later) => setTimeout(later, 20, 'waiting')),
    ])
    if (code !== 'waiting') throw new Error(`ended with ${code}: ${out.stderr}`)
  }
}

const empty = { DEMO: '0' }
const bothLanguages = /^[^\n]*[\u4e00-\u9fff][^\n]*\n[^\n\u4e00-\u9fff]*[A-Za-z][^\n\u4e00-\u9fff]*\n$/

/** Runs until it ends by itself: one sentence in each language on stderr, nothing on stdout, exit code 1. */
async function refused(env: Record<string, string>): Promise<string> {
  const { out, ended } = run(env)
  expect(await ended).toBe(1)
  expect(out.stderr).toMatch(bothLanguages)
  expect(out.stdout).toBe('')
  return out.stderr
}

const health = async (port: number) =>
  (await (await fetch(`http://127.0.0.1:${port}/api/health`)).json()) as Record<string, unknown>
const signIn = (port: number, login: string, password: string) =>
  fetch(`http://127.0.0.1:${port}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login, password, deviceKey: makeDevice().publicKey, deviceLabel: '测试' }),
  })

describe('one clear sentence and a non-zero exit for', () => {
  test(
    'a port that is no number',
    async () => {
      expect(await refused({ PORT: 'http' })).toContain(
        'PORT must be a whole number from 0 to 65535, it is "http".',
      )
      expect(existsSync(dataDir)).toBe(false)
    },
    slow,
  )

  test(
    'a taken port, and nothing is written',
    async () => {
      const other = createServer().listen(0, '127.0.0.1')
      await new Promise((listening) => other.once('listening', listening))
      const { port } = other.address() as { port: number }
      expect(await refused({ PORT: String(port) })).toContain(`Port ${port} on 127.0.0.1 is taken`)
      expect(existsSync(dataDir)).toBe(false)
      other.close()
    },
    slow,
  )

  test(
    'a data folder that is a file',
    async () => {
      writeFileSync(dataDir, '')
      expect(await refused(empty)).toContain(`DATA_DIR is not a folder: ${dataDir}`)
    },
    slow,
  )

  test(
    'a data folder that cannot be written',
    async () => {
      expect(await refused({ ...empty, DATA_DIR: '/proc/minqing' })).toContain(
        'The data folder cannot be written: /proc/minqing',
      )
    },
    slow,
  )

  test(
    'a folder of somebody else, which stays as it was',
    async () => {
      mkdirSync(dataDir)
      writeFileSync(join(dataDir, 'holiday.jpg'), 'x')
      expect(await refused(empty)).toContain(`${dataDir} holds other files`)
      expect(readdirSync(dataDir)).toEqual(['holiday.jpg'])
    },
    slow,
  )

  test(
    'a half-configured database',
    async () => {
      expect(await refused({ DATABASE_URL: '' })).toContain('DATABASE_URL is incomplete')
      expect(existsSync(dataDir)).toBe(false)
    },
    slow,
  )

  test(
    'a database that cannot be reached',
    async () => {
      const url = 'postgres://minqing:topsecret@127.0.0.1:1/minqing'
      const sentence = await refused({ ...empty, DATABASE_URL: url })
      expect(sentence).toContain('127.0.0.1:1 cannot be reached')
      expect(sentence).not.toContain('topsecret')
    },
    slow,
  )

  test(
    'a file that is no database',
    async () => {
      mkdirSync(dataDir)
      writeFileSync(join(dataDir, 'minqing.json'), '{"program":"minqing","format":1}')
      writeFileSync(
        join(dataDir, 'minqing.sqlite'),
        'this is no database at all, and longer than its header would be'.repeat(20),
      )
      expect(await refused(empty)).toContain('belongs to another program or is no database')
    },
    slow,
  )

  test(
    'a second server on the same file; the first one goes on',
    async () => {
      const first = run(empty)
      const port = await ready(first)
      expect(await refused(empty)).toContain(`Another server is using the database in ${dataDir}`)
      expect(await health(port)).toMatchObject({ ready: true })
    },
    slow,
  )

  test(
    'data of a newer version, which stays as it was',
    async () => {
      const first = run(empty)
      await ready(first)
      first.child.kill('SIGTERM')
      await first.ended
      const { DatabaseSync } = await loadSqlite()
      const db = new DatabaseSync(join(dataDir, 'minqing.sqlite'))
      db.exec(
        "insert into schema_migration (number, name, application, applied_at) values (9999, 'later', 'minqing', 0)",
      )
      db.close()
      expect(await refused(empty)).toContain('The database has schema 9999')
    },
    slow,
  )

  test(
    'keys that are gone, that cannot be read, and keys of another database',
    async () => {
      const demo = run({})
      await ready(demo)
      demo.child.kill('SIGTERM')
      await demo.ended
      const ring = join(dataDir, 'keys/ring.json')
      const keys = readFileSync(ring)
      rmSync(join(dataDir, 'keys'), { recursive: true })
      expect(await refused({})).toContain('has no keys for zone 421303499')

      writeFileSync(ring, '{')
      expect(await refused({})).toContain(`The key file cannot be read: ${ring}`)

      writeFileSync(ring, keys)
      for (const name of readdirSync(dataDir).filter((name) => name.startsWith('minqing.sqlite')))
        rmSync(join(dataDir, name))
      expect(await refused({})).toContain('belongs to another database (zone 421303499)')
    },
    slow,
  )
})

describe('a server', () => {
  test(
    'with the demo zone keeps everything over a stop and over a kill, also in the middle of the first start',
    async () => {
      const killed = run({})
      // The marker says that the demo has begun; the store is being filled.
      while (
        !/"done":false/.test(
          existsSync(join(dataDir, 'minqing.json'))
            ? readFileSync(join(dataDir, 'minqing.json'), 'utf8')
            : '',
        )
      ) {
        await new Promise((later) => setTimeout(later, 5))
      }
      killed.child.kill('SIGKILL')
      await killed.ended

      const first = run({})
      const firstPort = await ready(first)
      expect(first.out.stdout).toContain(DEMO_PASSWORD)
      const before = await health(firstPort)
      expect(before).toMatchObject({ live: true, ready: true, store: 'sqlite' })
      expect((await signIn(firstPort, 'cadre1', DEMO_PASSWORD)).status).toBe(200)
      const counted = await countEverything()
      expect(counted['visit']).toBeGreaterThanOrEqual(400)
      first.child.kill('SIGTERM')
      expect(await first.ended).toBe(0)

      const second = run({})
      const secondPort = await ready(second)
      expect(await health(secondPort)).toMatchObject({ epoch: before['epoch'] })
      expect((await signIn(secondPort, 'office1', DEMO_PASSWORD)).status).toBe(200)
      expect(await countEverything()).toEqual(counted)
      second.child.kill('SIGKILL')
      await second.ended

      // The same data where others could reach it: the published password opens nothing any more.
      const open = run({ HOST: '0.0.0.0' })
      const openPort = await ready(open)
      expect(open.out.stdout).toContain('the demo accounts are refused')
      expect(open.out.stdout).not.toContain(DEMO_PASSWORD)
      expect((await signIn(openPort, 'cadre1', DEMO_PASSWORD)).status).toBe(401)
    },
    slow,
  )

  test(
    'beyond this machine has no demo; its printed link makes the first administrator, once',
    async () => {
      const server = run({ HOST: '0.0.0.0' })
      const port = await ready(server)
      const token = /\/set-up#([\w-]{32})\n/.exec(server.out.stdout)?.[1] ?? ''
      expect(token).not.toBe('')
      expect((await signIn(port, 'admin1', DEMO_PASSWORD)).status).toBe(401)
      const body = JSON.stringify({
        token,
        tenantId: '990000005',
        tenantName: '第五试验区',
        adminName: '左安然',
        login: 'admin',
        password: 'a long enough password',
      })
      const setUp = () =>
        fetch(`http://127.0.0.1:${port}/api/auth/set-up`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body,
        })
      expect((await setUp()).status).toBe(200)
      expect((await setUp()).status).toBe(404)
      expect((await signIn(port, 'admin', 'a long enough password')).status).toBe(200)
      server.child.kill('SIGINT')
      expect(await server.ended).toBe(0)

      const again = run({ HOST: '0.0.0.0' })
      const secondPort = await ready(again)
      expect(again.out.stdout).not.toContain('set-up')
      expect((await signIn(secondPort, 'admin', 'a long enough password')).status).toBe(200)
    },
    slow,
  )

  test(
    'ends open pokes when it is told to stop, and exits with 0',
    async () => {
      const server = run({})
      const port = await ready(server)
      const { token } = (await (await signIn(port, 'cadre1', DEMO_PASSWORD)).json()) as { token: string }
      const poke = await fetch(`http://127.0.0.1:${port}/api/poke`, {
        headers: { Authorization: `Bearer ${token}` },
      })
      server.child.kill('SIGTERM')
      expect(await poke.text()).toBe('retry: 5000\n\n')
      expect(await server.ended).toBe(0)
      expect(server.out.stderr).toContain('"msg":"stopped"')
    },
    slow,
  )
})

async function countEverything(): Promise<Record<string, number>> {
  const { DatabaseSync } = await loadSqlite()
  const db = new DatabaseSync(join(dataDir, 'minqing.sqlite'), { readOnly: true })
  const rows = db.prepare('select kind, count(*) as n from entity group by kind').all() as {
    kind: string
    n: number
  }[]
  db.close()
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))
}
