/**
 * `npm run seed -- --subjects N --visits N --issues N`: puts a demo zone of that size into an empty `DATA_DIR` (or
 * `DATABASE_URL`). An installation that was cut off is finished by running it again with the same sizes.
 */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { createOutcomeSigner } from '../auth/signOutcome'
import { hasPeople } from '../auth/setUp'
import { readConfig } from '../config'
import { installDemo, type DemoSize } from '../process/installDemo'
import { openDeployment } from '../process/openDeployment'
import { StartProblem } from '../process/startProblem'

const usage = 'usage: npm run seed -- --subjects N --visits N --issues N\n'

try {
  process.exitCode = await seed(readSize(process.argv.slice(2)))
} catch (error) {
  process.stderr.write(error instanceof StartProblem ? error.sentence : `${(error as Error).message}\n`)
  process.exitCode = 1
}

function readSize(args: string[]): DemoSize {
  const option = { type: 'string' } as const
  let values: { subjects?: string; visits?: string; issues?: string }
  try {
    values = parseArgs({ args, options: { subjects: option, visits: option, issues: option } }).values
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error })
  }
  const count = (text: string | undefined, standard: number): number => {
    if (text === undefined) return standard
    if (!/^\d{1,7}$/.test(text)) throw new Error(`不是个数：${text}。Not a count: ${text}.\n${usage}`)
    return Number(text)
  }
  return {
    subjects: count(values.subjects, 600),
    visits: count(values.visits, 400),
    issues: count(values.issues, 120),
  }
}

async function seed(size: DemoSize): Promise<number> {
  const config = readConfig(process.env)
  const clock = { now: () => Date.now() }
  const { store, keyring, marker } = await openDeployment(config, clock)
  try {
    const isEmpty = !(await hasPeople(store))
    if (!isEmpty && marker.demo?.done !== false) {
      process.stderr.write(
        `数据目录里已有数据，没有改动；请换一个空的 DATA_DIR。There is data already in ${config.dataDir}, nothing was changed; use an empty DATA_DIR.\n`,
      )
      return 1
    }
    const isInstalled = await installDemo({
      config: { ...config, demo: true },
      store,
      keyring,
      signer: createOutcomeSigner(keyring.outcomeKey),
      random: { hex: (bytes) => randomBytes(bytes).toString('hex') },
      clock,
      marker,
      isEmpty,
      size,
      onProgress: (done, total) => process.stdout.write(`${done} / ${total}\n`),
    })
    if (isInstalled) return 0
    process.stderr.write(
      '示例数据只放在本机：请不要设置 HOST。A demo zone is for this machine only: leave HOST unset.\n',
    )
    return 1
  } finally {
    await store.close()
  }
}
