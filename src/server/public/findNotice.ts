import { declaredRows } from '../../domain/command/judge'
import { currentEdition } from '../../domain/edition/open'
import { isConfidentialNow, issuesOfTasks, refsIfHeld } from '../../domain/notice/registerReads'
import { isPublic, type Notice, type NoticeLine } from '../../domain/notice/rows'
import type { Relation, Row } from '../../domain/rows'
import { shanghaiDate } from '../../domain/time/shanghai'
import type { ReadTx, Store, StoredRow } from '../store/port'
import { WorkingSet } from '../sync/workingSet'
import { postedNotice, type PostedNotice } from './postedNotice'

export type FoundNotice =
  | { found: 'posted'; notice: PostedNotice; newer: string | undefined }
  /** It was public once. */
  | { found: 'gone' }
  /** Also one that is not public yet: nobody outside learns that it exists. */
  | { found: 'nothing' }

export const noticePath = (id: string): string => `/public/notices/${id}`
/** As clients make them; nothing else is looked up at all. */
const isId = (id: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u.test(id)

/** The address tells no zone. An id that two zones use, which takes somebody's will, shows what is public of either. */
export async function findNotice(store: Store, id: string, nowMs: number): Promise<FoundNotice> {
  if (!isId(id)) return { found: 'nothing' }
  const today = shanghaiDate(nowMs)
  let best: FoundNotice = { found: 'nothing' }
  for (const tenantId of await store.tenantsWith('notice', id)) {
    const found = await store.read(tenantId, (tx) => look(tx, id, today))
    if (found.found === 'posted') return found
    if (found.found === 'gone') best = found
  }
  return best
}

async function look(tx: ReadTx, id: string, today: string): Promise<FoundNotice> {
  const [row] = await tx.rows([{ kind: 'notice', id }])
  const notice = row && dataOf<'notice'>(row)
  if (!notice) return { found: 'nothing' }
  if (notice.state !== 'posted' && notice.state !== 'withdrawn') return { found: 'nothing' }
  if (!isPublic(notice, today)) return { found: 'gone' }
  const lines = await publicLinesOf(tx, notice)
  return {
    found: 'posted',
    notice: postedNotice({ ...notice, lines }),
    newer: await newerThan(tx, notice, today),
  }
}

/** Without those that turned confidential after the notice was posted: nobody has to withdraw it for them to be gone. */
async function publicLinesOf(tx: ReadTx, { lines }: Notice): Promise<NoticeLine[]> {
  const source = new WorkingSet(tx)
  const reads = refsIfHeld(lines)
  await source.ensure(reads)
  reads.push(...issuesOfTasks(lines, declaredRows(reads, source)))
  await source.ensure(reads)
  const rows = declaredRows(reads, source)
  return lines.filter((line) => !isConfidentialNow(rows, line))
}

/** The address of what is posted of the correction; empty where it was corrected and nothing is, undefined if it was not. */
async function newerThan(tx: ReadTx, notice: Notice, today: string): Promise<string | undefined> {
  const editions = await related<'edition'>(tx, 'edition.month', notice.month)
  const current = currentEdition(editions)
  if (!current || current.id === notice.editionId) return undefined
  const others = await related<'notice'>(tx, 'notice.editionId', current.id)
  const [latest] = others
    .filter(({ data }) => isPublic(data, today))
    .sort((a, b) => ((a.data.approvedOn ?? '') < (b.data.approvedOn ?? '') ? 1 : -1))
  return latest ? noticePath(latest.id) : ''
}

async function related<K extends 'edition' | 'notice'>(
  tx: ReadTx,
  relation: Extract<Relation, `${K}.${string}`>,
  target: string,
): Promise<Row<K>[]> {
  const rows = await tx.related([{ relation, target }])
  return rows.map((row) => ({ kind: row.kind as K, id: row.id, version: row.version, data: dataOf<K>(row) }))
}

const dataOf = <K extends 'edition' | 'notice'>(row: StoredRow): Row<K>['data'] =>
  JSON.parse(row.json) as Row<K>['data']
