/** What was read from the device store is unsealed here and nowhere else; what does not open is undefined, and told. */
import type { Envelope } from '../../../sync/envelope'
import type { Outcome } from '../../../sync/outcome'
import type { ChangesSince, CommandRecord } from '../../db/port'
import type { Vault } from '../ports'
import type { OwnCommand } from './state'

export const sealContext = {
  command: (id: string) => `command|${id}`,
  outcome: (id: string) => `outcome|${id}`,
  delta: (key: string) => `delta|${key}`,
  segment: (id: string) => `segment|${id}`,
  draft: (id: string) => `draft|${id}`,
  home: 'home',
}

/** Own commands, and those whose seal for this device does not open. */
export interface OpenedCommands {
  commands: OwnCommand[]
  unreadable: CommandRecord[]
}

export interface Opened extends OpenedCommands {
  lines: { scope: string; lines: string | undefined }[]
}

export interface Unsealer {
  /** Rows joined by newlines. */
  lines: (sealed: Uint8Array, context: string) => Promise<string | undefined>
  commands: (records: readonly CommandRecord[]) => Promise<OpenedCommands>
  changes: (changes: ChangesSince) => Promise<Opened>
}

export function createUnsealer(
  vault: Vault,
  /** Of a command that was opened before. */
  known: (commandId: string) => Envelope | undefined,
): Unsealer {
  async function lines(sealed: Uint8Array, context: string): Promise<string | undefined> {
    try {
      return await vault.open(sealed, context)
    } catch {
      return undefined
    }
  }

  async function json<T>(sealed: Uint8Array, context: string): Promise<T | undefined> {
    try {
      return JSON.parse(await vault.open(sealed, context)) as T
    } catch {
      return undefined
    }
  }

  /** Undefined when its envelope does not open. An outcome that does not open is asked for again. */
  async function command(record: CommandRecord): Promise<OwnCommand | undefined> {
    const { id, seq, savedAt, sealedOutcome } = record
    const envelope = known(id) ?? (await json<Envelope>(record.sealed, sealContext.command(id)))
    if (!envelope) return undefined
    const outcome = sealedOutcome ? await json<Outcome>(sealedOutcome, sealContext.outcome(id)) : null
    const isLost = outcome === undefined && record.state !== 'settled' && record.state !== 'waiting'
    return {
      id,
      seq,
      state: isLost ? 'delivered' : record.state,
      savedAt,
      envelope,
      outcome: outcome ?? null,
      record,
    }
  }

  async function commands(records: readonly CommandRecord[]): Promise<OpenedCommands> {
    const opened: OpenedCommands = { commands: [], unreadable: [] }
    for (const record of records) {
      const own = await command(record)
      if (own) opened.commands.push(own)
      else opened.unreadable.push(record)
    }
    return opened
  }

  return {
    lines,
    commands,
    async changes({ segments, delta, commands: records }) {
      const opened: Opened['lines'] = []
      for (const { id, scope, sealed } of segments)
        opened.push({ scope, lines: await lines(sealed, sealContext.segment(id)) })
      for (const { key, scope, sealed } of delta)
        opened.push({ scope, lines: await lines(sealed, sealContext.delta(key)) })
      return { lines: opened, ...(await commands(records)) }
    },
  }
}
