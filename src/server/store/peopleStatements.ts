/** Accounts, devices, the audit log and counters. */
import { sql, type Selectable } from 'kysely'
import type { Account, AuditEntry, DeviceRecord, ReadTx, WriteTx } from './port'
import type { Queries } from './queries'
import type { StoreSchema } from './schema'

const toAccount = (row: Selectable<StoreSchema['account']>): Account => ({
  login: row.login,
  personId: row.person_id,
  passwordHash: row.password_hash,
})

const toDevice = (row: Selectable<StoreSchema['device']>): DeviceRecord => ({
  deviceId: row.device_id,
  personId: row.person_id,
  publicKey: row.public_key,
  label: row.label,
  registeredAt: row.registered_at,
  seenAt: row.seen_at,
  revokedAt: row.revoked_at,
})

type PeopleReads = Pick<ReadTx, 'accountByLogin' | 'accountOf' | 'device' | 'devicesOf' | 'audit'>

export const peopleReads = ({ db, tenantId }: Queries): PeopleReads => {
  const account = async (column: 'login' | 'person_id', value: string): Promise<Account | undefined> => {
    const row = await db
      .selectFrom('account')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where(column, '=', value)
      .executeTakeFirst()
    return row && toAccount(row)
  }

  return {
    accountByLogin: (login) => account('login', login),
    accountOf: (personId) => account('person_id', personId),

    async device(deviceId) {
      const row = await db
        .selectFrom('device')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('device_id', '=', deviceId)
        .executeTakeFirst()
      return row && toDevice(row)
    },

    async devicesOf(personId, limit) {
      const rows = await db
        .selectFrom('device')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('person_id', '=', personId)
        .orderBy('seen_at', 'desc')
        .orderBy('device_id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toDevice)
    },

    async audit(limit) {
      const rows = await db
        .selectFrom('audit')
        .select(['at', 'actor_id', 'device_id', 'action', 'detail'])
        .where('tenant_id', '=', tenantId)
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => ({
        at: row.at,
        actorId: row.actor_id,
        deviceId: row.device_id,
        action: row.action,
        detail: JSON.parse(row.detail) as AuditEntry['detail'],
      }))
    },
  }
}

type PeopleWrites = Pick<WriteTx, 'reserveNumbers' | 'putAccount' | 'putDevice' | 'appendAudit'>

export const peopleWrites = ({ db, tenantId, bulk }: Queries): PeopleWrites => {
  const reserveNumbers = async (counter: string, count: number): Promise<number> => {
    if (!Number.isSafeInteger(count) || count < 0)
      throw new RangeError('a count of numbers is a whole number')
    const { value } = await db
      .insertInto('counter')
      .values({ tenant_id: tenantId, name: counter, value: count })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'name'])
          .doUpdateSet({ value: sql<number>`${sql.ref('counter.value')} + ${sql.ref('excluded.value')}` }),
      )
      .returning('value')
      .executeTakeFirstOrThrow()
    return value - count + 1
  }

  return {
    reserveNumbers,

    // By person, so that a login can be changed; one that somebody else has is refused by the unique index.
    async putAccount({ login, personId, passwordHash }) {
      await db
        .insertInto('account')
        .values({ tenant_id: tenantId, person_id: personId, login, password_hash: passwordHash })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'person_id']).doUpdateSet({ login, password_hash: passwordHash }),
        )
        .execute()
    },

    async putDevice(device) {
      const values = {
        person_id: device.personId,
        public_key: device.publicKey,
        label: device.label,
        registered_at: device.registeredAt,
        seen_at: device.seenAt,
        revoked_at: device.revokedAt,
      }
      await db
        .insertInto('device')
        .values({ tenant_id: tenantId, device_id: device.deviceId, ...values })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'device_id']).doUpdateSet(values))
        .execute()
    },

    async appendAudit(entries) {
      if (entries.length === 0) return
      const first = await reserveNumbers(auditCounter, entries.length)
      await bulk.insert(db, tenantId, {
        table: 'audit',
        columns: [
          { name: 'seq', type: 'bigint' },
          { name: 'at', type: 'bigint' },
          { name: 'actor_id', type: 'text' },
          { name: 'device_id', type: 'text' },
          { name: 'action', type: 'text' },
          { name: 'detail', type: 'text' },
        ],
        tuples: entries.map(({ at, actorId, deviceId, action, detail }, index) => [
          first + index,
          at,
          actorId,
          deviceId,
          action,
          JSON.stringify(detail),
        ]),
      })
    },
  }
}

/** The store's own counter; the others belong to callers and have a colon in their names. */
const auditCounter = 'audit'
