/**
 * The command runner: takes envelopes of one tenant, judges them with the domain's own rules on the store's rows, and
 * writes rows, outcomes and history in one transaction. What only the server knows (numbers, `receivedAt`) is added
 * here and never changes a verdict. A repeat gets the stored outcome; the same id with other content is a conflict.
 */
import type { Actor } from '../../domain/access/actor'
import { must, related, type Read, type ServerAddition } from '../../domain/command/define'
import { applyChange } from '../../domain/command/apply'
import {
  judge,
  prepareCommand,
  readsOfStep,
  readStepsOf,
  type PreparedCommand,
  type Verdict,
} from '../../domain/command/judge'
import type { Rejection } from '../../domain/command/rejection'
import { rowKey, type AnyRow, type Row } from '../../domain/rows'
import { keyOfAddition, ServerAdditions } from './serverAdditions'
import type { Envelope } from '../../sync/envelope'
import type { Outcome, QuarantineReason } from '../../sync/outcome'
import type { OutcomeSigner, Random } from '../ports'
import type { LoggedCommand, TenantHead, WriteTx } from '../store/port'
import { LogBook, payloadText } from './logBook'
import type { Ruling } from './ruling'
import type { Identity } from './service'
import { toWritable, WorkingSet, type WritableRow } from './workingSet'

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

/**
 * Must run inside `store.write` of the submissions' tenant. `again`: held commands to be judged anew although nothing
 * new came for them, since a bug left them held when their predecessor was judged.
 */
export async function runCommands(
  tx: WriteTx,
  submissions: readonly Submission[],
  ports: RunnerPorts,
  again: readonly string[] = [],
): Promise<RunResult> {
  const run = new Run(tx, await tx.head(), ports)
  await run.prefetch(submissions, again)
  await run.releaseHeld()
  const outcomes: (Outcome | undefined)[] = []
  for (const submission of submissions) {
    outcomes.push(await run.take(submission))
    await run.releaseHeld()
  }
  return run.finish(outcomes)
}

class Run {
  private readonly rows: WorkingSet
  private readonly log: LogBook
  private version: number
  private readonly revoked = new Map<string, boolean>()
  private readonly prepared = new Map<Submission, ReturnType<typeof prepareCommand>>()
  private readonly additions: ServerAdditions
  private readonly tx: WriteTx
  private readonly head: TenantHead
  private readonly ports: RunnerPorts

  constructor(tx: WriteTx, head: TenantHead, ports: RunnerPorts) {
    this.tx = tx
    this.head = head
    this.ports = ports
    this.rows = new WorkingSet(tx)
    this.additions = new ServerAdditions(tx, ports.random, (kind, id) => this.rows.get(kind, id))
    this.log = new LogBook(tx, head, ports)
    this.version = head.version
  }

  /** Loads for the whole batch what its commands and those they set free need, so that no command costs a round trip. */
  async prefetch(submissions: readonly Submission[], again: readonly string[]): Promise<void> {
    await this.log.load(
      submissions.map(({ envelope }) => envelope),
      again,
    )
    const ahead = [
      ...submissions.filter(({ envelope }) => !this.log.find(envelope.id)),
      ...this.log.held.values(),
    ]
    const people = new Set(
      ahead.filter(({ trusted }) => trusted !== 'system').map(({ identity }) => identity.personId),
    )
    await this.rows.ensure(
      [...people].flatMap((id): Read[] => [must('person', id), related('pairing.personId', id)]),
    )
    const commands = ahead.flatMap((submission) => {
      const prepared = quietly(() => this.prepare(submission))
      return prepared?.ok ? [{ submission, command: prepared.command }] : []
    })
    const known = commands.map(({ submission, command }) => ({ submission, command, reads: command.reads }))
    await this.rows.ensure(known.flatMap(({ reads }) => reads))
    // The further steps as far as they can be told before the commands have changed anything.
    const steps = Math.max(0, ...known.map(({ command }) => readStepsOf(command)))
    for (let step = 0; step < steps; step++) {
      const more = known.map((each) => quietly(() => this.readsOfStep(each, step)) ?? [])
      known.forEach((each, place) => (each.reads = [...each.reads, ...(more[place] ?? [])]))
      await this.rows.ensure(more.flat())
    }
  }

  async take(submission: Submission): Promise<Outcome | undefined> {
    const payload = this.attempt(submission, () => payloadText(submission.envelope))
    if (payload === undefined) return undefined
    const known = this.log.find(submission.envelope.id)
    if (known) return this.answerRepeat(submission, known, payload)
    const ruling = await this.decide(submission)
    return ruling && this.log.add(submission, payload, ruling, this.version)
  }

  /** Judges held commands anew whose predecessor has become known, and those that waited for them in turn. */
  async releaseHeld(): Promise<void> {
    for (let freed = this.log.takeFreed(); freed.length > 0; freed = this.log.takeFreed()) {
      for (const submission of freed) {
        const ruling = await this.decide(submission)
        const isAsBefore =
          ruling?.result === 'held' && ruling.heldFor === this.log.find(submission.envelope.id)?.heldFor
        if (ruling && !isAsBefore) this.log.link(submission, ruling, this.version)
      }
    }
  }

  async finish(outcomes: readonly (Outcome | undefined)[]): Promise<RunResult> {
    const changed = await this.rows.flush(this.tx)
    await this.additions.write()
    await this.log.write()
    const { chainHash } = this.log
    if (this.version !== this.head.version || chainHash !== this.head.chainHash) {
      await this.tx.setHead({ version: this.version, chainHash })
    }
    return { outcomes: outcomes.map((outcome) => outcome && this.log.standing(outcome)), changed }
  }

  /** A bug in a command gives no verdict for it and harms nothing else. Only the domain's own code may run in here. */
  private attempt<T>({ envelope }: Submission, run: () => T): T | undefined {
    try {
      return run()
    } catch (error) {
      this.ports.onBug(error, envelope)
      return undefined
    }
  }

  private prepare(submission: Submission): ReturnType<typeof prepareCommand> {
    const before = this.prepared.get(submission)
    if (before) return before
    const { name, version, args } = submission.envelope
    const prepared = prepareCommand(name, version, args, this.actorOf(submission))
    this.prepared.set(submission, prepared)
    return prepared
  }

  private readsOfStep({ submission, command, reads }: Reading, step: number): Read[] {
    const actor = this.actorOf(submission)
    return readsOfStep(command, step, { before: reads, actor, source: this.rows })
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

  private answerRepeat(
    { identity, envelope, receivedAt }: Submission,
    known: LoggedCommand,
    payload: string,
  ): Outcome {
    // Somebody else's id says nothing about what lies behind it. The same person's does, from whatever device: after a
    // new sign-in the browser that keeps the command may count as another one.
    const isSamePerson = known.actorId === identity.personId
    if (isSamePerson && this.log.isSameContent(envelope.id, payload)) {
      return { ...(JSON.parse(known.outcome) as Outcome), duplicate: 'yes' }
    }
    const common = { commandId: envelope.id, epoch: this.head.epoch, version: this.version, receivedAt }
    return this.ports.signer.sign({ ...common, result: 'payloadConflict' })
  }

  private async decide(submission: Submission): Promise<Ruling | undefined> {
    const refused = await this.withoutAccess(submission)
    if (refused) return { result: 'quarantined', reason: refused }
    const heldFor = this.waitsFor(submission)
    if (heldFor !== undefined) return { result: 'held', heldFor }
    const prepared = this.attempt(submission, () => this.prepare(submission))
    if (!prepared) return undefined
    if (!prepared.ok) return { result: 'rejected', rejection: prepared.rejection }
    const { command } = prepared
    // The store is asked outside of `attempt`: a statement that failed is no bug, the whole batch has to be tried again.
    await this.rows.ensure(command.reads)
    let { reads } = command
    for (let step = 0; step < readStepsOf(command); step++) {
      const more = this.attempt(submission, () => this.readsOfStep({ submission, command, reads }, step))
      if (!more) return undefined
      await this.rows.ensure(more)
      reads = [...reads, ...more]
    }
    const judged = this.attempt(submission, () => this.judgePrepared(submission, command))
    if (!judged) return undefined
    if ('rejection' in judged) return this.blameDependency(submission, judged.rejection)
    return { result: 'applied', numbers: await this.keep(submission, judged) }
  }

  /**
   * The first predecessor without a judgement. Only earlier own commands are waited for: any other order could close a
   * circle, in which nothing would ever be judged. Of an id that was never seen nobody knows whose it is.
   */
  private waitsFor({ identity, envelope }: Submission): string | undefined {
    return envelope.after.find((id) => {
      if (id === envelope.id) return false
      const before = this.log.find(id)
      if (!before) return true
      return (
        before.result === 'held' && before.actorId === identity.personId && before.deviceSeq < envelope.seq
      )
    })
  }

  /** A refusal that follows from a refused own predecessor names it: that one is to be settled first. */
  private blameDependency({ identity, envelope }: Submission, rejection: Rejection): Ruling {
    const refused = envelope.after.find((id) => {
      const before = this.log.find(id)
      return before?.actorId === identity.personId && before.result !== 'applied' && before.result !== 'held'
    })
    if (refused === undefined) return { result: 'rejected', rejection }
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

  private judgePrepared(submission: Submission, command: PreparedCommand): Judged {
    const { envelope, receivedAt } = submission
    const verdict: Verdict = judge(command, this.rows, {
      actor: this.actorOf(submission),
      commandId: envelope.id,
      base: envelope.base,
      at: { recordedAt: envelope.occurredAt, clockOffsetMs: envelope.clockOffsetMs, receivedAt },
    })
    switch (verdict.verdict) {
      case 'reject':
        return { rejection: verdict.rejection }
      case 'unknown':
        throw new Error('the server holds every row: a verdict can not be unknown here')
      case 'accept':
        return this.workOut(submission, verdict)
    }
  }

  /** The rows after all changes of one command, each with a version of its own; nothing is kept yet. */
  private workOut(
    { identity }: Submission,
    { changes, additions }: Extract<Verdict, { verdict: 'accept' }>,
  ): Accepted {
    const after = new Map<string, AnyRow>()
    let version = this.version
    for (const change of changes) {
      const key = rowKey(change.kind, change.id)
      const before = after.get(key) ?? this.rows.get(change.kind, change.id)
      const rowVersion = after.get(key)?.version ?? ++version
      const stamp = { version: rowVersion, device: identity.deviceId, person: identity.personId }
      after.set(key, applyChange(before, change, rowVersion, stamp))
    }
    const stray = additions.find((addition) => !after.has(keyOfAddition(addition)))
    if (stray) throw new Error('a number for a row that the command did not change')
    return { rows: new Map([...after].map(([key, row]) => [key, toWritable(row)])), additions, version }
  }

  private async keep(
    { receivedAt }: Submission,
    { rows, additions, version }: Accepted,
  ): Promise<Record<string, string>> {
    const numbers: Record<string, string> = {}
    for (const addition of additions) {
      const { added, number } = await this.additions.make(addition, rows, receivedAt)
      numbers[added[0].id] = number
      for (const row of added) rows.set(rowKey(row.kind, row.id), toWritable(row))
    }
    for (const row of rows.values()) this.rows.set(row)
    this.version = version
    return numbers
  }
}

type Judged = Accepted | { rejection: Rejection }
/** A command and the reads that are known of it so far. */
interface Reading {
  submission: Submission
  command: PreparedCommand
  reads: readonly Read[]
}
interface Accepted {
  rows: Map<string, WritableRow>
  additions: readonly ServerAddition[]
  /** The tenant's version when they are kept. */
  version: number
}

/** For looking ahead: what throws here throws again when the command is judged, and is told then. */
function quietly<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
