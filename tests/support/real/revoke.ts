/** Takes the devices of one person out of use, as an administrator will; the server must be stopped (one process per file). */
import { openStore } from '../../../src/server/store/open'

/** @returns how many devices there were to revoke. */
export async function revokeDevicesOf(login: string, dataDir: string, at: number): Promise<number> {
  const store = await openStore({ dataDir })
  try {
    const [tenant] = await store.tenants()
    if (!tenant) throw new Error(`no tenant in ${dataDir}`)
    return await store.write(tenant.tenantId, async (tx) => {
      const account = await tx.accountByLogin(login)
      const signIns = (await tx.audit(1_000)).filter(
        ({ action, actorId }) => action === 'signIn' && actorId === account?.personId,
      )
      let count = 0
      for (const deviceId of new Set(signIns.map((entry) => entry.deviceId))) {
        const device = await tx.device(deviceId)
        if (!device || device.revokedAt !== null) continue
        await tx.putDevice({ ...device, revokedAt: at })
        count += 1
      }
      return count
    })
  } finally {
    await store.close()
  }
}
