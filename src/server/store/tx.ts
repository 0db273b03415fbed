/** What `read` and `write` hand to their work, the same for both engines. */
import { lockHead, readHead, updateHead } from './heads'
import { logReads, logWrites } from './logStatements'
import { peopleReads, peopleWrites } from './peopleStatements'
import type { ReadTx, WriteTx } from './port'
import type { Queries } from './queries'
import { rowReads, rowWrites } from './rowStatements'
import { scopeReads, scopeWrites } from './scopeStatements'

/** @throws UnknownTenant */
export async function openRead(queries: Queries): Promise<ReadTx> {
  const head = await readHead(queries)
  return { head: async () => head, ...reads(queries) }
}

/** Locks the tenant's head. @throws UnknownTenant */
export async function openWrite(queries: Queries): Promise<WriteTx> {
  let head = await lockHead(queries)
  return {
    head: async () => head,
    async setHead({ version, chainHash }) {
      await updateHead(queries, { version, chainHash })
      head = { ...head, version, chainHash }
    },
    ...reads(queries),
    ...rowWrites(queries),
    ...scopeWrites(queries),
    ...logWrites(queries),
    ...peopleWrites(queries),
  }
}

const reads = (queries: Queries): Omit<ReadTx, 'head'> => ({
  ...rowReads(queries),
  ...scopeReads(queries),
  ...logReads(queries),
  ...peopleReads(queries),
})
