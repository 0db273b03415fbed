/**
 * The raw floors, in the browser: IndexedDB as it is, without sealing, checking or parsing more than a floor's own name
 * says. Every measurement begins with its database open and empty, unless it is about opening.
 */
type Line = { key: string; kind: string; id: string; version: number; data: unknown }

const stores = ['chunks', 'rows', 'one'] as const
type StoreName = (typeof stores)[number]

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      for (const store of stores) {
        const made = request.result.createObjectStore(store, { keyPath: 'key' })
        if (store === 'rows') made.createIndex('byTime', 'data.recordedAt')
      }
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('a floor could not open its database'))
  })
}

const deleted = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(new Error('a floor could not delete its database'))
  })

async function fresh(name: string): Promise<IDBDatabase> {
  await deleted(name)
  return open(name)
}

/** Resolves at the transaction's `complete` event. */
function write(
  db: IDBDatabase,
  store: StoreName,
  durability: IDBTransactionDurability,
  put: (store: IDBObjectStore) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, 'readwrite', { durability })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(new Error('a floor could not write'))
    put(transaction.objectStore(store))
    transaction.commit()
  })
}

const read = <T>(db: IDBDatabase, store: StoreName): Promise<T[]> =>
  new Promise((resolve, reject) => {
    const request = db.transaction(store).objectStore(store).getAll()
    request.onsuccess = () => resolve(request.result as T[])
    request.onerror = () => reject(new Error('a floor could not read'))
  })

/** Views of the chunks of a packed file (`packedFile.ts`). */
function chunksIn(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const headerLength = new DataView(file.buffer).getUint32(0)
  const lengths = JSON.parse(new TextDecoder().decode(file.subarray(4, 4 + headerLength))) as number[]
  let at = 4 + headerLength
  return lengths.map((length) => file.subarray(at, (at += length)))
}

const fetched = async (file: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await fetch(file, { cache: 'no-store' })).arrayBuffer())

function toRow(line: string): Line {
  const [first, second, third] = [line.indexOf(' '), 0, 0]
  const afterId = line.indexOf(' ', first + 1 + second)
  const afterVersion = line.indexOf(' ', afterId + 1 + third)
  const [kind, id] = [line.slice(0, first), line.slice(first + 1, afterId)]
  const version = Number(line.slice(afterId + 1, afterVersion))
  return {
    key: `${kind}:${id}`,
    kind,
    id,
    version,
    data: JSON.parse(line.slice(afterVersion + 1)) as unknown,
  }
}

const toRows = (chunk: BufferSource): Line[] => new TextDecoder().decode(chunk).split('\n').map(toRow)

/** From asking for the file to the `complete` event of the one relaxed transaction that stores its chunks unparsed. */
async function packedFirst(file: string): Promise<number> {
  const db = await fresh('packed')
  const startedAt = performance.now()
  const chunks = chunksIn(await fetched(file))
  // A copy each: a view would be stored with the whole file behind it.
  await write(db, 'chunks', 'relaxed', (store) =>
    chunks.forEach((chunk, key) => store.put({ key, bytes: chunk.slice() })),
  )
  const ms = performance.now() - startedAt
  db.close()
  return ms
}

/** From asking for the file to the `complete` event of the one relaxed transaction with one `put` a record. */
async function rowsFirst(file: string): Promise<number> {
  const db = await fresh('rows')
  const startedAt = performance.now()
  const chunks = chunksIn(await fetched(file))
  await write(db, 'rows', 'relaxed', (store) => {
    for (const chunk of chunks) for (const row of toRows(chunk)) if (row.data !== null) store.put(row)
  })
  const ms = performance.now() - startedAt
  db.close()
  return ms
}

/** From the start of the navigation to this page until all chunks are read back; `readMs` without the navigation. */
async function packedRead(): Promise<{ ms: number; readMs: number; bytes: number }> {
  const startedAt = performance.now()
  const db = await open('packed')
  const chunks = await read<{ bytes: Uint8Array }>(db, 'chunks')
  const now = performance.now()
  db.close()
  return { ms: now, readMs: now - startedAt, bytes: chunks.reduce((sum, { bytes }) => sum + bytes.length, 0) }
}

/** The same with one record a row. */
async function rowsRead(): Promise<{ ms: number; readMs: number; rows: number }> {
  const startedAt = performance.now()
  const db = await open('rows')
  const rows = await read<Line>(db, 'rows')
  const now = performance.now()
  db.close()
  return { ms: now, readMs: now - startedAt, rows: rows.length }
}

/** The newest visits out of the packed chunks: read back, parsed, sorted. */
async function packedLatest(count: number): Promise<number> {
  const db = await open('packed')
  const startedAt = performance.now()
  const visits: Line[] = []
  for (const { bytes } of await read<{ bytes: Uint8Array<ArrayBuffer> }>(db, 'chunks')) {
    // Chunks are of one kind, but for a few.
    if (bytes[0] === 118) visits.push(...toRows(bytes))
  }
  const at = ({ data }: Line): number => (data as { recordedAt?: number }).recordedAt ?? 0
  visits.sort((a, b) => at(b) - at(a)).slice(0, count)
  const ms = performance.now() - startedAt
  db.close()
  return ms
}

/** The newest visits by an index of the database, one cursor step each. */
async function rowsLatest(count: number): Promise<number> {
  const db = await open('rows')
  const startedAt = performance.now()
  const found: Line[] = []
  await new Promise<void>((resolve, reject) => {
    const request = db.transaction('rows').objectStore('rows').index('byTime').openCursor(null, 'prev')
    request.onerror = () => reject(new Error('a floor could not read'))
    request.onsuccess = () => {
      const cursor = request.result
      if (!cursor || found.length === count) return resolve()
      if ((cursor.value as Line).kind === 'visit') found.push(cursor.value as Line)
      cursor.continue()
    }
  })
  const ms = performance.now() - startedAt
  db.close()
  return ms
}

/** Sends bytes that were compressed before and stores the answer as one record. */
async function post(bytes: Uint8Array<ArrayBuffer>, records: number): Promise<number> {
  const db = await fresh('small')
  const startedAt = performance.now()
  const answer = await (await fetch('/post', { method: 'POST', body: bytes })).text()
  await write(db, 'one', 'relaxed', (store) => {
    for (let key = 0; key < records; key++) store.put({ key, answer })
  })
  const ms = performance.now() - startedAt
  db.close()
  return ms
}

export const floors = {
  packedFirst,
  rowsFirst,
  packedRead,
  rowsRead,
  packedLatest,
  rowsLatest,
  post: (base64: string, records: number) =>
    post(
      Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
      records,
    ),
}
export type Floors = typeof floors
Object.assign(globalThis, { floors })
