/**
 * A server process reduced to its store: opens the file given, then commits one row after the other and prints the
 * version of each once it is committed, until it is killed. Prints the error's name and ends when it cannot open.
 */
import { openSqliteStore } from '../../../src/server/store/sqlite'
import { makeHead, makeRow } from './makers'

const [file = ''] = process.argv.slice(2)
try {
  const store = await openSqliteStore({ file })
  await store.migrate()
  const head = makeHead({ tenantId: 'kept' })
  await store.createTenant(head)
  for (let version = 1; ; version++) {
    await store.write('kept', async (tx) => {
      await tx.putRows([makeRow({ version, id: `row-${version}` })])
      await tx.setHead({ version, chainHash: `c${version}` })
    })
    process.stdout.write(`${version}\n`)
  }
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.name : String(error)}\n`)
  process.exitCode = 1
}
