/**
 * The home segment: what the first screen showed last, sealed beside the rows, so that a start shows it before ten
 * thousand rows are unpacked. It counts only while nothing was saved, received or drafted since, so it is never old
 * news; the rows that it names come along and are shown as rows until the real ones are there.
 */
import type { AnyRow, RowKind } from '../../../domain/rows'
import { rowLine } from '../../../sync/line'
import { homeKey, type DeviceStore, type DraftRecord } from '../../db/port'
import type { Vault } from '../ports'
import type { Memory } from './memory'
import { sealContext } from './unseal'

interface HomePorts {
  store: DeviceStore
  vault: Vault
}

interface Home {
  revision: number
  drafts: string
  lines: string[]
  content: unknown
}

export interface Shown {
  /** Plain data. */
  content: unknown
  /** Rows that it names. */
  rows: readonly { kind: RowKind; id: string }[]
}

/** Undefined: nothing was kept, it does not open, or a draft was written or dropped since. */
export async function readHome({ store, vault }: HomePorts): Promise<Home | undefined> {
  const [record, drafts] = await Promise.all([store.get('home', homeKey), store.all('drafts')])
  if (!record) return undefined
  try {
    const home = JSON.parse(await vault.open(record.sealed, sealContext.home)) as Home
    return home.drafts === stampOf(drafts) ? home : undefined
  } catch {
    return undefined
  }
}

/** Writes what the memory comes to now, and nothing when that is what it wrote last. */
export function createHomeKeeper(
  { store, vault }: HomePorts,
  memory: Memory,
): (shown: Shown) => Promise<void> {
  let kept = ''
  return async ({ content, rows }) => {
    const { revision } = memory.books
    const lines = rows.flatMap(({ kind, id }) => {
      const row = memory.confirmed.get(kind, id) as AnyRow | undefined
      return row ? rowLine(row) : []
    })
    const home: Home = { revision, drafts: stampOf(await store.all('drafts')), lines, content }
    const text = JSON.stringify(home)
    if (text === kept) return
    const sealed = await vault.seal(text, sealContext.home)
    await store.commit({ writes: [{ op: 'put', table: 'home', record: { key: homeKey, sealed } }] })
    kept = text
  }
}

/** Drafts are written without a revision. */
const stampOf = (drafts: readonly DraftRecord[]): string =>
  drafts.map(({ id, updatedAt }) => `${id}@${updatedAt}`).join(' ')
