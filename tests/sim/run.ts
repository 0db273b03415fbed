/**
 * `npm run sim -- --seed N --runs M [--http]`: M histories from seed N on. Prints each failure as seed + shortened list of
 * operations, then what was exercised, then one last line that tools read. Exit code 1 when an invariant broke.
 */
import { parseArgs } from 'node:util'
import { tryHistory } from './history'
import { httpWire } from './httpWire'
import { addSeen, emptySeen } from './seen'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '100' },
    /** The real HTTP edge and real keys instead of the plain service. */
    http: { type: 'boolean', default: false },
  },
})
const firstSeed = Number(values.seed)
const runs = Number(values.runs)
if (!Number.isInteger(firstSeed) || !Number.isInteger(runs) || runs < 1) {
  process.stderr.write('usage: npm run sim -- --seed N --runs M [--http]\n')
  process.exit(2)
}

const seen = emptySeen()
let violations = 0
for (let run = 0; run < runs; run++) {
  const failure = await tryHistory(firstSeed + run, {
    seen: (history) => addSeen(seen, history),
    ...(values.http ? { wire: httpWire } : {}),
  })
  if (failure) {
    violations += 1
    process.stdout.write(
      `seed ${failure.seed} failed: ${failure.message}\n${JSON.stringify(failure.operations)}\n`,
    )
  }
  if ((run + 1) % 500 === 0) process.stdout.write(`${run + 1} histories, ${violations} violations\n`)
}
process.stdout.write(`${JSON.stringify(seen)}\n`)
process.stdout.write(`sim: ${runs} histories, ${violations} violations\n`)
process.exitCode = violations === 0 ? 0 : 1
