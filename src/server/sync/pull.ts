/**
 * Pages for one device: what its scopes hold after its cursors, read in one consistent state. The device may hold what
 * `grantsOf` says and nothing else; a scope it holds beyond that is named in `dropped`.
 */
import type { Actor } from '../../domain/access/actor'
import { grantsOf, isSensitiveKind, type Scope } from '../../domain/access/scopes'
import type { Row } from '../../domain/rows'
import type { Area } from '../../domain/zone/rows'
import type { Page } from '../../sync/down'
import { emptySum, formatSum, parseSum } from '../../sync/checksum'
import { formatLine } from '../../sync/line'
import type { SyncRequest } from '../../sync/up'
import type { QuarantineReason } from '../../sync/outcome'
import type { DeviceRecord, ReadTx, ScopeSum, StoredRow } from '../store/port'
import { isStale, type BlockSizes } from './blocks'
import { formatCursor, readCursor } from './cursor'
import type { Identity } from './service'

/** Rows in one answer, unless the device asks for fewer: some 300 KB of lines, a minute at 50 kbit/s. */
export const defaultMaxRows = 3_000

export interface Pulled {
  grants: Scope[]
  dropped: Scope[]
  pages: Page[]
  version: number
  epoch: string
  more: boolean
  /** Scopes that should be cut into blocks before they are read again. */
  uncut: Scope[]
  /** Why nothing is granted, where somebody was shut out. */
  shutOut: QuarantineReason | undefined
  /** Rows of sensitive kinds sent, by scope, for the audit log. */
  sensitiveRows: Map<Scope, number>
}

export async function readActor(
  tx: ReadTx,
  identity: Identity,
): Promise<{ actor: Actor; pairings: Row<'pairing'>[]; shutOut: QuarantineReason | undefined }> {
  const [stored] = await tx.rows([{ kind: 'person', id: identity.personId }])
  const device = await tx.device(identity.deviceId)
  const person = stored && (toRow(stored) as Row<'person'>)
  const paired = await tx.related([{ relation: 'pairing.personId', target: identity.personId }])
  const shutOut = reasonOf(person, device)
  const actor: Actor = {
    personId: identity.personId,
    deviceId: identity.deviceId,
    roles: person?.data.roles ?? [],
    unitId: person?.data.unitId ?? '',
    // A revoked device may hold as little as a person without access.
    active: shutOut === undefined,
  }
  return { actor, pairings: paired.map((row) => toRow(row) as Row<'pairing'>), shutOut }
}

function reasonOf(
  person: Row<'person'> | undefined,
  device: DeviceRecord | undefined,
): QuarantineReason | undefined {
  if (!device || device.revokedAt !== null) return 'deviceRevoked'
  return person?.data.active ? undefined : 'personInactive'
}

export async function grantsNow(tx: ReadTx, identity: Identity): Promise<Scope[]> {
  return (await standingNow(tx, identity)).grants
}

async function standingNow(
  tx: ReadTx,
  identity: Identity,
): Promise<{ grants: Scope[]; shutOut: QuarantineReason | undefined }> {
  const { actor, pairings, shutOut } = await readActor(tx, identity)
  const areas = await tx.rowsOfKind('area')
  const villages = areas
    .map((row) => ({ id: row.id, area: JSON.parse(row.json) as Area }))
    .filter(({ area }) => area.level === 'village')
    .sort((a, b) => a.area.order - b.area.order)
  const grants = grantsOf(
    actor,
    pairings,
    villages.map(({ id }) => id),
  )
  return { grants, shutOut }
}

const toRow = ({ kind, id, version, json }: StoredRow) => ({
  kind,
  id,
  version,
  data: JSON.parse(json) as unknown,
})

export interface PullOptions {
  /** A scope without blocks is named in `uncut` and left for the next read, after the cut. */
  allowUncut: boolean
  sizes: BlockSizes
  /** Rows in one answer at most. */
  maxRows: number
}

export async function pull(
  tx: ReadTx,
  identity: Identity,
  request: SyncRequest,
  options: PullOptions,
): Promise<Pulled> {
  const head = await tx.head()
  const { grants, shutOut } = await standingNow(tx, identity)
  const granted = new Set(grants)
  const holds = new Map(request.holds.map((hold) => [hold.scope, hold]))
  const sums = new Map((await tx.sums(grants)).map((sum) => [sum.scope, sum]))
  const pulled: Pulled = {
    grants,
    dropped: request.holds.map((hold) => hold.scope).filter((scope) => !granted.has(scope)),
    pages: [],
    version: head.version,
    epoch: head.epoch,
    more: false,
    uncut: [],
    shutOut,
    sensitiveRows: new Map(),
  }
  let budget = Math.min(request.maxRows ?? options.maxRows, options.maxRows)
  for (const scope of grants) {
    const hold = holds.get(scope)
    const owner = { epoch: head.epoch, scope, deviceId: identity.deviceId }
    const after = hold?.cursor ? cursorWithin(head.version, readCursor(hold.cursor, owner)) : undefined
    const reader = {
      tx,
      scope,
      sum: sums.get(scope),
      version: head.version,
      cursorAt: (v: number) => formatCursor(owner, v),
    }
    const wanted = {
      after,
      reset: after === undefined && hold !== undefined && hold.cursor !== null,
      verify: hold?.verify === true,
    }
    const page = await readPage(reader, wanted, budget, options)
    if (page === 'unchanged') continue
    if (page === 'uncut') {
      pulled.uncut.push(scope)
      continue
    }
    const lines = page.lines === '' ? [] : page.lines.split('\n')
    budget -= lines.length
    pulled.pages.push(page)
    pulled.more ||= !page.done
    const sensitive = countSensitive(lines, page.blocks)
    if (sensitive > 0) pulled.sensitiveRows.set(scope, sensitive)
  }
  return pulled
}

const countSensitive = (lines: readonly string[], blocks: Page['blocks']): number =>
  lines.filter((line) => isSensitiveKind(line.slice(0, line.indexOf(' ')))).length +
  blocks.reduce((total, { kind, rows }) => total + (isSensitiveKind(kind) ? rows : 0), 0)

/** A mark beyond this history is none: whoever gave it, what comes after it would never come. */
const cursorWithin = (version: number, cursor: number | undefined): number | undefined =>
  cursor !== undefined && cursor > version ? undefined : cursor

interface Reader {
  tx: ReadTx
  scope: Scope
  sum: ScopeSum | undefined
  /** The tenant's version in this consistent state. */
  version: number
  cursorAt: (version: number) => string
}

async function readPage(
  { tx, scope, sum, version, cursorAt }: Reader,
  { after: cursor, reset, verify }: { after: number | undefined; reset: boolean; verify: boolean },
  budget: number,
  { allowUncut, sizes }: PullOptions,
): Promise<Page | 'unchanged' | 'uncut'> {
  const isFirst = cursor === undefined
  const scopeVersion = sum?.version ?? 0
  if (!isFirst && scopeVersion <= cursor && !verify) return 'unchanged'
  if (budget <= 0) {
    const from = cursor ?? 0
    return { scope, reset, blocks: [], lines: '', cursor: cursorAt(from), upTo: from, done: false, sum: null }
  }
  const linesAfter = async (after: number) =>
    scopeVersion > after ? tx.lines(scope, after, version, budget) : []
  let blocks = isFirst ? await tx.blocks(scope) : []
  let after = cursor ?? blocks[0]?.toVersion ?? 0
  const isWorthCutting = isFirst && rowsOf(sum) >= sizes.smallestScope
  if (isWorthCutting && allowUncut && blocks.length === 0) return 'uncut'
  let lines = await linesAfter(after)
  if (isWorthCutting && blocks.length > 0 && isStale(rowsOf(sum), lines.length, sizes)) {
    if (allowUncut) return 'uncut'
    blocks = []
    after = 0
    lines = await linesAfter(after)
  }
  const done = lines.length < budget
  const upTo = done ? version : (lines.at(-1)?.version ?? after)
  return {
    scope,
    reset,
    blocks,
    // Tombstones of rows that a first sync never had are noise.
    lines: lines
      .filter((line) => line.json !== null || !isFirst || blocks.length > 0)
      .map((line) => formatLine(line.kind, line.id, line.version, line.json))
      .join('\n'),
    cursor: cursorAt(upTo),
    upTo,
    done,
    sum: done ? (sum?.sum ?? formatSum(emptySum)) : null,
  }
}

const rowsOf = (sum: ScopeSum | undefined): number => parseSum(sum?.sum ?? '')?.count ?? 0
