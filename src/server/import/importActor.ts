import { may } from '../../domain/access/may'
import type { RowTypes } from '../../domain/rows'
import type { Store } from '../store/port'
import type { Identity } from '../sync/service'

/** A sentence for the person at the terminal. */
export class ImportUsage extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ImportUsage'
  }
}

/** Stands in the history for a command line on the server itself: no phone ever has it. */
const terminalDeviceId = '00000000-0000-7000-8000-000000000002'

/**
 * In whose name an import from the command line is written: of the login given, or the only active administrator.
 * @throws ImportUsage
 */
export async function importActor(store: Store, login: string | undefined): Promise<Identity> {
  const tenants = await store.tenants()
  const found: Identity[] = []
  const logins: string[] = []
  for (const { tenantId } of tenants) {
    await store.read(tenantId, async (tx) => {
      for (const row of await tx.rowsOfKind('person')) {
        const { roles, unitId, active } = JSON.parse(row.json) as RowTypes['person']
        const identity = { tenantId, personId: row.id, deviceId: terminalDeviceId }
        if (!may({ ...identity, roles, unitId, active }, 'register.import', {})) continue
        const account = await tx.accountOf(row.id)
        if (!account) continue
        logins.push(account.login)
        if (login === undefined ? roles.includes('admin') : account.login === login.toLowerCase())
          found.push(identity)
      }
    })
  }
  const [only] = found
  if (only && found.length === 1) return only
  if (logins.length === 0)
    throw new ImportUsage(
      '这里还没有园区和管理员账号：请先启动一次服务器完成设置，或检查 DATA_DIR。There is no zone here yet: start the server once, or check DATA_DIR.',
    )
  const choices = logins.join('、')
  if (login !== undefined)
    throw new ImportUsage(
      `账号“${login}”不能导入底册；可以用：${choices}。This account may not import: ${login}.`,
    )
  throw new ImportUsage(`请用 --as 说明由谁导入：${choices}。Say with --as in whose name to import.`)
}
