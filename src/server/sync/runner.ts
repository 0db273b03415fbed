/**
 * The command runner: takes envelopes of one tenant, judges them with the domain's own rules on the store's rows, and
 * writes rows, outcomes and history in one transaction. What only the server knows (numbers, `receivedAt`) is added
 * here and never changes a verdict. A repeat gets the stored outcome; the same id with other content is a conflict.
 */
import type { Actor } from '../../domain/access/actor'
import type { Read, ServerAddition } from '../../domain/command/define'
import { applyChange } from '../../domain/command/apply'
import { judge, moreReads, prepareCommand, type PreparedCommand, type Verdict } from '../../domain/command/judge'
import type { Rejection } from '../../domain/command/rejection'
import { must, related } from '../../domain/command/define'
import { rowKey, type AnyRow, type Row } from '../../domain/rows'
import { shanghaiDate } from '../../domain/time/shanghai'
import { canonicalJson } from '../../sync/canonical'
import { payloadOf, type Envelope } from '../../sync/envelope'
import type { Outcome, QuarantineReason, UnsignedOutcome } from '../../sync/outcome'
import type { OutcomeSigner, Random } from '../ports'
import type { CommandPayload, LoggedCommand, TenantHead, WriteTx } from '../store/port'
import { chainLink, payloadHash } from './chain'
import type { Identity } from './service'
import { WorkingSet } from './workingSet'

export interface Submission {
  identity: Identity
  envelope: Envelope
  /** Server clock, ms. */
  receivedAt: number
  /** Set-up and jobs of the server itself: acts as `system`, or as the person without asking for a device. */
  trusted?: 'system' | 'person'
}

export interface RunnerPorts {
  signer: OutcomeSigner
  random: Random
  /** A bug in a command: told to the operator, the envelope stays with the device, the others go on. */
  onBug: (error: unknown, envelope: Envelope) => void
}

export interface RunResult {
  /** One per submission, in order; undefined where a bug prevented a verdict. */
  outcomes: (Outcome | undefined)[]
  /** Rows written. */
  changed: number
}

/** Must run inside `store.write` of the submissions' tenant. */
export async function runCommands(tx: WriteTx, submissions: readonly Submission[], ports: RunnerPorts): Promise<RunResult> {
  const run = new Run(tx, await tx.head(), ports)
  await run.prefetch(submissions)
  const outcomes: (Outcome | undefined)[] = []
  for (const submission of submissions) {
    outcomes.push(await run.take(submission))
    await run.releaseHeld()
  }
  return { outcomes, changed: await run.finish() }
}

class Run {
  private readonly rows: WorkingSet
  private version: number
  private chainHash: string
  /** What is known of commands by id: from the log, and from this batch. */
  private readonly log = new Map<string, LoggedCommand>()
  private readonly payloads = new Map<string, CommandPayload>()
  private readonly revoked = new Map<string, boolean>()
  private readonly prepared = new Map<Submission, ReturnType<typeof prepareCommand>>()
  /** What the log gets, in the order of the judgements, which is the order of the chain. */
  private readonly writes: LogWrite[] = []
  private readonly numbers = new Map<string, { next: number; used: number }>()
  private justJudged: string[] = []
  /** Held commands of the log that wait for one of this batch. */
  private waiting: LoggedCommand[] = []
  private readonly tx: WriteTx
  private readonly head: TenantHead
  private readonly ports: RunnerPorts

  constructor(tx: WriteTx, head: TenantHead, ports: RunnerPorts) {
    this.tx = tx
    this.head = head
    this.ports = ports
    this.rows = new WorkingSet(tx)
    this.version = head.version
    this.chainHash = head.chainHash
  }

  /** Loads for the whole batch what the first reads of all commands need, so that no command costs a round trip. */
  async prefetch(submissions: readonly Submission[]): Promise<void> {
    const ids = new Set(submissions.flatMap(({ envelope }) => [envelope.id, ...envelope.after]))
    for (const command of await this.tx.commands([...ids])) this.log.set(command.commandId, command)
    const repeated = submissions.map(({ envelope }) => envelope.id).filter((id) => this.log.has(id))
    for (const payload of repeated.length > 0 ? await this.tx.payloads(repeated) : []) {
      this.payloads.set(payload.commandId, payload)
    }
    this.waiting = await this.tx.heldFor(submissions.map(({ envelope }) => envelope.id))
    const people = new Set(submissions.filter((s) => s.trusted !== 'system').map((s) => s.identity.personId))
    await this.rows.ensure([...people].flatMap((id): Read[] => [must('person', id), related('pairing.personId', id)]))
    const reads = submissions.flatMap((submission) => {
      if (this.log.has(submission.envelope.id)) return []
      const prepared = this.prepare(submission)
      return prepared.ok ? prepared.command.reads : []
    })
    await this.rows.ensure(reads)
  }

  async take(submission: Submission): Promise<Outcome | undefined> {
    const { envelope } = submission
    const known = this.log.get(envelope.id)
    if (known) return this.answerRepeat(submission, known)
    const salt = this.ports.random.hex(16)
    const payload = canonicalJson({ ...payloadOf(envelope), seq: envelope.seq })
    const verdict = await this.decide(submission)
    if (!verdict) return undefined
    return this.settle(submission, verdict, { commandId: envelope.id, salt, payload })
  }

  /** Judges held commands whose predecessor has just been judged, and those that waited for them in turn. */
  async releaseHeld(): Promise<void> {
    while (this.justJudged.length > 0) {
      const waitingFor = this.justJudged
      this.justJudged = []
      for (const item of [...this.waiting, ...this.writes.map(({ command }) => command)]) {
        const current = this.log.get(item.commandId) ?? item
        if (current.result === 'held' && current.heldFor !== null && waitingFor.includes(current.heldFor)) {
          await this.releaseOne(current)
        }
      }
    }
  }

  async finish(): Promise<number> {
    const changed = await this.rows.flush(this.tx)
    for (const [counter, { used }] of this.numbers) if (used > 0) await this.tx.reserveNumbers(counter, used)
    await this.writeLog()
    if (this.version !== this.head.version || this.chainHash !== this.head.chainHash) {
      await this.tx.setHead({ version: this.version, chainHash: this.chainHash })
    }
    return changed
  }

  private async writeLog(): Promise<void> {
    let fresh: { command: LoggedCommand; payload: CommandPayload }[] = []
    for (const { command, payload } of this.writes) {
      if (payload) {
        fresh.push({ command, payload })
        continue
      }
      if (fresh.length > 0) await this.tx.appendCommands(fresh)
      fresh = []
      await this.tx.settleHeld(command)
    }
    if (fresh.length > 0) await this.tx.appendCommands(fresh)
  }

  private prepare(submission: Submission): ReturnType<typeof prepareCommand> {
    const before = this.prepared.get(submission)
    if (before) return before
    const { name, version, args } = submission.envelope
    const prepared = prepareCommand(name, version, args, this.actorOf(submission))
    this.prepared.set(submission, prepared)
    return prepared
  }

  private actorOf({ identity, trusted }: Submission): Actor {
    const { personId, deviceId } = identity
    if (trusted === 'system') return { personId, deviceId, roles: ['system'], unitId: '', active: true }
    const person = this.rows.get('person', personId) as Row<'person'> | undefined
    return {
      personId,
      deviceId,
      roles: person?.data.roles ?? [],
      unitId: person?.data.unitId ?? '',
      active: person?.data.active ?? false,
    }
  }

  private answerRepeat({ identity, envelope, receivedAt }: Submission, known: LoggedCommand): Outcome {
    const stored = this.payloads.get(envelope.id)
    const payload = canonicalJson({ ...payloadOf(envelope), seq: envelope.seq })
    // After an erasure by law there is nothing left to compare with: the stored answer stands.
    const sameContent = !stored || stored.payload === null || payloadHash(stored.salt, payload) === known.payloadHash
    // Somebody else's id says nothing about what lies behind it.
    const sameAuthor = known.deviceId === identity.deviceId && known.actorId === identity.personId
    if (sameContent && sameAuthor) {
      return { ...(JSON.parse(known.outcome) as Outcome), duplicate: 'yes' }
    }
    return this.ports.signer.sign({ ...this.common(envelope.id, receivedAt), result: 'payloadConflict' })
  }

  private async decide(submission: Submission): Promise<Ruling | undefined> {
    const refused = await this.withoutAccess(submission)
    if (refused) return { result: 'quarantined', reason: refused }
    for (const id of submission.envelope.after) {
      const before = this.log.get(id)
      if (!before || before.result === 'held') return { result: 'held', heldFor: id }
    }
    const prepared = this.prepare(submission)
    if (!prepared.ok) return { result: 'rejected', rejection: prepared.rejection }
    try {
      const ruling = await this.judgePrepared(submission, prepared.command)
      return ruling.result === 'rejected' ? this.blameDependency(submission, ruling) : ruling
    } catch (error) {
      this.ports.onBug(error, submission.envelope)
      return undefined
    }
  }

  /** A refusal that follows from a refused predecessor names it: that one is to be settled first. */
  private blameDependency({ envelope }: Submission, ruling: Ruling): Ruling {
    const refused = envelope.after.find((id) => this.log.get(id)?.result !== 'applied')
    if (refused === undefined) return ruling
    return { result: 'rejected', rejection: { code: 'dependencyRejected', params: { commandId: refused } } }
  }

  private async withoutAccess({ identity, trusted }: Submission): Promise<QuarantineReason | undefined> {
    if (trusted) return undefined
    if (!this.revoked.has(identity.deviceId)) {
      const device = await this.tx.device(identity.deviceId)
      this.revoked.set(identity.deviceId, !device || device.revokedAt !== null)
    }
    if (this.revoked.get(identity.deviceId)) return 'deviceRevoked'
    const person = this.rows.get('person', identity.personId) as Row<'person'> | undefined
    return person?.data.active ? undefined : 'personInactive'
  }

  private async judgePrepared(submission: Submission, command: PreparedCommand): Promise<Ruling> {
    const { envelope, receivedAt } = submission
    const actor = this.actorOf(submission)
    await this.rows.ensure(command.reads)
    await this.rows.ensure(moreReads(command, actor, this.rows))
    const verdict: Verdict = judge(command, this.rows, {
      actor,
      commandId: envelope.id,
      base: envelope.base,
      at: { recordedAt: envelope.occurredAt, clockOffsetMs: envelope.clockOffsetMs, receivedAt },
    })
    switch (verdict.verdict) {
      case 'reject':
        return { result: 'rejected', rejection: verdict.rejection }
      case 'unknown':
        throw new Error('the server holds every row: a verdict can not be unknown here')
      case 'accept':
        return this.applyVerdict(submission, verdict)
    }
  }

  /** All changes of one command, each row with a version of its own; nothing is kept when one of them fails. */
  private async applyVerdict(
    { identity, receivedAt }: Submission,
    verdict: Extract<Verdict, { verdict: 'accept' }>,
  ): Promise<Ruling> {
    const after = new Map<string, AnyRow>()
    let version = this.version
    for (const change of verdict.changes) {
      const key = rowKey(change.kind, change.id)
      const before = after.get(key) ?? this.rows.get(change.kind, change.id)
      const rowVersion = after.get(key)?.version ?? ++version
      const stamp = { version: rowVersion, device: identity.deviceId, person: identity.personId }
      after.set(key, applyChange(before, change, rowVersion, stamp))
    }
    const numbers = await this.giveNumbers(verdict.additions, receivedAt)
    for (const [issueId, number] of Object.entries(numbers)) {
      const row = after.get(rowKey('issue', issueId)) as Row<'issue'> | undefined
      if (!row) throw new Error('a number for an issue that the command did not change')
      after.set(rowKey('issue', issueId), { ...row, data: { ...row.data, number } })
    }
    for (const row of after.values()) this.rows.set(row)
    this.version = version
    return { result: 'applied', numbers }
  }

  /** Numbers in commit order, `2026-0137`; their year is the Shanghai year of `receivedAt`. */
  private async giveNumbers(additions: readonly ServerAddition[], receivedAt: number): Promise<Record<string, string>> {
    const given: Record<string, string> = {}
    for (const { issueId } of additions) {
      const year = shanghaiDate(receivedAt).slice(0, 4)
      const counter = this.numbers.get(`issue:${year}`) ?? {
        next: await this.tx.reserveNumbers(`issue:${year}`, 0),
        used: 0,
      }
      given[issueId] = `${year}-${String(counter.next + counter.used).padStart(4, '0')}`
      this.numbers.set(`issue:${year}`, { ...counter, used: counter.used + 1 })
    }
    return given
  }

  private common(commandId: string, receivedAt: number) {
    return { commandId, epoch: this.head.epoch, version: this.version, receivedAt }
  }

  private settle(submission: Submission, ruling: Ruling, payload: CommandPayload): Outcome {
    const command = this.logEntry(submission, ruling, payloadHash(payload.salt, payload.payload ?? ''))
    this.writes.push({ command, payload })
    this.remember(command)
    return JSON.parse(command.outcome) as Outcome
  }

  private remember(command: LoggedCommand): void {
    this.log.set(command.commandId, command)
    if (command.result !== 'held') this.justJudged.push(command.commandId)
  }

  private logEntry({ identity, envelope, receivedAt }: Submission, ruling: Ruling, hash: string): LoggedCommand {
    const outcome = this.ports.signer.sign(this.toOutcome(envelope.id, receivedAt, ruling))
    const entry = {
      commandId: envelope.id,
      deviceId: identity.deviceId,
      deviceSeq: envelope.seq,
      name: envelope.name,
      nameVersion: envelope.version,
      actorId: identity.personId,
      occurredAt: envelope.occurredAt,
      receivedAt,
      outcome: JSON.stringify(outcome),
      result: ruling.result,
      version: this.version,
      payloadHash: hash,
    }
    // Being held is a link of its own; the judgement that follows is another one.
    this.chainHash = chainLink(this.chainHash, entry)
    const heldFor = ruling.result === 'held' ? ruling.heldFor : null
    return { ...entry, heldFor, chainHash: this.chainHash }
  }

  private toOutcome(commandId: string, receivedAt: number, ruling: Ruling): UnsignedOutcome {
    const common = this.common(commandId, receivedAt)
    switch (ruling.result) {
      case 'applied':
        return { ...common, result: 'applied', numbers: ruling.numbers }
      case 'rejected': {
        const params = Object.fromEntries(
          Object.entries(ruling.rejection.params).map(([key, value]) => [key, String(value).slice(0, 500)]),
        )
        return { ...common, result: 'rejected', code: ruling.rejection.code, params }
      }
      case 'held':
        return { ...common, result: 'held', heldFor: ruling.heldFor }
      case 'quarantined':
        return { ...common, result: 'quarantined', reason: ruling.reason }
    }
  }

  private async releaseOne(held: LoggedCommand): Promise<void> {
    const own = this.writes.find(({ command }) => command.commandId === held.commandId)
    const payload = own?.payload ?? (await this.tx.payloads([held.commandId]))[0]
    if (!payload?.payload) return
    const content = JSON.parse(payload.payload) as Omit<Envelope, 'id'>
    const submission: Submission = {
      identity: { tenantId: this.head.tenantId, personId: held.actorId, deviceId: held.deviceId },
      envelope: { ...content, id: held.commandId },
      receivedAt: held.receivedAt,
    }
    const missing = submission.envelope.after.filter((id) => !this.log.has(id))
    for (const command of missing.length > 0 ? await this.tx.commands(missing) : []) this.log.set(command.commandId, command)
    await this.rows.ensure([must('person', held.actorId), related('pairing.personId', held.actorId)])
    const ruling = await this.decide(submission)
    if (!ruling) return
    // What waited for this one may lie in the log since an earlier request.
    if (ruling.result !== 'held') this.waiting.push(...(await this.tx.heldFor([held.commandId])))
    const command = this.logEntry(submission, ruling, held.payloadHash)
    this.writes.push({ command, payload: null })
    this.remember(command)
  }
}

/** A new entry of the log, or (without a payload) one that was held there and is judged now. */
interface LogWrite {
  command: LoggedCommand
  payload: CommandPayload | null
}

type Ruling =
  | { result: 'applied'; numbers: Record<string, string> }
  | { result: 'rejected'; rejection: Rejection }
  | { result: 'held'; heldFor: string }
  | { result: 'quarantined'; reason: QuarantineReason }
