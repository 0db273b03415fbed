import { gzipSync } from 'node:zlib'
import { visitOf } from '../pages/work'
import { inEngine, inFloors, type Bench, type MeasuredZone } from '../bench'
import type { Browser } from '../../support/real/browser'
import { quantileOf, type Sample } from '../metrics'
import { countTraffic } from '../traffic'
import type { Subject } from '../../../src/domain/subject/rows'
import { parseLine } from '../../../src/sync/line'
import { packLines } from '../packedFile'
import { newId, signInAs, type Person } from '../person'

const savesInARun = 60
const changesPulled = 50

/**
 * Saving, on the engine alone, with a cadre's phone full: see `saves` in `pages/engine.ts`. The *rows* floor is one raw
 * strict transaction with one `put` of the same size, taken in turns with the saves.
 */
export async function measureSaves({ page }: Browser): Promise<Sample[]> {
  // Just-in-time compilers and caches settle in the first few, which no phone measures either.
  await inEngine(page, 'saves', 10)
  const { savesMs, rawMs } = await inEngine(page, 'saves', savesInARun)
  await inEngine(page, 'settle')
  const sampleAt = (key: Sample['key'], share: number): Sample => ({
    key,
    ms: quantileOf(savesMs, share) ?? 0,
    rowsMs: quantileOf(rawMs, share) ?? 0,
  })
  return [sampleAt('saveP50', 0.5), sampleAt('saveP95', 0.95)]
}

/**
 * A day's work of a cadre (60 commands) that was saved without signal: from the call to a sync until it has ended, all
 * of it answered and the answers on the disk. Bytes are those of the request body. *packed*: the same commands as JSON,
 * gzipped ahead, sent in one request and the answer stored as one record; *rows*: one record a command.
 */
export async function measurePush(bench: Bench, { page }: Browser, zone: MeasuredZone): Promise<Sample[]> {
  const { commands, json } = await inEngine(page, 'workADay')
  const { ms, bytes, requests, waiting } = await inEngine(page, 'sync')
  if (waiting > 0) throw new Error(`${waiting} of ${commands} commands still wait after the day's push`)
  const gzipped = gzipSync(json, { level: 9 })
  await bench.floorPage(page)
  const packedMs = await inFloors(page, 'post', gzipped.toString('base64'), 1)
  const rowsMs = await inFloors(page, 'post', gzipped.toString('base64'), commands)
  await bench.enginePage(page, zone)
  await inEngine(page, 'start')
  await inEngine(page, 'settle')
  return [{ key: 'pushDay', ms, bytes, requests, packedMs, packedBytes: gzipped.length, rowsMs }]
}

/**
 * 50 rows of a colleague's work (25 visits, each with the event that tells of it) that wait on the server: from the call
 * to a sync until it has ended. Bytes are all of the round trip. Floors: as many rows of the same kinds, fetched and
 * stored as for a first sync.
 */
export async function measurePull(
  bench: Bench,
  { page }: Browser,
  zone: MeasuredZone,
  { colleague, subjectIds }: Colleague,
): Promise<Sample[]> {
  await inEngine(page, 'settle')
  await colleague.act(
    Array.from({ length: changesPulled / 2 }, (_, number) => {
      const id = subjectIds[number % subjectIds.length] ?? ''
      return visitOf({ subject: { id }, personId: colleague.personId, newId, number })
    }),
  )
  const before = await inEngine(page, 'counts')
  const traffic = await countTraffic(page, ['/api/sync', '/api/blocks'])
  const { ms } = await inEngine(page, 'sync')
  const { bytes, requests } = await traffic.stop()
  const after = await inEngine(page, 'counts')
  const came = ['visit', 'event'].reduce((sum, kind) => sum + (after[kind] ?? 0) - (before[kind] ?? 0), 0)
  if (came !== changesPulled) throw new Error(`${came} rows came instead of ${changesPulled}`)

  await bench.floorPage(page)
  const floorTraffic = await countTraffic(page, [`/${smallName}`])
  bench.floors.serve(smallName, packLines(likeThem(zone.lines)).packed)
  const packedMs = await inFloors(page, 'packedFirst', smallName)
  const { bytes: packedBytes } = await floorTraffic.stop()
  const rowsMs = await inFloors(page, 'rowsFirst', smallName)
  await bench.enginePage(page, zone)
  await inEngine(page, 'start')
  return [{ key: 'pull50', ms, bytes, requests, packedMs, packedBytes, rowsMs }]
}

const smallName = 'packed-50'
/** As many rows of the same kinds. */
const likeThem = (lines: readonly string[]): string[] =>
  ['visit ', 'event '].flatMap((kind) =>
    lines.filter((line) => line.startsWith(kind)).slice(0, changesPulled / 2),
  )

export interface Colleague {
  colleague: Person
  /** Households that the colleague may visit. */
  subjectIds: readonly string[]
}

export async function findColleague({ origin }: MeasuredZone, login: string): Promise<Colleague> {
  const person = await signInAs(origin, login)
  const { pages, lines } = await person.pullAll()
  const villages = pages.flatMap(({ scope }) =>
    scope.startsWith('area:') ? [scope.slice('area:'.length)] : [],
  )
  const subjects = lines
    .map(parseLine)
    .flatMap((line) =>
      line?.kind === 'subject' && line.json !== null
        ? [{ id: line.id, data: JSON.parse(line.json) as Subject }]
        : [],
    )
  return {
    colleague: person,
    subjectIds: subjects
      .filter(({ data }) => data.kind === 'household' && villages.includes(data.areaId))
      .map(({ id }) => id),
  }
}
