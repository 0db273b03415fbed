/** What opening a database file promises: one process per file, and a typed error with one sentence for each refusal. */
import { DatabaseSync } from '@photostructure/sqlite'
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  CorruptStore,
  ForeignStore,
  NewerStore,
  StoreInUse,
  StoreUnavailable,
} from '../../../src/server/store/errors'
import { newestSchema } from '../../../src/server/store/migrations/list'
import { openStore, sqliteFileName } from '../../../src/server/store/open'
import { StorageFull } from '../../../src/server/store/port'
import { openSqliteStore } from '../../../src/server/store/sqlite'
import { makeHead, makeRow } from './makers'

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minqing-open-'))
  file = join(folder, 'data', 'minqing.sqlite')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A store that was used and closed. */
async function usedFile(): Promise<string> {
  const store = await openSqliteStore({ file })
  await store.migrate()
  const { tenantId } = makeHead()
  await store.createTenant(makeHead({ tenantId }))
  await store.write(tenantId, (tx) => tx.putRows([makeRow({ id: 'kept' })]))
  await store.close()
  return tenantId
}

describe('a database file', () => {
  test('keeps everything over close and open', async () => {
    const tenant = await usedFile()
    const store = await openSqliteStore({ file })
    await store.migrate()
    expect(await store.read(tenant, (tx) => tx.rowsOfKind('subject'))).toMatchObject([{ id: 'kept' }])
    await store.close()
  })

  test('is whole by itself once it is closed', async () => {
    const tenant = await usedFile()
    await rm(`${file}-wal`, { force: true })
    const store = await openSqliteStore({ file })
    expect(await store.read(tenant, (tx) => tx.countRows('subject'))).toBe(1)
    await store.close()
  })

  test('is for its owner only, its folder is made', async () => {
    const store = await openStore({ databaseUrl: '', dataDir: join(folder, 'new', 'deep') })
    expect(store.kind).toBe('sqlite')
    const path = join(folder, 'new', 'deep', sqliteFileName)
    await store.migrate()
    for (const name of [path, `${path}-wal`]) expect((await stat(name)).mode & 0o077).toBe(0)
    await store.close()
  })

  test('is closed only after the transactions under way', async () => {
    await usedFile()
    const store = await openSqliteStore({ file })
    await store.createTenant(makeHead({ tenantId: 'late' }))
    let begun = () => {}
    const running = new Promise<void>((resolve) => (begun = resolve))
    const writing = store.write('late', async (tx) => {
      begun()
      await new Promise((resolve) => setTimeout(resolve, 5))
      await tx.putRows([makeRow()])
    })
    await running
    await store.close()
    await expect(writing).resolves.toBeUndefined()
    await expect(store.read('late', (tx) => tx.head())).rejects.toThrow()
    const again = await openSqliteStore({ file })
    expect(await again.read('late', (tx) => tx.countRows('subject'))).toBe(1)
    await again.close()
  })
})

describe('one process per file', () => {
  const start = () => {
    const script = join(import.meta.dirname, 'holdStore.ts')
    const child = spawn(process.execPath, ['--import', 'tsx', script, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    return { child, ended, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
  }

  test('a second process is refused while the first runs, and what the first acknowledged is there after a kill', async () => {
    const first = start()
    let acknowledged = 0
    while (acknowledged < 20) acknowledged = Number((await first.lines.next()).value)

    await expect(openSqliteStore({ file })).rejects.toThrow(StoreInUse)
    const second = start()
    expect((await second.lines.next()).value).toBe('StoreInUse')
    await second.ended

    first.child.kill('SIGKILL')
    await first.ended
    for (let line = await first.lines.next(); !line.done; line = await first.lines.next()) {
      acknowledged = Number(line.value)
    }

    // The lock went with the process; nothing has to be removed by hand.
    const store = await openSqliteStore({ file })
    await store.migrate()
    await store.read('kept', async (tx) => {
      const { version } = await tx.head()
      expect(version).toBeGreaterThanOrEqual(acknowledged)
      expect((await tx.lines('area:1', 0, version, 1e6)).length).toBe(version)
    })
    await store.close()
  })

  test('the same process is refused too, by whichever name the file is called, until it is closed', async () => {
    const store = await openSqliteStore({ file })
    await symlink(join(folder, 'data'), join(folder, 'alias'))
    await expect(openSqliteStore({ file: join(folder, 'alias', 'minqing.sqlite') })).rejects.toThrow(
      StoreInUse,
    )
    await store.close()
    await (await openSqliteStore({ file: join(folder, 'alias', 'minqing.sqlite') })).close()
  })

  test('the sentence names the file and what is the matter', async () => {
    const store = await openSqliteStore({ file })
    await expect(openSqliteStore({ file })).rejects.toThrow(
      `The database ${file} is in use by another server.`,
    )
    await store.close()
  })
})

describe('a file that is not ours', () => {
  const makeFile = async (statements: string) => {
    await mkdir(join(folder, 'data'))
    const db = new DatabaseSync(file)
    db.exec(statements)
    db.close()
  }

  test.each([
    ['tables of another program', 'create table contacts (id integer primary key)'],
    ['the mark of another program', 'pragma application_id = 77'],
    ['both', 'pragma application_id = 77; create table entity (id text)'],
  ])('with %s is refused and left as it was', async (_, statements) => {
    await makeFile(statements)
    const before = await readFile(file)
    await expect(openSqliteStore({ file })).rejects.toThrow(ForeignStore)
    expect(Buffer.compare(await readFile(file), before)).toBe(0)
  })

  test('that is no database at all is refused and left as it was', async () => {
    await mkdir(join(folder, 'data'))
    await writeFile(file, '走访记录\n'.repeat(1_000))
    await expect(openSqliteStore({ file })).rejects.toThrow(ForeignStore)
    expect(await readFile(file, 'utf8')).toBe('走访记录\n'.repeat(1_000))
    // And the refusal keeps no lock.
    await rm(file)
    await (await openSqliteStore({ file })).close()
  })

  test('but empty is taken', async () => {
    await mkdir(join(folder, 'data'))
    await writeFile(file, '')
    await (await openSqliteStore({ file })).close()
  })

  test('that was ours and is damaged is called damaged', async () => {
    await usedFile()
    const bytes = await readFile(file)
    // The first page holds the header, which stays, and the list of tables.
    bytes.fill(0xff, 100, 4096)
    await writeFile(file, bytes)
    const opening = openSqliteStore({ file }).then((store) => store.migrate().finally(() => store.close()))
    await expect(opening).rejects.toThrow(CorruptStore)
  })
})

describe('a schema that this program does not know', () => {
  test('is refused by the migration and by nothing changed', async () => {
    await usedFile()
    const change = (text: string) => {
      const db = new DatabaseSync(file)
      const rows: unknown[] = db.prepare(text).all()
      db.close()
      return rows
    }
    change(`insert into schema_migration values (999, 'later', 'minqing', 0)`)
    const store = await openSqliteStore({ file })
    await expect(store.migrate()).rejects.toThrow(NewerStore)
    expect(await store.schemaVersion()).toBe(999)
    await store.close()
    const known = Array.from({ length: newestSchema }, (_, index) => ({ number: index + 1 }))
    expect(change('select number from schema_migration order by number')).toMatchObject([
      ...known,
      { number: 999 },
    ])
  })

  test('an unmigrated store has version 0', async () => {
    const store = await openSqliteStore({ file })
    expect(await store.schemaVersion()).toBe(0)
    await store.close()
  })
})

describe('a folder that cannot be written', () => {
  test('because a file stands in its place', async () => {
    await writeFile(join(folder, 'data'), 'a file')
    const opening = openSqliteStore({ file })
    await expect(opening).rejects.toThrow(StoreUnavailable)
    await expect(opening).rejects.toThrow(`The data folder ${join(folder, 'data')} cannot be written.`)
  })

  test('because it belongs to somebody else', async () => {
    await (await openSqliteStore({ file: ':memory:' })).close()
    await mkdir(join(folder, 'data'), { mode: 0o500 })
    // Root may write anywhere, so root steps down for a moment.
    const isRoot = process.getuid?.() === 0
    try {
      if (isRoot) process.seteuid?.(65_534)
      await expect(openSqliteStore({ file })).rejects.toThrow(StoreUnavailable)
    } finally {
      if (isRoot) process.seteuid?.(0)
    }
  })

  test('because the database itself is a folder', async () => {
    await mkdir(file, { recursive: true })
    await expect(openSqliteStore({ file })).rejects.toThrow(StoreUnavailable)
  })
})

test('a full disk is told as StorageFull, and the write changed nothing', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await store.migrate()
  const { tenantId } = makeHead()
  await store.createTenant(makeHead({ tenantId }))
  const full = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
  const writing = store.write(tenantId, async (tx) => {
    await tx.putRows([makeRow()])
    throw full
  })
  await expect(writing).rejects.toThrow(StorageFull)
  await expect(writing).rejects.toMatchObject({ cause: full })
  expect(await store.read(tenantId, (tx) => tx.countRows('subject'))).toBe(0)
  await store.close()
})
