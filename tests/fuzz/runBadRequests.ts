/**
 * Sends bad requests to the real app on the real database and looks at every answer: never a 5xx, never a word about
 * the inside, a known code with its own status, the expected reason, and everything that was saved before untouched.
 */
import { parse } from '../../src/domain/schema'
import { rowKinds } from '../../src/domain/rows'
import { rejectionCodes } from '../../src/domain/command/rejection'
import { bundleRefusals } from '../../src/server/auth/openDelivery'
import { createRandom } from '../../src/server/seed/random'
import type { Store } from '../../src/server/store/port'
import { addLine, emptySum, formatSum } from '../../src/sync/checksum'
import { deliverResponseSchema, problemSchema, syncResponseSchema } from '../../src/sync/down'
import { formatLine } from '../../src/sync/line'
import { problems, type ProblemCode } from '../../src/sync/problems'
import {
  makeEdge,
  makeEnvelope,
  meetingArgs,
  startMs,
  syncRequest,
  tenantId,
  type Edge,
} from '../unit/server/http/makeEdge'
import type { BadRequest, World } from './badRequestShape'
import { kindNames, makeBadRequest } from './badRequests'
import { makeTemplates } from './templates'
import { preparations, type Preparation } from './templates/preparations'

export interface BadRequestReport {
  sent: number
  byKind: Record<string, number>
  byStatus: Record<string, number>
  byCode: Record<string, number>
  violations: string[]
  slowestMs: number
  heapGrowthBytes: number
}

/** Nothing to wait for: the limits on tries have tests of their own, and would answer for everything else here. */
const noLimits = { take: () => 0, succeeded: () => undefined }

export function makeFuzzEdge(file?: string): Promise<Edge> {
  return makeEdge({
    limits: noLimits,
    config: { openCalls: { burst: 1e9, perSecond: 1e9 } },
    ...(file === undefined ? {} : { file }),
  })
}

/** Signs everybody in and makes the rows that good commands act upon. */
export async function makeWorld(edge: Edge): Promise<World> {
  const phones = {
    cadre1: await edge.signIn('cadre1'),
    cadre2: await edge.signIn('cadre2'),
    office1: await edge.signIn('office1'),
    admin1: await edge.signIn('admin1'),
  }
  const world: World = { phones, taken: { id: '', seq: 0 }, challenge: () => edge.auth.makeChallenge() }
  const random = createRandom(1)
  await giveAll(
    edge,
    world,
    preparations(() => random.uuidAt(startMs)),
  )
  const taken = makeEnvelope({ name: 'visit.record', args: meetingArgs() })
  await edge.post('/api/sync', syncRequest({ envelopes: [taken] }), { token: phones.cadre1.token })
  world.taken = { id: taken.id, seq: taken.seq }
  return world
}

/** Each as its owner, those of one owner that follow each other in one message. @throws Error for one that is refused. */
async function giveAll(edge: Edge, world: World, all: readonly Preparation[]): Promise<void> {
  for (let at = 0; at < all.length; ) {
    const login = all[at]?.login ?? 'admin1'
    const end = all.findIndex((each, index) => index > at && each.login !== login)
    const own = all.slice(at, end < 0 ? all.length : end)
    const envelopes = own.map(({ request }) => makeEnvelope(request))
    const { token } = world.phones[login as 'cadre1']
    const response = await edge.post('/api/sync', syncRequest({ envelopes, pushOnly: true }), { token })
    const { outcomes } = (await response.json()) as { outcomes: unknown[] }
    own.forEach((each, index) => expectApplied(each, JSON.stringify(outcomes[index])))
    at += own.length
  }
}

/** Sends one good command, as its owner. */
export async function give(edge: Edge, world: World, { login, request }: Preparation): Promise<string> {
  const { token } = world.phones[login as 'cadre1']
  const response = await edge.post('/api/sync', syncRequest({ envelopes: [makeEnvelope(request)] }), {
    token,
  })
  return JSON.stringify(((await response.json()) as { outcomes: unknown[] }).outcomes[0])
}

export function expectApplied({ request }: Pick<Preparation, 'request'>, outcome: string): void {
  if (!outcome.includes('"result":"applied"'))
    throw new Error(`${request.name} is no good command: ${outcome}`)
}
export { makeTemplates }

export async function runBadRequests({
  seed,
  count,
  file,
}: {
  seed: number
  count: number
  file: string
}): Promise<BadRequestReport> {
  const edge = await makeFuzzEdge(file)
  const world = await makeWorld(edge)
  const before = await snapshot(edge.store)
  const random = createRandom(seed)
  const report: BadRequestReport = {
    sent: 0,
    byKind: Object.fromEntries(kindNames.map((name) => [name, 0])),
    byStatus: {},
    byCode: {},
    violations: [],
    slowestMs: 0,
    heapGrowthBytes: 0,
  }
  const warmUp = Math.floor(count / 4)
  let heapBytes = 0
  for (let index = 0; index < count; index++) {
    if (index === warmUp) heapBytes = await settledHeap()
    // Each from a generator of its own, so that a single one can be made again.
    const request = makeBadRequest(random.fork(`request ${index}`), world)
    const startedAt = performance.now()
    const response = await edge.app.request(request.path, request.init as RequestInit)
    const body = await response.text()
    report.slowestMs = Math.max(report.slowestMs, performance.now() - startedAt)
    report.sent += 1
    count1(report.byKind, request.kind)
    count1(report.byStatus, String(response.status))
    for (const fault of faultsOf(request, response, body, report.byCode)) {
      report.violations.push(`seed ${seed}, request ${index}, ${request.kind}, ${request.how}: ${fault}`)
    }
  }
  report.heapGrowthBytes = (await settledHeap()) - heapBytes
  report.violations.push(...(await damageOf(edge.store, before)))
  if (edge.bugs.length > 0)
    report.violations.push(`${edge.bugs.length} commands met a bug: ${String(edge.bugs[0])}`)
  await edge.store.close()
  return report
}

const count1 = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1
}

/** What would tell an outsider how the inside is made. */
const inside =
  /\n\s+at |node_modules|\.ts:\d|\.js:\d|\/src\/|SQLITE_|\bERR_[A-Z]{3}|syntax error|Error:|[Vv]alibot|at position/

function faultsOf(
  { path, init, expected }: BadRequest,
  response: Response,
  body: string,
  byCode: Record<string, number>,
): string[] {
  const { status } = response
  const told = `${status} ${body.slice(0, 300)}`
  if (status >= 500) return [`a server error: ${told}`]
  const faults: string[] = []
  if (inside.test(body)) faults.push(`words about the inside: ${told}`)
  if (!response.headers.get('content-security-policy')) faults.push('no security headers')
  if (init.method === 'HEAD') return faults
  // Public pages answer people, in words of their own.
  if (/^text\/html/.test(response.headers.get('content-type') ?? '') && path.startsWith('/public/'))
    return status === 404 || status === 405 ? faults : [...faults, `a page: ${told}`]
  if (status >= 400) return [...faults, ...problemFaults(status, body, expected, byCode)]
  if (expected.as === 'problem') return [...faults, `taken: ${told}`]
  if (path === '/api/sync') return [...faults, ...syncFaults(body, expected, byCode)]
  if (path === '/api/deliver') return [...faults, ...deliverFaults(body, expected, byCode)]
  return expected.as === 'anything' ? faults : [...faults, `an answer to something else: ${told}`]
}

function problemFaults(
  status: number,
  body: string,
  expected: BadRequest['expected'],
  byCode: Record<string, number>,
): string[] {
  const parsed = parse(problemSchema, fromJson(body))
  if (!parsed.ok) return [`no problem in its body: ${status} ${body.slice(0, 200)}`]
  const { code } = parsed.value.problem
  count1(byCode, code)
  if (problems[code as ProblemCode] !== status) return [`code ${code} with status ${status}`]
  if (expected.as === 'anything') return []
  if (expected.as === 'problem' && expected.codes.includes(code as ProblemCode)) return []
  return [`expected ${JSON.stringify(expected)}, got ${status} ${code}`]
}

function syncFaults(
  body: string,
  expected: BadRequest['expected'],
  byCode: Record<string, number>,
): string[] {
  const parsed = parse(syncResponseSchema, fromJson(body))
  if (!parsed.ok) return [`no sync answer: ${JSON.stringify(parsed.issues[0])}`]
  const faults: string[] = []
  for (const outcome of parsed.value.outcomes) {
    const code = outcome.result === 'rejected' ? outcome.code : outcome.result
    count1(byCode, code)
    if (outcome.result === 'rejected' && !rejectionCodes.some((known) => known === code))
      faults.push(`an unknown rejection ${code}`)
  }
  if (expected.as === 'anything') return faults
  const [outcome] = parsed.value.outcomes
  const got = outcome?.result === 'rejected' ? `rejected ${outcome.code}` : String(outcome?.result)
  const isAsExpected =
    expected.as === 'rejected'
      ? outcome?.result === 'rejected' && expected.codes.some((code) => code === outcome.code)
      : expected.as === 'result' && expected.results.includes(String(outcome?.result))
  return isAsExpected ? faults : [...faults, `expected ${JSON.stringify(expected)}, got ${got}`]
}

function deliverFaults(
  body: string,
  expected: BadRequest['expected'],
  byCode: Record<string, number>,
): string[] {
  const parsed = parse(deliverResponseSchema, fromJson(body))
  if (!parsed.ok) return [`no deliver answer: ${JSON.stringify(parsed.issues[0])}`]
  const faults: string[] = []
  for (const { receipt, code } of parsed.value.receipts) {
    count1(byCode, code ?? receipt)
    if (receipt === 'refused' && !bundleRefusals.some((known) => known === code))
      faults.push(`an unknown refusal ${code}`)
  }
  if (expected.as !== 'refusedBundle') return faults
  const [receipt] = parsed.value.receipts
  const isAsExpected = receipt?.receipt === 'refused' && expected.codes.includes(receipt.code ?? '')
  return isAsExpected
    ? faults
    : [...faults, `expected ${JSON.stringify(expected)}, got ${JSON.stringify(receipt)}`]
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Snapshot {
  rows: Map<string, string>
  scopes: Set<string>
}

async function snapshot(store: Store): Promise<Snapshot> {
  return store.read(tenantId, async (tx) => {
    const rows = (await Promise.all(rowKinds.map((kind) => tx.rowsOfKind(kind)))).flat()
    return {
      rows: new Map(
        rows.map((row) => [
          `${row.kind} ${row.id}`,
          `${row.version} ${row.json} ${[...row.scopes].sort().join()}`,
        ]),
      ),
      scopes: new Set(rows.flatMap((row) => row.scopes)),
    }
  })
}

/** Rows that were there and are not the same now, and scopes whose checksum does not fit their lines. */
async function damageOf(store: Store, before: Snapshot): Promise<string[]> {
  const after = await snapshot(store)
  const changed = [...before.rows]
    .filter(([key, row]) => after.rows.get(key) !== row)
    .map(([key]) => `a saved row was changed: ${key}`)
  const wrongSums = await store.read(tenantId, async (tx) => {
    const { version } = await tx.head()
    const sums = new Map((await tx.sums([...after.scopes])).map(({ scope, sum }) => [scope, sum]))
    const wrong: string[] = []
    for (const scope of after.scopes) {
      const lines = (await tx.lines(scope, 0, version, 1_000_000)).filter(({ json }) => json !== null)
      const sum = lines.reduce(
        (total, { kind, id, version: at, json }) => addLine(total, formatLine(kind, id, at, json)),
        emptySum,
      )
      if (formatSum(sum) !== sums.get(scope)) wrong.push(`the checksum of ${scope} does not fit its lines`)
    }
    return wrong
  })
  return [...changed, ...wrongSums]
}

/** Bytes still in use after everything that can go has gone. */
async function settledHeap(): Promise<number> {
  const { setFlagsFromString } = await import('node:v8')
  const { runInNewContext } = await import('node:vm')
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let round = 0; round < 3; round++) {
    collect()
    await new Promise((later) => setImmediate(later))
  }
  return process.memoryUsage().heapUsed
}
