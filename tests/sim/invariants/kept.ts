/** What may never change any more: a frozen list with its lines, what a notice said when it was posted, who was drawn. */
import type { Row, RowKind } from '../../../src/domain/rows'
import { canonicalJson } from '../../../src/sync/canonical'
import type { ReadTx } from '../../../src/server/store/port'
import { demand } from './violation'

export interface Kept {
  /** The zone's when it was last looked at. */
  version: number
  /** By `kind id`, as it was when it became so. */
  texts: Map<string, string>
}

/** Takes note of what is so now and was not before. */
export async function rememberKept(tx: ReadTx, kept: Kept): Promise<void> {
  const { version } = await tx.head()
  if (version === kept.version) return
  kept.version = version
  for (const [key, text] of await keptNow(tx)) if (!kept.texts.has(key)) kept.texts.set(key, text)
}

/** L: each of them is still there, as it was. */
export async function checkKept(tx: ReadTx, kept: Kept): Promise<void> {
  const now = await keptNow(tx)
  for (const [key, text] of kept.texts) demand(now.get(key) === text, 'L', () => `${key} was changed`)
  for (const key of now.keys()) demand(kept.texts.has(key), 'L', () => `${key} became so unseen`)
}

async function keptNow(tx: ReadTx): Promise<Map<string, string>> {
  const editions = await rowsOf(tx, 'edition')
  const items = editions.length > 0 ? await rowsOf(tx, 'editionItem') : []
  return new Map([
    ...editions.flatMap(({ row, text }) =>
      row.data.state === 'frozen'
        ? [
            entry(row, [
              text,
              ...items.filter((item) => item.row.data.editionId === row.id).map((item) => item.text),
            ]),
          ]
        : [],
    ),
    ...(await rowsOf(tx, 'notice')).flatMap(({ row }) => {
      const { state: _, withdrawn: __, ...content } = row.data
      return row.data.approvedOn === null ? [] : [entry(row, [canonicalJson(content)])]
    }),
    ...(await rowsOf(tx, 'draw')).map(({ row }) => {
      const { number, seed, pool, items: drawn, drawnBy } = row.data
      return entry(row, [
        canonicalJson({ number, seed, pool, drawnBy, drawn: drawn.map(({ issueId }) => issueId) }),
      ])
    }),
  ])
}

const entry = ({ kind, id }: { kind: RowKind; id: string }, texts: readonly string[]): [string, string] => [
  `${kind} ${id}`,
  texts.join('\n'),
]

/** With the bytes as they are stored. */
const rowsOf = async <K extends RowKind>(tx: ReadTx, kind: K): Promise<{ row: Row<K>; text: string }[]> =>
  (await tx.rowsOfKind(kind)).map(({ id, version, json }) => ({
    row: { kind, id, version, data: JSON.parse(json) as unknown } as Row<K>,
    text: `${kind} ${id} ${version} ${json}`,
  }))
