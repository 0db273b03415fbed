/**
 * PostgreSQL for the contract tests: one server per run, from the global setup of the vitest project `contract`. It is
 * the one of `MINQING_TEST_DATABASE_URL`, else of `DATABASE_URL`, else a throw-away cluster made from the binaries
 * found. On a server of somebody's own the tests make databases and roles, use nothing else there, and drop them.
 * Where there is none the rest is tested, and the run says loudly what was not: those tests count as skipped.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  accessSync,
  chownSync,
  constants,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'

/** `adminUrl` leads to a database from which others are made and dropped. */
export type PostgresForTests = { state: 'ready'; adminUrl: string } | { state: 'notTested'; reason: string }

declare module 'vitest' {
  interface ProvidedContext {
    postgres: PostgresForTests
  }
}

/** vitest calls it once before the tests of the project, and what it returns after them, failed or not. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { given, refusal } = await givenServer()
  if (given !== undefined) {
    project.provide('postgres', { state: 'ready', adminUrl: given })
    return async () => undefined
  }
  const binaries = findBinaries()
  if (binaries !== undefined) {
    const cluster = await startCluster(binaries)
    project.provide('postgres', { state: 'ready', adminUrl: cluster.adminUrl })
    return cluster.stop
  }
  const reason = refusal ?? 'no server, no DATABASE_URL'
  process.stderr.write(`\nPostgreSQL is NOT tested: ${reason}. ${howToGetOne}\n\n`)
  project.provide('postgres', { state: 'notTested', reason })
  return async () => undefined
}

const howToGetOne =
  'Install the server (Debian: apt-get install postgresql) or name one in MINQING_TEST_DATABASE_URL.'

/**
 * `MINQING_TEST_DATABASE_URL` is a promise: what is wrong with it fails the tests. `DATABASE_URL` is a setting of the
 * product, so it serves only where its user may make databases and roles.
 */
async function givenServer(): Promise<{ given?: string; refusal?: string }> {
  const named = process.env['MINQING_TEST_DATABASE_URL']
  if (named) return { given: named }
  const ofProduct = process.env['DATABASE_URL']
  if (!ofProduct) return {}
  try {
    return (await mayMakeDatabases(ofProduct))
      ? { given: ofProduct }
      : { refusal: 'the user of DATABASE_URL may not make databases and roles' }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
    return { refusal: `the server of DATABASE_URL cannot be used (${code})` }
  }
}

async function mayMakeDatabases(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    const { rows } = await client.query<{ may: boolean }>(
      'select rolsuper or (rolcreatedb and rolcreaterole) as may from pg_roles where rolname = current_user',
    )
    return rows[0]?.may === true
  } finally {
    await client.end()
  }
}

/** What the global setup found; tests of PostgreSQL are skipped, with the reason in their name, by `notTested`. */
export function postgresForTests(): PostgresForTests {
  const found = inject('postgres') as PostgresForTests | undefined
  if (!found) throw new Error('tests/support/postgres.ts is not the global setup of this vitest project')
  return found
}

export interface TestDatabase {
  url: string
  drop: () => Promise<void>
}

let made = 0

/** A new empty database. */
export async function createTestDatabase(adminUrl: string): Promise<TestDatabase> {
  const name = `minqing_test_${process.pid}_${Date.now()}_${++made}`
  await asAdmin(adminUrl, `create database ${name} encoding 'UTF8' template template0`)
  return {
    url: withParts(adminUrl, { database: name }),
    drop: () => asAdmin(adminUrl, `drop database if exists ${name} with (force)`),
  }
}

export async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export function withParts(
  url: string,
  parts: { database?: string; user?: string; password?: string },
): string {
  const changed = new URL(url)
  if (parts.database !== undefined) changed.pathname = `/${parts.database}`
  if (parts.user !== undefined) changed.username = parts.user
  if (parts.password !== undefined) changed.password = parts.password
  return changed.href
}

/** A folder with `initdb` and `postgres`: the newest of Debian's from 15 on, else one of PATH. */
function findBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existingEntries(debian)
    .filter((version) => Number(version) >= 15)
    .sort((a, b) => Number(b) - Number(a))
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ]
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => isExecutable(join(folder, name))))
}

function existingEntries(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Runs the server until its standard input ends, then removes the folder. The pipe ends with the test process however
 * that ends, also by kill -9, so that no cluster is left behind. $1 = folder, $2 = binaries.
 * `guarded` is the one user who needs a password. Durability is off: nothing here outlives the run.
 */
const clusterScript = `
  cd "$1" || exit 1
  "$2/initdb" -D "$1/data" -U minqing --encoding=UTF8 --locale=C --auth=trust --no-sync >"$1/log" 2>&1 || exit 1
  printf 'local all guarded scram-sha-256\\nlocal all all trust\\n' >"$1/data/pg_hba.conf"
  "$2/postgres" -D "$1/data" -k "$1" -c listen_addresses= -c max_connections=60 \\
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off >>"$1/log" 2>&1 &
  server=$!
  cat >/dev/null
  kill -INT "$server"
  wait "$server"
  cd /
  rm -rf "$1"
`

async function startCluster(binaries: string): Promise<{ adminUrl: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(shortTemporaryFolder(), 'minqing-pg-'))
  const owner = serverUser()
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const shell = spawn('/bin/sh', ['-c', clusterScript, 'sh', folder, binaries], {
    ...owner,
    // A group of its own: Ctrl-C in the terminal must not end the shell before it has cleaned up.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.unref()
  const stop = async () => {
    shell.ref()
    shell.stdin.end()
    if (shell.exitCode === null) await new Promise((resolve) => shell.once('exit', resolve))
  }
  const adminUrl = `postgresql://minqing@localhost/postgres?host=${encodeURIComponent(folder)}`
  try {
    await untilReady(adminUrl, shell)
  } catch (error) {
    const log = existingEntries(folder).includes('log') ? readFileSync(join(folder, 'log'), 'utf8') : ''
    await stop()
    throw new Error(`The PostgreSQL of ${binaries} did not start.\n${log.slice(-2_000)}`, { cause: error })
  }
  return { adminUrl, stop }
}

/** The path of a unix socket may have 107 characters; some systems' temporary folders are longer. */
function shortTemporaryFolder(): string {
  const folder = realpathSync(tmpdir())
  return folder.length < 60 ? folder : '/tmp'
}

/** PostgreSQL refuses to run as root: then as the user of its package, else as nobody. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string, user: string) => Number(spawnSync('id', [flag, user]).stdout.toString() || NaN)
  const user = Number.isNaN(idOf('-u', 'postgres')) ? 'nobody' : 'postgres'
  return { uid: idOf('-u', user), gid: idOf('-g', user) }
}

async function untilReady(url: string, shell: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + 60_000
  for (;;) {
    try {
      await asAdmin(url, 'select 1')
      return
    } catch (error) {
      if (shell.exitCode !== null || Date.now() > giveUpAt) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
