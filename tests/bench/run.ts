/**
 * `npm run bench -- --json FILE --runs N --only KEYS --tiny`: what the product takes in a real Chromium, next to raw floors
 * taken in the same run. Medians of the runs (5 by default); `--only` takes keys joined by commas; `--tiny` tries the
 * bench itself on a small zone. Figures of a busy machine are worth little, ratios somewhat more.
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { startBench, inEngine, type Bench, type MeasuredZone } from './bench'
import { measureColdStart } from './measure/coldStart'
import type { Browser } from '../support/real/browser'
import { measureFirstSync, signIn } from './measure/firstSync'
import { measureLatest, measureSearch } from './measure/lists'
import { findColleague, measurePull, measurePush, measureSaves, type Colleague } from './measure/phone'
import { measurePhoneRoute } from './measure/phoneRoute'
import { metricKeys, summarise, type MetricKey, type Sample } from './metrics'
import { toTable } from './table'
import { cadre, colleague, sizes, supervisor } from './zone'

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    runs: { type: 'string', default: '5' },
    only: { type: 'string' },
    tiny: { type: 'boolean', default: false },
  },
})
const runs = Number(options.runs)
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${options.runs}: how many?`)
const wanted = new Set<MetricKey>(options.only ? keysIn(options.only) : metricKeys)
const wants = (...keys: MetricKey[]): boolean => keys.some((key) => wanted.has(key))

build()
const startedAt = Date.now()
const loads = [load()]
const samples: Sample[] = []
const bench: Bench = await startBench()
const zones: Partial<Record<'S' | 'W' | 'M', Promise<MeasuredZone>>> = {}
let other: Promise<Colleague> | undefined
try {
  for (let run = 0; run < runs; run++) await runOnce(run)
} finally {
  await bench.close()
}

const report = {
  ...summarise(samples),
  taken: { at: new Date(startedAt).toISOString(), runs, cores: cpus().length, loads, tiny: options.tiny },
}
process.stdout.write(`\n${toTable(report)}\n\nload ${loads.join(', ')} on ${cpus().length} cores\n`)
if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`)

async function runOnce(run: number): Promise<void> {
  const isOdd = run % 2 === 1
  if (wants('firstSyncS', 'jsPhoneRoute')) await runPhone(run, isOdd)
  if (wants('pushDay', 'pull50', 'saveP50', 'saveP95')) await runWork(run)
  if (wants('firstSyncM', 'firstScreenM', 'listLatest50', 'searchP50', 'coldStartM', 'coldSubjectsM'))
    await runZone(run, isOdd)
  loads.push(load())
}

/** Of a cadre whose phone holds a zone of size S. */
async function runPhone(run: number, floorsFirst: boolean): Promise<void> {
  await withProfile(`S${run}`, async (browser) => {
    const zone = await zoneOf('S')
    note(await measureFirstSync(bench, browser, zone, { sync: 'firstSyncS', floorsFirst, who: 'cadre' }))
  })
  if (run === 0 && wants('jsPhoneRoute'))
    await withProfile('route', async (browser) => note(await measurePhoneRoute(browser, await zoneOf('S'))))
}

/** Of the same cadre at work, on a zone of its own, since work adds rows. */
async function runWork(run: number): Promise<void> {
  await withProfile(`W${run}`, async (browser) => {
    const zone = await zoneOf('W')
    await signIn(browser.page, zone)
    await bench.enginePage(browser.page, zone)
    await inEngine(browser.page, 'start')
    await inEngine(browser.page, 'settle')
    if (wants('saveP50', 'saveP95')) note(await measureSaves(browser))
    if (wants('pushDay')) note(await measurePush(bench, browser, zone))
    if (wants('pull50')) note(await measurePull(bench, browser, zone, await colleagueIn(zone)))
  })
}

/** Of a supervisor who holds a zone of size M. */
async function runZone(run: number, floorsFirst: boolean): Promise<void> {
  const profile = `M${run}`
  await withProfile(
    profile,
    async (browser) => {
      const zone = await zoneOf('M')
      const keys = { sync: 'firstSyncM', screen: 'firstScreenM' } as const
      note(await measureFirstSync(bench, browser, zone, { ...keys, floorsFirst, who: 'office' }))
      if (wants('searchP50')) note(await measureSearch(browser, zone))
      if (wants('listLatest50')) note(await measureLatest(bench, browser, zone))
    },
    async () => {
      for (const key of ['coldStartM', 'coldSubjectsM'] as const)
        if (wants(key)) note(await measureColdStart(bench, profile, await zoneOf('M'), key, floorsFirst))
    },
  )
}

/** `then`: with the browser closed and its profile still there. */
async function withProfile(
  profile: string,
  measure: (browser: Browser) => Promise<void>,
  then: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  try {
    const browser = await bench.openBrowser(profile)
    try {
      await measure(browser)
    } finally {
      await browser.close()
    }
    await then()
  } finally {
    bench.dropProfile(profile)
  }
}

function note(taken: readonly Sample[]): void {
  for (const sample of taken) {
    if (!wanted.has(sample.key)) continue
    samples.push(sample)
    process.stdout.write(`${JSON.stringify(sample)}\n`)
  }
}

function zoneOf(name: 'S' | 'W' | 'M'): Promise<MeasuredZone> {
  const size = options.tiny ? sizes.tiny : name === 'M' ? sizes.M : sizes.S
  return (zones[name] ??= bench.openZone(name, size, name === 'M' ? supervisor : cadre))
}
function colleagueIn(zone: MeasuredZone): Promise<Colleague> {
  return (other ??= findColleague(zone, colleague))
}

function keysIn(text: string): MetricKey[] {
  return text.split(',').map((name) => {
    const key = metricKeys.find((each) => each === name)
    if (!key) throw new Error(`--only ${name}: one of ${metricKeys.join(', ')}`)
    return key
  })
}

function build(): void {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'src/server/cli/ensureBuilt.ts'], {
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('the build failed')
}

function load(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10
}
