/**
 * What a batch knows of commands: those of the log that it touches, and its own as they are judged. Keeps the chain,
 * and those who wait for a predecessor. Written at once when the batch is done.
 */
import { payloadOf, type Envelope } from '../../sync/envelope'
import type { Outcome } from '../../sync/outcome'
import { canonicalJson } from '../../sync/canonical'
import type { OutcomeSigner, Random } from '../ports'
import type { CommandPayload, LoggedCommand, TenantHead, WriteTx } from '../store/port'
import { chainLink, payloadHash } from './chain'
import { toOutcome, type Ruling } from './ruling'
import type { Submission } from './runner'

export interface LogBookPorts {
  signer: OutcomeSigner
  random: Random
}

/** What is stored of an envelope and compared with a repeat. Throws where the arguments have no canonical form. */
export const payloadText = (envelope: Envelope): string =>
  canonicalJson({ ...payloadOf(envelope), seq: envelope.seq })

export class LogBook {
  chainHash: string
  /** Commands that wait for another one, from the log and from this batch, in chain order. */
  readonly held = new Map<string, Submission>()
  private readonly commands = new Map<string, LoggedCommand>()
  private readonly payloads = new Map<string, CommandPayload>()
  /** In the order of the judgements, which is the order of the chain. */
  private readonly links: { command: LoggedCommand; payload: CommandPayload }[] = []
  /** Ids that became known since `takeNews`. */
  private news = new Set<string>()
  private readonly tx: WriteTx
  private readonly head: TenantHead
  private readonly ports: LogBookPorts

  constructor(tx: WriteTx, head: TenantHead, ports: LogBookPorts) {
    this.tx = tx
    this.head = head
    this.ports = ports
    this.chainHash = head.chainHash
  }

  /**
   * Loads what the log knows of these envelopes, of what they name, and of whoever waits for them. `again`: held
   * commands to be looked at although nothing new came for them.
   */
  async load(envelopes: readonly Envelope[], again: readonly string[]): Promise<void> {
    const ids = envelopes.map(({ id }) => id)
    await this.loadCommands([...envelopes.flatMap(({ id, after }) => [id, ...after]), ...again])
    const stuck = again.flatMap((id) => this.commands.get(id) ?? []).filter(({ result }) => result === 'held')
    for (const { heldFor } of stuck) if (heldFor !== null) this.news.add(heldFor)
    const waiting = await this.loadWaiting(ids, stuck)
    const repeated = ids.filter((id) => this.commands.has(id))
    for (const payload of await this.tx.payloads([
      ...repeated,
      ...waiting.map(({ commandId }) => commandId),
    ])) {
      this.payloads.set(payload.commandId, payload)
    }
    for (const command of waiting) this.holdAgain(command)
    await this.loadCommands([...this.held.values()].flatMap(({ envelope }) => envelope.after))
  }

  find(id: string): LoggedCommand | undefined {
    return this.commands.get(id)
  }

  /** False when the same id came with another payload before. After an erasure there is nothing left to compare with. */
  isSameContent(id: string, payload: string): boolean {
    const stored = this.payloads.get(id)
    if (!stored || stored.payload === null) return true
    return payloadHash(stored.salt, payload) === this.commands.get(id)?.payloadHash
  }

  /** Held commands whose predecessor has become known since this was last asked. */
  takeFreed(): Submission[] {
    const { news } = this
    this.news = new Set()
    if (news.size === 0) return []
    return [...this.held].flatMap(([id, submission]) =>
      news.has(this.commands.get(id)?.heldFor ?? '') ? [submission] : [],
    )
  }

  /** A new command, judged or held. */
  add(submission: Submission, payload: string, ruling: Ruling, version: number): Outcome {
    const { id } = submission.envelope
    this.payloads.set(id, { commandId: id, salt: this.ports.random.hex(16), payload })
    return this.link(submission, ruling, version)
  }

  /** A link of the chain. Being held is one of its own; the judgement that follows is another one. */
  link(submission: Submission, ruling: Ruling, version: number): Outcome {
    const { identity, envelope, receivedAt } = submission
    const { id } = envelope
    const payload = this.payloads.get(id)
    if (!payload) throw new Error('a command without its payload')
    const common = { commandId: id, epoch: this.head.epoch, version, receivedAt }
    const outcome = this.ports.signer.sign(toOutcome(common, ruling))
    const entry = {
      commandId: id,
      deviceId: identity.deviceId,
      deviceSeq: envelope.seq,
      name: envelope.name,
      nameVersion: envelope.version,
      actorId: identity.personId,
      occurredAt: envelope.occurredAt,
      receivedAt,
      outcome: JSON.stringify(outcome),
      result: ruling.result,
      version,
      payloadHash: payloadHash(payload.salt, payload.payload ?? ''),
    }
    this.chainHash = chainLink(this.chainHash, entry)
    const heldFor = ruling.result === 'held' ? ruling.heldFor : null
    const command = { ...entry, heldFor, chainHash: this.chainHash }
    this.links.push({ command, payload })
    this.commands.set(id, command)
    if (ruling.result === 'held') this.held.set(id, submission)
    else this.held.delete(id)
    // Also when it is held itself: that may show that somebody waits in a circle.
    this.news.add(id)
    return outcome
  }

  /** A command that was held when it came and judged later in the same batch is told as judged. */
  standing(outcome: Outcome): Outcome {
    const now = outcome.result === 'held' ? this.commands.get(outcome.commandId) : undefined
    if (!now) return outcome
    return {
      ...(JSON.parse(now.outcome) as Outcome),
      ...(outcome.duplicate ? { duplicate: outcome.duplicate } : {}),
    }
  }

  async write(): Promise<void> {
    await this.tx.appendCommands(this.links)
  }

  private async loadCommands(ids: readonly string[]): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.commands.has(id))
    for (const command of await this.tx.commands(missing)) this.commands.set(command.commandId, command)
  }

  /** Held commands of the log that wait for one of these, and those that wait for them in turn: a statement per level. */
  private async loadWaiting(
    ids: readonly string[],
    stuck: readonly LoggedCommand[],
  ): Promise<LoggedCommand[]> {
    const found = new Map(stuck.map((command) => [command.commandId, command]))
    for (let level = [...ids, ...found.keys()]; level.length > 0; ) {
      const waiting = (await this.tx.heldFor(level)).filter(({ commandId }) => !found.has(commandId))
      for (const command of waiting) found.set(command.commandId, command)
      level = waiting.map(({ commandId }) => commandId)
    }
    for (const command of found.values()) this.commands.set(command.commandId, command)
    return [...found.values()]
  }

  /** From the log back to a submission. After an erasure by law there is nothing left to judge. */
  private holdAgain({ commandId, actorId, deviceId, receivedAt }: LoggedCommand): void {
    const stored = this.payloads.get(commandId)?.payload
    if (typeof stored !== 'string') return
    const content = JSON.parse(stored) as Omit<Envelope, 'id'>
    const identity = { tenantId: this.head.tenantId, personId: actorId, deviceId }
    this.held.set(commandId, { identity, envelope: { ...content, id: commandId }, receivedAt })
  }
}
