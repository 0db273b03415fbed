/**
 * Finding people, as the page sees it: starts the worker when it is first wanted, keeps it told of every change, and
 * answers queries. While the index is still being built the answers are right for what it has, and `status` says so.
 */
import type { Client } from '../client/engine/client'
import type { Directory } from './directory'
import { createFeeder } from './feeder'
import type { SearchHosts } from './hosts'
import type { SearchHost } from './inPlace'
import type { FindFilter, Found, FromWorker, Like, LikeQuery, ToWorker } from './messages'

export interface SearchStatus {
  /** Every subject held can be found. */
  isComplete: boolean
  /** Whether names are found by pinyin: they are being read, all of them are, or it can't be done now. */
  pinyin: 'reading' | 'ready' | 'missing'
  /** Raised by each change of what can be found: an answer of before may be asked for anew. */
  revision: number
}

export interface Search {
  status(): SearchStatus
  onStatus(listener: () => void): () => void
  /** Makes ready in idle moments, so that the first keystroke finds an index. */
  start(): void
  find(query: string, filter: FindFilter): Promise<Found>
  like(query: LikeQuery): Promise<(Omit<Like, 'slot'> & { id: string })[]>
  idOf(slot: number): string | undefined
  close(): void
}

export interface SearchPorts {
  client: Pick<Client, 'rows' | 'row' | 'onChange'>
  directory: Directory
  hosts: SearchHosts
  now: () => number
  /** Resolves when the page has nothing better to do. */
  rest: () => Promise<void>
}

/** Names read in one message: some tens of milliseconds of a slow phone's worker. */
const keysPerRead = 300

type Asking = Extract<ToWorker, { id: number }>
type WithoutId<T> = T extends Asking ? Omit<T, 'id'> : never
type AnswerOf<T extends FromWorker['type']> = Extract<FromWorker, { type: T }>

export function createSearch({ client, directory, hosts, now, rest }: SearchPorts): Search {
  const status: SearchStatus = { isComplete: false, pinyin: 'reading', revision: 0 }
  const listeners = new Set<() => void>()
  const asked = new Map<number, { message: Asking; settle: (answer: FromWorker) => void }>()
  let host: SearchHost | undefined
  let lastId = 0
  let closed = false
  let updating: Promise<void> | undefined
  /** Settled when the kept readings were passed on: before that every name would be taken for an unread one. */
  let passedOn: Promise<void> = Promise.resolve()
  let stopWatching = (): void => undefined

  const post = (message: ToWorker): void => host?.post(message)
  const feeder = createFeeder(
    client,
    {
      places: (places) => post({ type: 'places', places }),
      put: (entries) => {
        post({ type: 'put', entries })
        tell()
      },
      remove: (slots) => post({ type: 'remove', slots }),
    },
    { now, rest },
  )

  function tell(): void {
    status.revision += 1
    for (const listener of listeners) listener()
  }

  function use(opened: SearchHost): void {
    host = opened
    opened.onMessage((answer) => {
      const waiting = asked.get(answer.id)
      asked.delete(answer.id)
      waiting?.settle(answer)
    })
    opened.onFailure(() => {
      if (closed || host !== opened) return
      opened.close()
      // In place it is slower and knows no pinyin it was not told, but everybody is found by name.
      use(hosts.openInPlace())
      feeder.forget()
      for (const { message } of asked.values()) post(message)
      passedOn = readDirectory()
      void update()
    })
  }

  function ask<T extends FromWorker['type']>(question: WithoutId<Asking>): Promise<AnswerOf<T>> {
    start()
    const id = ++lastId
    return new Promise((resolve) => {
      const message: Asking = { ...question, id }
      asked.set(id, { message, settle: (answer) => resolve(answer as AnswerOf<T>) })
      post(message)
    })
  }

  function start(): void {
    if (host || closed) return
    use(hosts.open())
    passedOn = readDirectory()
    stopWatching = client.onChange(({ kinds }) => {
      feeder.touch(kinds)
      void update()
    })
    void update()
  }

  async function readDirectory(): Promise<void> {
    try {
      for (const lines of await directory.read()) post({ type: 'readings', lines })
    } catch {
      // The disk is gone or dying; names are read anew.
    }
  }

  /** One at a time; what changes meanwhile is taken along by the one that runs, or by the next. */
  async function update(): Promise<void> {
    if (updating) return updating
    updating = bringUpToDate().catch(() => undefined)
    await updating
    updating = undefined
    if (feeder.isBehind && !closed) await update()
  }

  async function bringUpToDate(): Promise<void> {
    let hasChanged = false
    for (let unread = ''; ; ) {
      await passedOn
      if (closed) return
      const told = await feeder.feed()
      if (closed) return
      hasChanged ||= told
      const isNews = told || !status.isComplete
      status.isComplete = true
      if (isNews) tell()
      const { keys } = await ask<'unread'>({ type: 'unread' })
      // What can't be read stays unread.
      if (keys === '' || keys === unread) break
      unread = keys
      status.pinyin = 'reading'
      if (!(await readNames(keys.split('\n')))) {
        status.pinyin = 'missing'
        return tell()
      }
      hasChanged = true
    }
    if (status.pinyin !== 'ready') {
      status.pinyin = 'ready'
      tell()
    }
    if (hasChanged) await keepDirectory()
  }

  /** False: they can't be read now (the reader did not load); the next change tries again. */
  async function readNames(keys: readonly string[]): Promise<boolean> {
    const reader = hosts.openReader()
    try {
      for (let at = 0; at < keys.length; at += keysPerRead) {
        const lines = await reader.read(keys.slice(at, at + keysPerRead))
        if (closed) return false
        post({ type: 'readings', lines })
        tell()
      }
      return true
    } catch {
      return false
    } finally {
      reader.close()
    }
  }

  async function keepDirectory(): Promise<void> {
    const { parts } = await ask<'directory'>({ type: 'directory' })
    // A full disk is told where something is saved; this is only a shortcut for the next start.
    if (!closed) await directory.write(parts).catch(() => undefined)
  }

  return {
    status: () => ({ ...status }),
    onStatus(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start,
    find: (query, filter) => ask<'found'>({ type: 'find', query, filter }),
    async like(query) {
      const { likes } = await ask<'alike'>({ type: 'like', query })
      return likes.flatMap(({ slot, by }) => {
        const id = feeder.idOf(slot)
        return id === undefined ? [] : [{ id, by }]
      })
    },
    idOf: feeder.idOf,
    close() {
      closed = true
      stopWatching()
      listeners.clear()
      host?.close()
      asked.clear()
    },
  }
}
