import { describe, expect, test } from 'vitest'
import type { ReadTx, WriteTx } from '../../../../src/server/store/port'
import { makeAudit, makeBlock, makePack, makeDevice, makeEntry, makeRow } from '../makers'
import type { World } from '../storeContract'

export function isolationClaims(world: () => World): void {
  describe('two tenants', () => {
    const ids = {
      row: 'same-row',
      command: 'same-command',
      block: 'same-block',
      pack: 'same-pack',
      device: 'same-device',
    }

    const fill = (mark: string) => async (tx: WriteTx) => {
      const reference = { field: 'subjectId', target: 'same-subject' }
      await tx.putRows([
        makeRow({ kind: 'visit', id: ids.row, json: `{"of":"${mark}"}`, references: [reference] }),
      ])
      await tx.putSums([{ scope: 'area:1', version: 1, sum: mark }])
      const command = { commandId: ids.command, result: 'held', heldFor: 'same-before', outcome: mark }
      await tx.appendCommands([makeEntry(command, { payload: mark })])
      await tx.putBlocks('area:1', [
        makePack({
          id: ids.pack,
          content: new TextEncoder().encode(mark),
          blocks: [makeBlock({ id: ids.block, sha256: mark })],
        }),
      ])
      await tx.putAccount({ login: 'same', personId: 'same', passwordHash: mark })
      await tx.putDevice(makeDevice({ deviceId: ids.device, label: mark }))
      await tx.appendAudit([makeAudit({ action: mark })])
      await tx.reserveNumbers('issue:2026', mark.length)
      await tx.setHead({ version: mark.length, chainHash: mark })
    }

    const look = async (tx: ReadTx) => ({
      head: (await tx.head()).chainHash,
      row: (await tx.rows([{ kind: 'visit', id: ids.row }])).map(({ json }) => json),
      related: (await tx.related([{ relation: 'visit.subjectId', target: 'same-subject' }])).map(
        ({ json }) => json,
      ),
      ofKind: (await tx.rowsOfKind('visit')).map(({ json }) => json),
      count: await tx.countRows('visit'),
      lines: (await tx.lines('area:1', 0, 9, 9)).map(({ json }) => json),
      present: (await tx.presentLines('area:1', 'visit', 0, 9, 9)).map(({ json }) => json),
      sums: (await tx.sums(['area:1'])).map(({ sum }) => sum),
      commands: (await tx.commands([ids.command])).map(({ outcome }) => outcome),
      payloads: (await tx.payloads([ids.command])).map(({ payload }) => payload),
      log: (await tx.logPage(-1, 9)).map(({ outcome, position }) => [outcome, position]),
      held: (await tx.heldFor(['same-before'])).map(({ outcome }) => outcome),
      blocks: (await tx.blocks('area:1')).map(({ sha256 }) => sha256),
      pack: new TextDecoder().decode((await tx.packOf(ids.block))?.content),
      loose: new TextDecoder().decode((await tx.loosePack())?.content),
      byLogin: (await tx.accountByLogin('same'))?.passwordHash,
      byPerson: (await tx.accountOf('same'))?.passwordHash,
      device: (await tx.device(ids.device))?.label,
      audit: (await tx.audit(9)).map(({ action }) => action),
    })

    const only = (mark: string) => ({
      head: mark,
      row: [`{"of":"${mark}"}`],
      related: [`{"of":"${mark}"}`],
      ofKind: [`{"of":"${mark}"}`],
      count: 1,
      lines: [`{"of":"${mark}"}`],
      present: [`{"of":"${mark}"}`],
      sums: [mark],
      commands: [mark],
      payloads: [mark],
      log: [[mark, 0]],
      held: [mark],
      blocks: [mark],
      pack: mark,
      loose: mark,
      byLogin: mark,
      byPerson: mark,
      device: mark,
      audit: [mark],
    })

    test('with equal ids everywhere never see each other', async () => {
      const { store, newTenant } = world()
      const [a, b] = [await newTenant(), await newTenant()]
      await store.write(a, fill('first'))
      await store.write(b, fill('second!'))
      expect(await store.read(a, look)).toEqual(only('first'))
      expect(await store.read(b, look)).toEqual(only('second!'))
    })

    test('are both found by a row that they have, and only they', async () => {
      const { store, newTenant } = world()
      const [a, b, c] = [await newTenant(), await newTenant(), await newTenant()]
      for (const tenant of [b, a])
        await store.write(tenant, (tx) => tx.putRows([makeRow({ kind: 'notice', id: 'shared', json: '{}' })]))
      await store.write(c, (tx) => tx.putRows([makeRow({ kind: 'visit', id: 'shared', json: '{}' })]))
      expect(await store.tenantsWith('notice', 'shared')).toEqual([a, b].sort())
      expect(await store.tenantsWith('notice', `' or 1=1 --`)).toEqual([])
    })

    test('do not change each other: moves, judgements, dropped blocks and numbers stay at home', async () => {
      const { store, newTenant } = world()
      const [a, b] = [await newTenant(), await newTenant()]
      await store.write(a, fill('first'))
      await store.write(b, fill('second!'))
      await store.write(b, async (tx) => {
        await tx.putRows([
          makeRow({ kind: 'visit', id: ids.row, version: 2, json: '{}', scopes: [], leftScopes: ['area:1'] }),
        ])
        await tx.settleHeld(makeEntry({ commandId: ids.command, result: 'applied' }).command)
        await tx.dropBlocks('area:1')
        await tx.putSums([{ scope: 'area:1', version: 2, sum: 'gone' }])
      })
      expect(await store.read(a, look)).toEqual(only('first'))
      expect(await store.write(a, (tx) => tx.reserveNumbers('issue:2026', 1))).toBe('first'.length + 1)
    })
  })
}
