import { describe, expect, test } from 'vitest'
import { makeEntry } from '../makers'
import type { World } from '../storeContract'

export function logClaims(world: () => World): void {
  describe('command log', () => {
    test('a command and its payload come back as they were written', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const applied = makeEntry(
        {
          outcome: '{"numbers":{"i":"2026-0137"}, "result":"applied","note":"\\u0000“引号”\\\\"}',
          version: 7,
        },
        { payload: '{"args":{"words":"灯不亮\\n三个月了"},"seq":9}' },
      )
      const erased = makeEntry({ result: 'rejected', outcome: '{"code":"notPermitted"}' }, { payload: null })
      await store.write(tenant, (tx) => tx.appendCommands([applied, erased]))
      await store.read(tenant, async (tx) => {
        const ids = [erased.command.commandId, 'none', applied.command.commandId]
        expect(await tx.commands(ids)).toEqual([applied.command, erased.command])
        const payloads = await tx.payloads(ids)
        expect(payloads.sort((a) => (a.payload === null ? 1 : -1))).toEqual([applied.payload, erased.payload])
      })
    })

    test('positions follow each other from 0 without gaps over batches and roll-backs', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const [first, second] = [[makeEntry(), makeEntry()], [makeEntry()]]
      await store.write(tenant, (tx) => tx.appendCommands(first))
      const failing = store.write(tenant, async (tx) => {
        await tx.appendCommands([makeEntry()])
        throw new Error('stop')
      })
      await expect(failing).rejects.toThrow('stop')
      await store.write(tenant, (tx) => tx.appendCommands(second))
      const page = await store.read(tenant, (tx) => tx.logPage(-1, 99))
      expect(page.map(({ position, commandId }) => [position, commandId])).toEqual(
        [...first, ...second].map(({ command }, index) => [index, command.commandId]),
      )
    })

    test('the log is paged in chain order after a position', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const entries = Array.from({ length: 1_000 }, () => makeEntry())
      await store.write(tenant, (tx) => tx.appendCommands(entries))
      await store.read(tenant, async (tx) => {
        const seen: string[] = []
        for (let after = -1; ; ) {
          const page = await tx.logPage(after, 300)
          seen.push(...page.map(({ commandId }) => commandId))
          after = page.at(-1)?.position ?? after
          if (page.length < 300) break
        }
        expect(seen).toEqual(entries.map(({ command }) => command.commandId))
        expect(await tx.commands(seen)).toHaveLength(1_000)
      })
    })

    test('a command that was judged is never logged again, and the attempt changes nothing', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const entry = makeEntry()
      await store.write(tenant, (tx) => tx.appendCommands([entry]))
      const again = makeEntry({ commandId: entry.command.commandId, outcome: '{"result":"other"}' })
      await expect(store.write(tenant, (tx) => tx.appendCommands([makeEntry(), again]))).rejects.toThrow()
      await expect(
        store.write(tenant, (tx) => tx.appendCommands([makeEntry(), makeEntry(), again])),
      ).rejects.toThrow()
      expect(await store.read(tenant, (tx) => tx.logPage(-1, 9))).toEqual([{ ...entry.command, position: 0 }])
    })
  })

  describe('held commands', () => {
    const held = (heldFor: string) =>
      makeEntry({ result: 'held', outcome: '{"result":"held"}', heldFor, version: 1 })

    test('a held command is found by the one it waits for', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const [a, b, c] = [held('first'), held('first'), held('second')] as const
      await store.write(tenant, (tx) => tx.appendCommands([a, b, c, makeEntry()]))
      await store.read(tenant, async (tx) => {
        expect(await tx.heldFor(['first'])).toEqual([a.command, b.command])
        expect(await tx.heldFor(['second', 'none'])).toEqual([c.command])
        expect(await tx.heldFor([a.command.commandId])).toEqual([])
      })
    })

    test('once judged it answers with its judgement and waits for nobody', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const entry = held('before')
      await store.write(tenant, (tx) => tx.appendCommands([entry]))
      const judged = {
        ...entry.command,
        result: 'applied',
        outcome: '{"result":"applied"}',
        version: 5,
        chainHash: 'dd',
      }
      await store.write(tenant, (tx) => tx.settleHeld(judged))
      await store.read(tenant, async (tx) => {
        expect(await tx.commands([judged.commandId])).toEqual([judged])
        expect(await tx.heldFor(['before'])).toEqual([])
        expect(await tx.payloads([judged.commandId])).toEqual([entry.payload])
      })
    })

    test('the chain keeps the held link where it was and gets the judgement at its end', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const entry = held('before')
      const between = makeEntry({ chainHash: 'between' })
      const judged = { ...entry.command, result: 'rejected', heldFor: null, chainHash: 'judged' }
      await store.write(tenant, async (tx) => {
        await tx.appendCommands([entry, between])
        await tx.settleHeld(judged)
      })
      expect(await store.read(tenant, (tx) => tx.logPage(-1, 9))).toEqual([
        { ...entry.command, position: 0 },
        { ...between.command, position: 1 },
        { ...judged, position: 2 },
      ])
    })

    test('a judgement may come with a batch of new commands, or with the very batch that held it', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const [before, within] = [held('x'), held('y')] as const
      await store.write(tenant, (tx) => tx.appendCommands([before]))
      const judge = ({ command, payload }: ReturnType<typeof held>) => ({
        command: { ...command, result: 'applied', chainHash: `judged ${command.commandId}` },
        payload,
      })
      await store.write(tenant, (tx) =>
        tx.appendCommands([within, makeEntry(), judge(before), judge(within)]),
      )
      await store.read(tenant, async (tx) => {
        const answers = await tx.commands([before.command.commandId, within.command.commandId])
        expect(answers.map(({ chainHash }) => chainHash)).toEqual(
          [before, within].map((e) => judge(e).command.chainHash),
        )
        expect(await tx.heldFor(['x', 'y'])).toEqual([])
        expect((await tx.logPage(-1, 9)).map(({ result }) => result)).toEqual([
          'held',
          'held',
          'applied',
          'applied',
          'applied',
        ])
      })
    })

    test('a judgement may be to wait for another one: then it is found by that', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const entry = held('first')
      const again = { ...entry.command, heldFor: 'second', chainHash: 'again' }
      await store.write(tenant, async (tx) => {
        await tx.appendCommands([entry])
        await tx.settleHeld(again)
      })
      await store.read(tenant, async (tx) => {
        expect(await tx.heldFor(['first'])).toEqual([])
        expect(await tx.heldFor(['second'])).toEqual([again])
        expect(await tx.commands([again.commandId])).toEqual([again])
      })
    })

    test('only a held command can be settled, and only once', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const [applied, waiting] = [makeEntry(), held('before')] as const
      await store.write(tenant, (tx) => tx.appendCommands([applied, waiting]))
      const judged = { ...waiting.command, result: 'applied' }
      await store.write(tenant, (tx) => tx.settleHeld(judged))
      for (const command of [applied.command, judged, makeEntry().command]) {
        await expect(store.write(tenant, (tx) => tx.settleHeld(command))).rejects.toThrow('not held')
      }
      expect(await store.read(tenant, (tx) => tx.logPage(-1, 9))).toHaveLength(3)
    })
  })
}
