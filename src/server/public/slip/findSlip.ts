/** Finds what a slip says. Wrong codes, unknown ones and those that were never given or taken back answer alike. */
import { readSlipCode } from '../../../domain/issue/slip'
import { slipAnswer, type SlipAnswer } from '../../../domain/issue/slipAnswer'
import type { Row, RowKind } from '../../../domain/rows'
import type { ReadTx, Store, StoredRow } from '../../store/port'

export interface SlipQuestion {
  code: string
  /** `2026-0137`, or empty. */
  number: string
}

/** Each zone is asked in a transaction of its own, by its index, whether or not the code was found in another. */
export async function findSlip(store: Store, asked: SlipQuestion): Promise<SlipAnswer | undefined> {
  // What is no code is looked up like any other: it is in no index.
  const code = readSlipCode(asked.code) ?? ''
  const number = readNumber(asked.number)
  const found: SlipAnswer[] = []
  for (const { tenantId } of await store.tenants()) {
    found.push(...(await store.read(tenantId, (tx) => answersIn(tx, code, number))))
  }
  // Two matters under one code would be a wonder; whose it is, only the number says.
  return found.length === 1 ? found[0] : undefined
}

async function answersIn(tx: ReadTx, code: string, number: string): Promise<SlipAnswer[]> {
  const given = (await tx.related([{ relation: 'issue.slipCode', target: code }])).map(toRow<'issue'>)
  const meant = given.filter(
    ({ data }) => number === '' || data.number === null || readNumber(data.number) === number,
  )
  return Promise.all(
    meant.map(async (issue) => {
      const { masterId } = issue.data
      const isMerged = issue.data.state === 'merged' && masterId !== null && masterId !== undefined
      const [master] = isMerged ? (await tx.rows([{ kind: 'issue', id: masterId }])).map(toRow<'issue'>) : []
      const followed = (master ?? issue).id
      const around = await tx.related([
        { relation: 'task.issueIds', target: followed },
        { relation: 'effect.issueId', target: followed },
      ])
      return slipAnswer({
        issue,
        master,
        tasks: around.filter(({ kind }) => kind === 'task').map(toRow<'task'>),
        effect: around.filter(({ kind }) => kind === 'effect').map(toRow<'effect'>)[0],
      })
    }),
  )
}

/** As people type it: `2026-137` and `2026 0137` are one number. */
function readNumber(typed: string): string {
  const digits = typed.slice(0, 100).normalize('NFKC').match(/\d+/g) ?? []
  const [year = '', ...rest] = digits
  return rest.length === 0 ? year : `${year}-${rest.join('').replace(/^0+/, '')}`
}

const toRow = <K extends RowKind>({ kind, id, version, json }: StoredRow): Row<K> =>
  ({ kind, id, version, data: JSON.parse(json) as unknown }) as unknown as Row<K>
