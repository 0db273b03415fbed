/**
 * The zones that are measured. Each is seeded once into a folder that later runs find again, as long as nothing that
 * makes its rows has changed; a run works on a copy.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeVillages } from '../../src/server/seed/areas'
import { parseDivisions } from '../../src/server/seed/divisions'
import { demoZoneCode } from '../../src/server/seed/zone'
import { startRealServer } from '../support/real/server'
import { newId, signInAs } from './person'

export interface ZoneSize {
  subjects: number
  visits: number
  issues: number
}

/** One cadre's phone, and one zone as its supervisor holds it. */
export const sizes = {
  S: { subjects: 300, visits: 600, issues: 150 },
  M: { subjects: 10_000, visits: 20_000, issues: 5_000 },
  /** For trying the bench itself. */
  tiny: { subjects: 60, visits: 120, issues: 30 },
} as const satisfies Record<string, ZoneSize>

/** Holds everything of a zone that an office may see. */
export const supervisor = 'office1'
/** Holds everything of a zone that a contact cadre may see: paired with all of its villages. */
export const cadre = 'cadre1'
/** Whose work comes in. */
export const colleague = 'cadre2'

/** A folder with a zone of this size; made if there is none yet. */
export async function seededFolder(size: ZoneSize): Promise<string> {
  const name = `${size.subjects}-${size.visits}-${size.issues}-${sourceHash()}`
  const folder = join(tmpdir(), 'minqing-bench', name)
  if (existsSync(join(folder, 'minqing.json'))) return folder
  const making = `${folder}.making`
  rmSync(making, { recursive: true, force: true })
  process.stdout.write(`seeding ${size.subjects} subjects, ${size.visits} visits, ${size.issues} issues …\n`)
  const options = Object.entries(size).flatMap(([option, count]) => [`--${option}`, String(count)])
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/server/cli/seed.ts', ...options],
    { env: { ...process.env, DATA_DIR: making, DATABASE_URL: undefined, HOST: undefined }, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`the seed failed: ${stderr}`)
  await pairWithAllVillages(making)
  renameSync(making, folder)
  return folder
}

export function copyOf(folder: string, to: string): string {
  cpSync(folder, to, { recursive: true })
  return to
}

/** So that one phone holds the whole zone, household members and care groups included. */
async function pairWithAllVillages(dataDir: string): Promise<void> {
  const server = await startRealServer(dataDir)
  try {
    const origin = `http://127.0.0.1:${server.port}`
    const office = await signInAs(origin, supervisor)
    const { personId } = await signInAs(origin, cadre)
    const divisions = parseDivisions(readFileSync('src/server/seed/data/suizhou-divisions.csv', 'utf8'))
    const { villages } = makeVillages(divisions, demoZoneCode)
    await office.act(
      villages.map(({ code }) => ({
        name: 'pairing.start',
        args: {
          pairingId: newId(),
          pairing: {
            kind: 'contact',
            personId,
            areaId: code,
            subjectId: null,
            visitEveryDays: null,
            since: '2026-06-01',
          },
        },
      })),
    )
  } finally {
    await server.stop()
  }
}

/** Of what decides which rows a seed makes. Blocks are cut by the run itself. */
function sourceHash(): string {
  const hash = createHash('sha256')
  for (const folder of ['src/domain', 'src/server/seed', 'src/server/store/migrations']) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(ts|csv)$/.test(path),
    )
    for (const path of files.sort()) hash.update(`${path}\0`).update(readFileSync(join(folder, path)))
  }
  return hash.digest('hex').slice(0, 12)
}
