import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'

/**
 * `npm test`: every stage in order, the cheapest first; the first that fails ends it. The last line is always
 * `N passed, N failed`, added up from the reports that vitest and playwright write.
 */
const reports = { vitest: 'test-results/vitest.json', playwright: 'test-results/playwright.json' } as const

interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** `commands` of one stage run side by side, on a core each: types and format take together as long as the rules. */
const stages: readonly { name: string; commands: readonly string[]; count?: () => Counts }[] = [
  {
    name: 'types, lint and format',
    commands: [
      'npm run --silent typecheck && prettier --check --log-level warn .',
      'eslint --max-warnings 0 .',
    ],
  },
  {
    name: 'unit, contract and a short simulation',
    commands: [`vitest run --reporter=default --reporter=json --outputFile.json=${reports.vitest}`],
    count: countVitest,
  },
  { name: 'build', commands: ['npm run --silent build'] },
  { name: 'browser', commands: ['playwright test'], count: countPlaywright },
]

// Counts of an earlier run must not be taken for this one's.
for (const file of Object.values(reports)) rmSync(file, { force: true })

const total: Counts = { passed: 0, failed: 0, skipped: 0 }
for (const [index, { name, commands, count }] of stages.entries()) {
  process.stdout.write(`\n=== ${index + 1}/${stages.length} ${name} ===\n\n`)
  const startedAt = performance.now()
  const statuses = await Promise.all(commands.map(run))
  const isGood = statuses.every((status) => status === 0)
  const counts = count?.() ?? { passed: 0, failed: 0, skipped: 0 }
  // A stage may fail without a failed test: a type error, a file that does not load, a browser that does not start.
  if (!isGood && counts.failed === 0) counts.failed = 1
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  process.stdout.write(`\n--- ${name}: ${isGood ? 'ok' : 'FAILED'}, ${seconds} s\n`)
  if (!isGood) {
    process.exitCode = 1
    break
  }
}

if (total.skipped > 0) process.stdout.write(`\n${total.skipped} skipped\n`)
for (const part of notTested()) process.stdout.write(`${part}\n`)
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)

function run(command: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    spawn(command, { shell: true, stdio: 'inherit' }).on('error', reject).on('close', resolve)
  })
}

function countVitest(): Counts {
  const report = readReport(reports.vitest) as
    | { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number }
    | undefined
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  }
}

/** Suites that skipped themselves say why in their name: `PostgreSQL NOT tested: …`. */
function notTested(): string[] {
  const report = readReport(reports.vitest) as
    | { testResults: { assertionResults: { status: string; ancestorTitles: string[] }[] }[] }
    | undefined
  const names = (report?.testResults ?? [])
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .flatMap(({ ancestorTitles }) => ancestorTitles.filter((title) => title.includes('NOT tested')))
  return [...new Set(names)]
}

function countPlaywright(): Counts {
  const report = readReport(reports.playwright) as
    | { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }
    | undefined
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {}
  return { passed: expected, failed: unexpected + flaky, skipped }
}

/** Undefined when the stage broke off before it wrote one. */
function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
