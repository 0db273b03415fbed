/** A history as the server has it in the end: all rows, and all commands in the order in which they were judged. */
import type { EventRow } from '../../../src/domain/event'
import { rowKinds, type AnyRow, type Row, type RowKind } from '../../../src/domain/rows'
import type { LoggedCommand, ReadTx } from '../../../src/server/store/port'

export type JudgedCommand = Pick<LoggedCommand, 'commandId' | 'name' | 'result' | 'outcome'>

export interface Past {
  rows: <K extends RowKind>(kind: K) => readonly Row<K>[]
  row: <K extends RowKind>(kind: K, id: string) => Row<K> | undefined
  /** Each with its standing answer, in the order of those answers. */
  commands: readonly JudgedCommand[]
  /** What an applied command wrote into the timeline. */
  eventsOf: (commandId: string) => readonly EventRow[]
}

export function makePast(all: readonly AnyRow[], commands: readonly JudgedCommand[]): Past {
  const byKind = new Map<RowKind, Map<string, AnyRow>>(rowKinds.map((kind) => [kind, new Map()]))
  const events = new Map<string, EventRow[]>()
  for (const row of all) {
    byKind.get(row.kind)?.set(row.id, row)
    if (row.kind !== 'event') continue
    const commandId = row.id.slice(0, row.id.lastIndexOf('.'))
    events.set(commandId, [...(events.get(commandId) ?? []), row.data])
  }
  return {
    rows: <K extends RowKind>(kind: K) => [...(byKind.get(kind)?.values() ?? [])] as unknown as Row<K>[],
    row: <K extends RowKind>(kind: K, id: string) =>
      byKind.get(kind)?.get(id) as unknown as Row<K> | undefined,
    commands,
    eventsOf: (commandId) => events.get(commandId) ?? [],
  }
}

/** `links`: the whole chain; a command that was held stands in it again. */
export async function readPast(tx: ReadTx, links: readonly LoggedCommand[]): Promise<Past> {
  const all: AnyRow[] = []
  for (const kind of rowKinds)
    for (const { id, version, json } of await tx.rowsOfKind(kind))
      all.push({ kind, id, version, data: JSON.parse(json) as unknown } as AnyRow)
  const standing = new Map<string, LoggedCommand>()
  for (const link of links) {
    standing.delete(link.commandId)
    standing.set(link.commandId, link)
  }
  return makePast(all, [...standing.values()])
}

/** All events in the order in which their commands acted. */
export const eventsInOrder = ({ commands, eventsOf }: Past): EventRow[] =>
  commands.flatMap(({ commandId }) => [...eventsOf(commandId)])
