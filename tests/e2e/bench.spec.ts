/** The bench itself: on a small zone every figure can be taken, so that nobody finds it broken when it is needed. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { metricKeys, type Report } from '../bench/metrics'
import { removeFolder, temporaryFolder } from '../support/real/server'

test('a run on a small zone gives every figure', () => {
  test.setTimeout(600_000)
  const folder = temporaryFolder('bench-try')
  const file = join(folder, 'bench.json')
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'tests/bench/run.ts', '--tiny', '--runs', '1', '--json', file],
      { encoding: 'utf8' },
    )
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const { metrics } = JSON.parse(readFileSync(file, 'utf8')) as Report
    for (const key of metricKeys) {
      const { ms, bytes } = metrics[key]
      expect(key === 'jsPhoneRoute' ? bytes : ms, key).toBeGreaterThan(0)
    }
    for (const key of ['firstSyncS', 'firstSyncM', 'pushDay', 'pull50'] as const)
      expect(Object.values(metrics[key]).every(Number.isFinite), key).toBe(true)
  } finally {
    removeFolder(folder)
  }
})
