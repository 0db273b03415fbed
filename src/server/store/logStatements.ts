/** The command log: append-only links of the tenant's chain, and the payloads apart from them. */
import { sql, type Selectable } from 'kysely'
import { textList, type BulkColumn, type BulkValue } from './bulk'
import type { CommandPayload, LoggedCommand, ReadTx, WriteTx } from './port'
import type { Queries } from './queries'
import type { StoreSchema } from './schema'

type LogRow = Selectable<StoreSchema['command_log']>

const toCommand = (row: LogRow): LoggedCommand => ({
  commandId: row.command_id,
  deviceId: row.device_id,
  deviceSeq: row.device_seq,
  name: row.name,
  nameVersion: row.name_version,
  actorId: row.actor_id,
  occurredAt: row.occurred_at,
  receivedAt: row.received_at,
  outcome: row.outcome,
  result: row.result,
  heldFor: row.held_for,
  version: row.version,
  payloadHash: row.payload_hash,
  chainHash: row.chain_hash,
})

// `superseded = 0` is written out, never bound: the partial index serves only where its condition stands in the text.
type LogReads = Pick<ReadTx, 'commands' | 'payloads' | 'logPage' | 'heldFor'>

export const logReads = ({ db, tenantId, bulk }: Queries): LogReads => ({
  async commands(commandIds) {
    if (commandIds.length === 0) return []
    const { rows } = await sql<LogRow>`
      select c.*
      from ${textList(bulk, commandIds)}
      ${bulk.lookUp('command_log', 'c', sql`c.tenant_id = ${tenantId} and c.command_id = w.value and c.superseded = 0`)}
      order by c.position`.execute(db)
    return rows.map(toCommand)
  },

  async payloads(commandIds) {
    if (commandIds.length === 0) return []
    const { rows } = await sql<Selectable<StoreSchema['command_payload']>>`
      select p.*
      from ${textList(bulk, commandIds)}
      ${bulk.lookUp('command_payload', 'p', sql`p.tenant_id = ${tenantId} and p.command_id = w.value`)}
      order by p.command_id`.execute(db)
    return rows.map(
      (row): CommandPayload => ({ commandId: row.command_id, salt: row.salt, payload: row.payload }),
    )
  },

  async logPage(afterPosition, limit) {
    const rows = await db
      .selectFrom('command_log')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('position', '>', afterPosition)
      .orderBy('position')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ ...toCommand(row), position: row.position }))
  },

  async heldFor(commandIds) {
    if (commandIds.length === 0) return []
    const { rows } = await sql<LogRow>`
      select c.*
      from ${textList(bulk, commandIds)}
      ${bulk.lookUp(
        'command_log',
        'c',
        sql`c.tenant_id = ${tenantId} and c.held_for = w.value and c.result = 'held' and c.superseded = 0`,
      )}
      order by c.position`.execute(db)
    return rows.map(toCommand)
  },
})

const logColumns: readonly BulkColumn[] = [
  { name: 'position', type: 'bigint' },
  { name: 'command_id', type: 'text' },
  { name: 'device_id', type: 'text' },
  { name: 'device_seq', type: 'bigint' },
  { name: 'name', type: 'text' },
  { name: 'name_version', type: 'bigint' },
  { name: 'actor_id', type: 'text' },
  { name: 'occurred_at', type: 'bigint' },
  { name: 'received_at', type: 'bigint' },
  { name: 'outcome', type: 'text' },
  { name: 'result', type: 'text' },
  { name: 'held_for', type: 'text' },
  { name: 'version', type: 'bigint' },
  { name: 'payload_hash', type: 'text' },
  { name: 'chain_hash', type: 'text' },
  { name: 'superseded', type: 'smallint' },
]

export const logWrites = ({
  db,
  tenantId,
  bulk,
}: Queries): Pick<WriteTx, 'appendCommands' | 'settleHeld'> => {
  const append = async (commands: readonly LoggedCommand[]): Promise<void> => {
    const first = await nextPosition()
    const lastIndex = new Map(commands.map(({ commandId }, index) => [commandId, index]))
    // Held and judged within one batch: the held link is superseded from the start. Any other repeat hits the unique
    // index, as it must.
    const isSuperseded = ({ commandId, result }: LoggedCommand, index: number) =>
      result === 'held' && lastIndex.get(commandId) !== index

    await supersedeHeld([...lastIndex.keys()])
    await bulk.insert(db, tenantId, {
      table: 'command_log',
      columns: logColumns,
      tuples: commands.map((command, index) => [
        first + index,
        ...logValues(command),
        isSuperseded(command, index) ? 1 : 0,
      ]),
    })
  }

  /** Safe to count on: the tenant's head is locked, so nobody else appends. */
  const nextPosition = async (): Promise<number> => {
    const row = await db
      .selectFrom('command_log')
      .select('position')
      .where('tenant_id', '=', tenantId)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row ? row.position + 1 : 0
  }

  /** Those of them that were held are now judged. The links stay as they are, only no longer the standing answer. */
  const supersedeHeld = async (commandIds: readonly string[]): Promise<void> => {
    const { rows } = await sql<{ position: number }>`
      select c.position
      from ${textList(bulk, commandIds)}
      ${bulk.lookUp(
        'command_log',
        'c',
        sql`c.tenant_id = ${tenantId} and c.command_id = w.value and c.superseded = 0 and c.result = 'held'`,
      )}`.execute(db)
    if (rows.length === 0) return
    await db
      .updateTable('command_log')
      .set({ superseded: 1 })
      .where('tenant_id', '=', tenantId)
      .where(
        'position',
        'in',
        rows.map(({ position }) => position),
      )
      .execute()
  }

  return {
    async appendCommands(entries) {
      if (entries.length === 0) return
      await bulk.insert(db, tenantId, {
        table: 'command_payload',
        columns: (['command_id', 'salt', 'payload'] as const).map((name) => ({ name, type: 'text' })),
        tuples: entries.map(({ payload: { commandId, salt, payload } }) => [commandId, salt, payload]),
        // A judged command keeps the payload and salt under which it was held: the chain covers their hash.
        onConflict: 'on conflict (tenant_id, command_id) do nothing',
      })
      await append(entries.map(({ command }) => command))
    },

    async settleHeld(command) {
      const [standingAnswer] = await logReads({ db, tenantId, bulk }).commands([command.commandId])
      if (standingAnswer?.result !== 'held') throw new Error(`command ${command.commandId} is not held`)
      await append([command])
    },
  }
}

/** In the order of `logColumns`, between position and `superseded`. */
const logValues = (command: LoggedCommand): BulkValue[] => [
  command.commandId,
  command.deviceId,
  command.deviceSeq,
  command.name,
  command.nameVersion,
  command.actorId,
  command.occurredAt,
  command.receivedAt,
  command.outcome,
  command.result,
  command.heldFor,
  command.version,
  command.payloadHash,
  command.chainHash,
]
