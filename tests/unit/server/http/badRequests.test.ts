import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commandDefinitions } from '../../../../src/domain/command/registry'
import { createRandom } from '../../../../src/server/seed/random'
import {
  expectApplied,
  give,
  makeFuzzEdge,
  makeTemplates,
  makeWorld,
  runBadRequests,
} from '../../../fuzz/runBadRequests'
import { serverOnly } from '../../../fuzz/templates'
import { startMs } from './makeEdge'

/** `MINQING_FUZZ=20000` for a long run, `MINQING_FUZZ_SEED` for another one. */
const count = Number(process.env['MINQING_FUZZ'] ?? 2_000)
const seed = Number(process.env['MINQING_FUZZ_SEED'] ?? 1)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'minqing-fuzz-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('every command of the registry is spoiled', () => {
  const random = createRandom(1)
  const spoiled = makeTemplates(() => random.uuidAt(startMs)).map(({ request }) => request.name)
  expect(new Set<string>([...spoiled, serverOnly])).toEqual(new Set(Object.keys(commandDefinitions)))
})

test('each command that is spoiled below would be taken as it stands', async () => {
  const random = createRandom(1)
  const newId = () => random.uuidAt(startMs)
  const total = makeTemplates(newId).length
  expect(total).toBeGreaterThan(15)
  for (let index = 0; index < total; index++) {
    const edge = await makeFuzzEdge()
    const template = makeTemplates(newId)[index]
    if (template) expectApplied(template, await give(edge, await makeWorld(edge), template))
    await edge.store.close()
  }
}, 60_000)

test(
  `${count} bad requests are refused with the right code, and nothing that was saved is touched`,
  async () => {
    const report = await runBadRequests({ seed, count, file: join(folder, 'fuzz.sqlite') })
    const { violations, ...figures } = report
    if (process.env['MINQING_FUZZ'] !== undefined)
      process.stdout.write(`bad requests: ${JSON.stringify(figures, null, 1)}\n`)
    expect(violations.slice(0, 20)).toEqual([])
    expect(report.sent).toBe(count)
    // It did send every kind, and met every layer.
    for (const [kind, sent] of Object.entries(report.byKind)) expect(sent, kind).toBeGreaterThan(0)
    expect(Object.keys(report.byCode)).toEqual(
      expect.arrayContaining([
        'malformed',
        'badEncoding',
        'tooLarge',
        'notSignedIn',
        'invalidArgs',
        'unknownCommand',
        'notPermitted',
        'dateInFuture',
        'unknownCategory',
        'payloadConflict',
        'held',
        'badSignature',
      ]),
    )
    expect(report.heapGrowthBytes).toBeLessThan(30 * 1024 * 1024)
  },
  120_000 + count * 60,
)
