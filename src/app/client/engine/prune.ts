import type { Write } from '../../db/port'
import type { Memory } from './memory'
import type { OwnCommand } from './state'

/** How long a command that is over stays among the own records (docs/architecture.md), and can be offered to a restored server. */
const keptMs = 90 * 86_400_000

/** Forgets own commands that are over and confirmed for long, by the server's clock alone: a phone's clock may jump by years. */
export async function pruneCommands(memory: Memory): Promise<number> {
  await memory.catchUp()
  const { books } = memory
  const over = [...books.commands.values()].filter((command) =>
    isOver(command, books.lastContact?.serverMs ?? 0, books.caughtUp),
  )
  if (over.length === 0) return 0
  const writes = over.map(({ id }): Write => ({ op: 'delete', table: 'commands', key: id }))
  const pruned = await memory.commit(books.revision, writes, () => {
    for (const { id } of over) books.commands.delete(id)
  })
  return pruned ? over.length : 0
}

function isOver({ state, outcome, record }: OwnCommand, serverMs: number, caughtUp: number): boolean {
  const isFinished =
    state === 'settled' || (state === 'applied' && (record.outcomeVersion ?? Infinity) <= caughtUp)
  return isFinished && outcome !== null && serverMs - outcome.receivedAt > keptMs
}
