import type { Outcome } from '../../../sync/outcome'
import type { CommandRecord, CommandState } from '../../db/port'
import type { Memory } from './memory'
import type { OwnCommand } from './state'

export interface Answers {
  /** Verified. */
  outcomes: readonly Outcome[]
  sealed: ReadonlyMap<string, Uint8Array>
  /** Asked after, and never seen by the server. */
  unknownAsked: readonly string[]
  /** The server's history is another one than the one known here. */
  isNewHistory: boolean
}

/** What becomes of own commands by an answer; those that do not change are left out. */
export function nextCommands(
  memory: Memory,
  { outcomes, sealed, unknownAsked, isNewHistory }: Answers,
): Map<string, OwnCommand> {
  const next = new Map<string, OwnCommand>()
  const change = (
    command: OwnCommand,
    fields: Partial<CommandRecord>,
    outcome: Outcome | null = command.outcome,
  ) => {
    const record = { ...command.record, ...fields }
    next.set(command.id, { ...command, state: record.state, outcome, record })
  }
  // A restored server may have lost what it once had: everything still kept is offered again. Not what the person has
  // dealt with: what came of that are commands of their own.
  if (isNewHistory) {
    for (const command of memory.books.commands.values()) {
      if (command.state !== 'settled' && command.state !== 'waiting') change(command, { state: 'waiting' })
    }
  }
  for (const id of unknownAsked) {
    const command = memory.books.commands.get(id)
    if (command && (command.state === 'delivered' || command.state === 'held'))
      change(command, { state: 'waiting' })
  }
  for (const outcome of outcomes) {
    const command = memory.books.commands.get(outcome.commandId)
    if (!command || !isNews(command.state, outcome)) continue
    change(
      command,
      {
        state: outcome.result === 'payloadConflict' ? 'rejected' : outcome.result,
        sealedOutcome: sealed.get(outcome.commandId) ?? null,
        outcomeVersion: outcome.version,
        outcomeResult: outcome.result,
      },
      outcome,
    )
  }
  return next
}

/** What the person has settled stays settled, and a final answer is never replaced by one that was overtaken. */
function isNews(state: CommandState, { result }: Outcome): boolean {
  switch (state) {
    case 'waiting':
    case 'delivered':
    case 'held':
      return true
    case 'rejected':
      return result === 'applied'
    case 'applied':
    case 'quarantined':
    case 'settled':
      return false
  }
}
