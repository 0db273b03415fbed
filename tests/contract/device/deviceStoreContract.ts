/** What every device store must do, whatever it lies on. The engine and the simulator rely on each line. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DeviceStoreLost, tableNames, type CommitResult, type DeviceStore } from '../../../src/app/db/port'
import { NotPlain } from '../../../src/app/db/plain'
import { UncheckedWrite } from '../../../src/app/db/plan'
import {
  allBytes,
  bytesOf,
  drop,
  makeCommand,
  makeDelta,
  makeDirectory,
  makeDraft,
  makeHome,
  makeMedia,
  makeMeta,
  makeSegment,
  put,
  remove,
} from './records'

/** One disk of a device. */
export interface DeviceDisk {
  /** Another tab on the same database; after all tabs were closed: the next start. */
  open(): Promise<DeviceStore>
  cleanUp(): Promise<void>
}

export function registerDeviceStoreContract(
  name: string,
  makeDisk: () => DeviceDisk | Promise<DeviceDisk>,
): void {
  describe(`device store contract: ${name}`, () => {
    let disk: DeviceDisk
    let store: DeviceStore
    const opened: DeviceStore[] = []
    const open = async (): Promise<DeviceStore> => {
      const another = await disk.open()
      opened.push(another)
      return another
    }
    beforeEach(async () => {
      disk = await makeDisk()
      store = await open()
    })
    afterEach(async () => {
      for (const each of opened.splice(0)) each.close()
      await disk.cleanUp()
    })

    const empty = { segments: [], delta: [], commands: [], meta: [], droppedScopes: [] }
    const fill = async (): Promise<void> => {
      const writes = [
        put('segments', makeSegment()),
        put('delta', makeDelta()),
        put('commands', makeCommand()),
        put('drafts', makeDraft()),
        put('media', makeMedia()),
        put('meta', makeMeta()),
        put('directory', makeDirectory()),
        put('home', makeHome()),
      ]
      expect(await store.commit({ expectRevision: await store.revision(), writes })).toMatchObject({
        ok: true,
      })
    }

    describe('what was stored comes back', () => {
      test('a new store is empty and at revision 0', async () => {
        expect(await store.revision()).toBe(0)
        expect(await store.changesSince(0)).toEqual({ revision: 0, ...empty })
        for (const table of tableNames) expect(await store.all(table)).toEqual([])
      })

      test('every table returns what was put, byte for byte', async () => {
        await fill()
        expect(await store.get('segments', 'area:1|issue|1')).toEqual(makeSegment({ sealed: allBytes() }))
        expect(await store.get('delta', 'area:1|issue:a')).toEqual(makeDelta())
        expect(await store.get('commands', 'command-1')).toEqual({ ...makeCommand(), revision: 1 })
        expect(await store.get('drafts', 'draft-1')).toEqual(makeDraft())
        expect(await store.get('media', 'ab'.repeat(32))).toEqual(makeMedia())
        expect(await store.get('meta', 'cursor')).toEqual({ ...makeMeta(), revision: 1 })
        expect(await store.get('directory', 'area:1')).toEqual(makeDirectory())
        expect(await store.get('home', 'home')).toEqual(makeHome())
        for (const table of tableNames) expect(await store.count(table)).toBe(1)
      })

      test('it is still there after a restart', async () => {
        await fill()
        const before = await store.changesSince(0)
        store.close()
        const later = await open()
        expect(await later.revision()).toBe(1)
        expect(await later.changesSince(0)).toEqual(before)
        expect(await later.get('drafts', 'draft-1')).toEqual(makeDraft())
      })

      test('a view into a larger buffer is stored as its own bytes only', async () => {
        const large = allBytes()
        await store.commit({ writes: [put('drafts', makeDraft({ sealed: large.subarray(10, 13) }))] })
        const draft = await store.get('drafts', 'draft-1')
        expect(draft?.sealed).toEqual(bytesOf(10, 11, 12))
        expect(draft?.sealed.buffer.byteLength).toBe(3)
      })

      test('bytes come back as plain Uint8Array, also when a Node Buffer was given', async () => {
        await store.commit({ writes: [put('drafts', makeDraft({ sealed: Buffer.from('民情') }))] })
        const draft = await store.get('drafts', 'draft-1')
        expect(Object.getPrototypeOf(draft?.sealed)).toBe(Uint8Array.prototype)
        expect(Buffer.from(draft?.sealed ?? []).toString()).toBe('民情')
      })

      test('an absent record is undefined', async () => {
        for (const table of tableNames) expect(await store.get(table, 'nobody')).toBeUndefined()
      })

      test('nothing is shared by reference: neither what was given nor what was got', async () => {
        const command = makeCommand()
        const meta = makeMeta({ value: { list: [1] } })
        const committed = store.commit({
          expectRevision: 0,
          writes: [put('commands', command), put('meta', meta)],
        })
        // Before the commit is through, and after.
        command.state = 'applied'
        command.sealed[0] = 77
        command.bundle.sealed[0] = 77
        ;(meta.value as { list: number[] }).list.push(2)
        await committed
        const got = await store.get('commands', 'command-1')
        expect(got).toEqual({ ...makeCommand(), revision: 1 })
        if (got) got.bundle.signature[0] = 77
        expect(await store.get('commands', 'command-1')).toEqual({ ...makeCommand(), revision: 1 })
        expect((await store.get('meta', 'cursor'))?.value).toEqual({ list: [1] })
      })

      test('a put replaces the whole record', async () => {
        await store.commit({ expectRevision: 0, writes: [put('meta', { key: 'a', value: { x: 1, y: 2 } })] })
        await store.commit({ expectRevision: 1, writes: [put('meta', { key: 'a', value: { y: 3 } })] })
        expect(await store.get('meta', 'a')).toEqual({ key: 'a', value: { y: 3 }, revision: 2 })
      })

      test('10,000 records in one batch are all there', async () => {
        const writes = Array.from({ length: 10_000 }, (_, index) =>
          put(
            'delta',
            makeDelta({
              key: `area:1|issue:${index}`,
              version: index,
              sealed: bytesOf(index & 255, index >> 8),
            }),
          ),
        )
        await store.commit({ expectRevision: 0, writes })
        expect(await store.count('delta')).toBe(10_000)
        const { delta } = await store.changesSince(0)
        expect(delta.length).toBe(10_000)
        for (const { version, key, sealed } of delta) {
          if (
            key !== `area:1|issue:${version}` ||
            sealed[0] !== (version & 255) ||
            sealed[1] !== version >> 8
          ) {
            expect({ key, version, sealed }).toBe('as written')
          }
        }
      })
    })

    describe('compare and swap', () => {
      test('each checked commit raises the revision by one, also an empty one', async () => {
        expect(await store.commit({ expectRevision: 0, writes: [put('meta', makeMeta())] })).toEqual({
          ok: true,
          revision: 1,
        })
        expect(await store.commit({ expectRevision: 1, writes: [] })).toEqual({ ok: true, revision: 2 })
        expect(await store.revision()).toBe(2)
      })

      test('a tab that decided on stale rows writes nothing and learns the revision', async () => {
        const other = await open()
        await store.commit({ expectRevision: 0, writes: [put('meta', makeMeta({ value: 'first' }))] })
        const stale = await other.commit({
          expectRevision: 0,
          writes: [
            put('meta', makeMeta({ value: 'second' })),
            put('drafts', makeDraft()),
            remove('meta', 'cursor'),
            drop('area:1'),
          ],
        })
        expect(stale).toEqual({ ok: false, revision: 1 })
        expect(await other.changesSince(0)).toEqual(await store.changesSince(0))
        expect((await store.get('meta', 'cursor'))?.value).toBe('first')
        expect(await store.count('drafts')).toBe(0)
        expect((await store.changesSince(0)).droppedScopes).toEqual([])
      })

      test('of many tabs that write at once from the same revision exactly one gets through', async () => {
        const tabs = [store, await open(), await open()]
        const results = await Promise.all(
          [0, 1, 2, 3, 4, 5].map((number) =>
            tabs[number % 3]!.commit({
              expectRevision: 0,
              writes: [put('commands', makeCommand({ id: `command-${number}`, seq: number }))],
            }),
          ),
        )
        expect(results.filter((result: CommitResult) => result.ok)).toEqual([{ ok: true, revision: 1 }])
        expect(await store.count('commands')).toBe(1)
        expect(await tabs[2]!.revision()).toBe(1)
      })

      test('many tabs that catch up and try again all get through, and none is lost', async () => {
        const tabs = [store, await open(), await open(), await open()]
        const save = async (tab: DeviceStore, number: number): Promise<void> => {
          for (;;) {
            const expectRevision = await tab.revision()
            const writes = [put('commands', makeCommand({ id: `command-${number}`, seq: number }))]
            if ((await tab.commit({ expectRevision, writes })).ok) return
          }
        }
        await Promise.all(Array.from({ length: 12 }, (_, number) => save(tabs[number % 4]!, number)))
        expect(await store.revision()).toBe(12)
        expect((await store.all('commands')).map(({ seq }) => seq)).toEqual([
          0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
        ])
        expect(new Set((await store.all('commands')).map(({ revision }) => revision)).size).toBe(12)
      })

      test('a future revision is refused as well', async () => {
        expect(await store.commit({ expectRevision: 7, writes: [put('meta', makeMeta())] })).toEqual({
          ok: false,
          revision: 0,
        })
        expect(await store.count('meta')).toBe(0)
      })

      test('drafts and photos are written without a check and leave the revision alone', async () => {
        const other = await open()
        expect(
          await store.commit({ writes: [put('drafts', makeDraft()), put('media', makeMedia())] }),
        ).toEqual({
          ok: true,
          revision: 0,
        })
        expect(await other.get('drafts', 'draft-1')).toEqual(makeDraft())
        expect(await store.commit({ writes: [remove('drafts', 'draft-1')] })).toEqual({
          ok: true,
          revision: 0,
        })
        expect(await other.count('drafts')).toBe(0)
      })

      test.each([
        put('segments', makeSegment()),
        put('delta', makeDelta()),
        put('commands', makeCommand()),
        put('meta', makeMeta()),
        remove('commands', 'command-1'),
        drop('area:1'),
      ])('a write that other tabs must learn of is refused without a check: $op $table', async (write) => {
        await fill()
        await expect(
          store.commit({ writes: [put('drafts', makeDraft({ id: 'draft-2' })), write] }),
        ).rejects.toThrow(UncheckedWrite)
        expect(await store.count('drafts')).toBe(1)
        expect(await store.revision()).toBe(1)
        expect(await store.count('commands')).toBe(1)
      })
    })

    describe('all or nothing', () => {
      const bad: [string, unknown][] = [
        ['a function', () => 1],
        ['a class instance', new Map()],
        ['a date', new Date(0)],
        ['a float array', new Float64Array(2)],
        ['a Vue proxy', new Proxy({}, { get: (_, key) => (key === '__v_raw' ? {} : undefined) })],
        ['a Vue proxy of a list', new Proxy([1], { get: (_, key) => (key === '__v_raw' ? [1] : undefined) })],
        ['a symbol deep inside', { list: [{ inner: Symbol('x') }] }],
      ]
      test.each(bad)('a batch with a record that holds %s writes nothing', async (_, value) => {
        await fill()
        const before = await store.changesSince(0)
        const writes = [
          put('commands', makeCommand({ id: 'command-2', seq: 2 })),
          remove('commands', 'command-1'),
          put('meta', makeMeta({ value })),
          put('drafts', makeDraft({ id: 'draft-2' })),
        ]
        await expect(store.commit({ expectRevision: 1, writes })).rejects.toThrow(NotPlain)
        expect(await store.changesSince(0)).toEqual(before)
        expect(await store.count('drafts')).toBe(1)
      })

      test('the refusal names the place', async () => {
        const writes = [put('meta', makeMeta({ value: { list: [1, () => 1] } }))]
        await expect(store.commit({ expectRevision: 0, writes })).rejects.toThrow(
          /meta\/cursor\.value\.list\[1\]/,
        )
      })

      test('a batch with a record that has no key writes nothing', async () => {
        const keyless = { ...makeDraft(), id: undefined as unknown as string }
        await expect(
          store.commit({ writes: [put('drafts', makeDraft()), put('drafts', keyless)] }),
        ).rejects.toThrow(NotPlain)
        expect(await store.count('drafts')).toBe(0)
      })
    })

    describe('writes of one batch act in their order', () => {
      test('the last write on a key counts', async () => {
        const writes = [
          put('meta', makeMeta({ value: 1 })),
          remove('meta', 'cursor'),
          put('meta', makeMeta({ value: 2 })),
          put('drafts', makeDraft()),
          remove('drafts', 'draft-1'),
        ]
        await store.commit({ expectRevision: 0, writes })
        expect((await store.get('meta', 'cursor'))?.value).toBe(2)
        expect(await store.count('drafts')).toBe(0)
      })

      test('dropScope removes segments, delta and directory of that scope only', async () => {
        const writes = ['area:1', 'area:10', 'area'].flatMap((scope) => [
          put('segments', makeSegment({ id: `${scope}|issue|1`, scope })),
          put('segments', makeSegment({ id: `${scope}|visit|1`, scope, kind: 'visit' })),
          put('delta', makeDelta({ key: `${scope}|issue:a`, scope })),
          put('directory', makeDirectory({ scope })),
        ])
        const kept = [
          put('commands', makeCommand()),
          put('meta', makeMeta({ key: 'scope:area:1' })),
          put('drafts', makeDraft()),
        ]
        await store.commit({ expectRevision: 0, writes: [...writes, ...kept] })
        await store.commit({ expectRevision: 1, writes: [drop('area:1')] })
        expect((await store.all('segments')).map(({ id }) => id)).toEqual([
          'area:10|issue|1',
          'area:10|visit|1',
          'area|issue|1',
          'area|visit|1',
        ])
        expect((await store.all('delta')).map(({ key }) => key)).toEqual(['area:10|issue:a', 'area|issue:a'])
        expect((await store.all('directory')).map(({ scope }) => scope)).toEqual(['area', 'area:10'])
        for (const table of ['commands', 'meta', 'drafts'] as const) expect(await store.count(table)).toBe(1)
      })

      test('dropScope takes along what was kept of the first screen, unless it is kept anew after it', async () => {
        await store.commit({ expectRevision: 0, writes: [put('home', makeHome())] })
        await store.commit({ expectRevision: 1, writes: [put('delta', makeDelta({ scope: 'area:2' }))] })
        expect(await store.get('home', 'home')).toEqual(makeHome())
        await store.commit({ expectRevision: 2, writes: [put('home', makeHome()), drop('area:2')] })
        expect(await store.count('home')).toBe(0)
        await store.commit({ expectRevision: 3, writes: [drop('area:2'), put('home', makeHome())] })
        expect(await store.count('home')).toBe(1)
      })

      test('dropScope goes by the scope of a record, not by its key', async () => {
        const keys = ['a', 'b', 'c', 'd', 'e']
        await store.commit({
          expectRevision: 0,
          writes: keys.flatMap((key, index) => {
            const scope = index % 2 === 0 ? 'unit:1' : 'unit:2'
            return [put('delta', makeDelta({ key, scope })), put('segments', makeSegment({ id: key, scope }))]
          }),
        })
        await store.commit({ expectRevision: 1, writes: [drop('unit:1'), drop('unit:3')] })
        expect((await store.all('delta')).map(({ key }) => key)).toEqual(['b', 'd'])
        expect((await store.all('segments')).map(({ id }) => id)).toEqual(['b', 'd'])
      })

      test('a scope that is dropped and filled in one batch holds the new rows only', async () => {
        await fill()
        const writes = [
          put('delta', makeDelta({ key: 'area:1|issue:early' })),
          put('directory', makeDirectory({ sealed: bytesOf(1) })),
          drop('area:1'),
          put('directory', makeDirectory({ sealed: bytesOf(2) })),
          put('segments', makeSegment({ id: 'area:1|issue|50', fromVersion: 50 })),
          put('delta', makeDelta({ key: 'area:1|issue:b' })),
        ]
        await store.commit({ expectRevision: 1, writes })
        expect((await store.all('segments')).map(({ id }) => id)).toEqual(['area:1|issue|50'])
        expect((await store.all('delta')).map(({ key }) => key)).toEqual(['area:1|issue:b'])
        expect(await store.all('directory')).toEqual([makeDirectory({ sealed: bytesOf(2) })])
      })
    })

    describe('changesSince', () => {
      test('gives exactly what was written after the revision', async () => {
        await store.commit({
          expectRevision: 0,
          writes: [put('commands', makeCommand()), put('delta', makeDelta()), put('meta', makeMeta())],
        })
        await store.commit({
          expectRevision: 1,
          writes: [
            put('commands', makeCommand({ state: 'applied' })),
            put('segments', makeSegment()),
            put('drafts', makeDraft()),
          ],
        })
        await store.commit({
          expectRevision: 2,
          writes: [put('delta', makeDelta({ key: 'area:1|issue:b' }))],
        })
        expect(await store.changesSince(1)).toEqual({
          revision: 3,
          segments: [makeSegment()],
          delta: [makeDelta({ key: 'area:1|issue:b' })],
          commands: [{ ...makeCommand({ state: 'applied' }), revision: 2 }],
          meta: [],
          droppedScopes: [],
        })
        expect(await store.changesSince(2)).toEqual({
          ...empty,
          revision: 3,
          delta: [makeDelta({ key: 'area:1|issue:b' })],
        })
        expect(await store.changesSince(3)).toEqual({ ...empty, revision: 3 })
      })

      test('a tab sees what another tab wrote', async () => {
        const other = await open()
        await fill()
        expect(await other.changesSince(0)).toEqual(await store.changesSince(0))
      })

      test('a deleted record is not told any more, one put again is', async () => {
        await fill()
        await store.commit({
          expectRevision: 1,
          writes: [remove('commands', 'command-1'), remove('delta', 'area:1|issue:a')],
        })
        expect(await store.changesSince(0)).toMatchObject({ revision: 2, commands: [], delta: [] })
        await store.commit({ expectRevision: 2, writes: [put('delta', makeDelta({ version: 95 }))] })
        expect(await store.changesSince(2)).toEqual({
          ...empty,
          revision: 3,
          delta: [makeDelta({ version: 95 })],
        })
      })

      test('a dropped scope is told with its revision, and what filled it again comes along', async () => {
        await fill()
        await store.commit({ expectRevision: 1, writes: [drop('area:1')] })
        expect(await store.changesSince(1)).toEqual({
          ...empty,
          revision: 2,
          droppedScopes: [{ scope: 'area:1', revision: 2 }],
        })
        await store.commit({ expectRevision: 2, writes: [put('delta', makeDelta())] })
        expect(await store.changesSince(1)).toEqual({
          ...empty,
          revision: 3,
          delta: [makeDelta()],
          droppedScopes: [{ scope: 'area:1', revision: 2 }],
        })
        expect((await store.changesSince(2)).droppedScopes).toEqual([])
        await store.commit({ expectRevision: 3, writes: [drop('area:1'), drop('unit:7')] })
        expect(await store.changesSince(2)).toEqual({
          ...empty,
          revision: 4,
          droppedScopes: [
            { scope: 'area:1', revision: 4 },
            { scope: 'unit:7', revision: 4 },
          ],
        })
      })

      test('a tab that follows step by step ends with what a tab that reads all at once has', async () => {
        const follower = await open()
        const held = {
          segments: new Map<string, unknown>(),
          delta: new Map<string, unknown>(),
          commands: new Map<string, unknown>(),
        }
        let known = 0
        const follow = async (): Promise<void> => {
          const changes = await follower.changesSince(known)
          for (const { scope } of changes.droppedScopes) {
            for (const table of [held.segments, held.delta]) {
              for (const key of table.keys()) if (key.startsWith(`${scope}|`)) table.delete(key)
            }
          }
          for (const record of changes.segments) held.segments.set(record.id, record)
          for (const record of changes.delta) held.delta.set(record.key, record)
          for (const record of changes.commands) held.commands.set(record.id, record)
          known = changes.revision
        }
        let random = 12_345
        const roll = (sides: number): number => {
          random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0
          return (random >>> 8) % sides
        }
        for (let step = 0; step < 120; step++) {
          const scope = `area:${roll(3)}`
          const number = roll(6)
          const writes = [
            [put('delta', makeDelta({ key: `${scope}|issue:${number}`, scope, version: step }))],
            [put('segments', makeSegment({ id: `${scope}|issue|${number}`, scope, toVersion: step }))],
            [put('commands', makeCommand({ id: `command-${number}`, seq: number, savedAt: step }))],
            [drop(scope)],
            [drop(scope), put('delta', makeDelta({ key: `${scope}|issue:${number}`, scope, version: step }))],
          ][roll(5)]!
          await store.commit({ expectRevision: await store.revision(), writes })
          if (roll(3) === 0) await follow()
        }
        await follow()
        const all = await store.changesSince(0)
        const sorted = (records: Iterable<unknown>): string[] =>
          [...records].map((record) => JSON.stringify(record)).sort()
        expect(sorted(held.segments.values())).toEqual(sorted(all.segments))
        expect(sorted(held.delta.values())).toEqual(sorted(all.delta))
        expect(sorted(held.commands.values())).toEqual(sorted(all.commands))
        expect(all.segments.length + all.delta.length + all.commands.length).toBeGreaterThan(5)
        expect(await store.changesSince(known)).toEqual({ ...empty, revision: 120 })
      })
    })

    describe('order of all()', () => {
      test('commands by sequence number, drafts newest first, others by key', async () => {
        await store.commit({
          expectRevision: 0,
          writes: [
            ...[10, 2, 33, 1].map((seq) => put('commands', makeCommand({ id: `command-${100 - seq}`, seq }))),
            ...[5, 9, 7].map((updatedAt) =>
              put('drafts', makeDraft({ id: `draft-${updatedAt}`, updatedAt })),
            ),
            ...['b', 'a', '民', 'B'].map((key) => put('meta', makeMeta({ key }))),
            ...['b', 'a'].map((key) => put('delta', makeDelta({ key }))),
            ...['b', 'a'].map((id) => put('segments', makeSegment({ id }))),
            ...['b', 'a'].map((sha256) => put('media', makeMedia({ sha256 }))),
          ],
        })
        expect((await store.all('commands')).map(({ seq }) => seq)).toEqual([1, 2, 10, 33])
        expect((await store.all('drafts')).map(({ updatedAt }) => updatedAt)).toEqual([9, 7, 5])
        expect((await store.all('meta')).map(({ key }) => key)).toEqual(['B', 'a', 'b', '民'])
        expect((await store.all('delta')).map(({ key }) => key)).toEqual(['a', 'b'])
        expect((await store.all('segments')).map(({ id }) => id)).toEqual(['a', 'b'])
        expect((await store.all('media')).map(({ sha256 }) => sha256)).toEqual(['a', 'b'])
      })
    })

    describe('the end', () => {
      test('unsent commands survive any number of restarts, and other batches', async () => {
        await store.commit({
          expectRevision: 0,
          writes: Array.from({ length: 50 }, (_, index) =>
            put('commands', makeCommand({ id: `command-${index}`, seq: index + 1 })),
          ),
        })
        for (let start = 0; start < 3; start++) {
          for (const each of opened.splice(0)) each.close()
          store = await open()
          await store.commit({
            expectRevision: await store.revision(),
            writes: [drop('area:1'), put('meta', makeMeta())],
          })
          expect((await store.all('commands')).map(({ seq }) => seq)).toEqual(
            Array.from({ length: 50 }, (_, index) => index + 1),
          )
        }
      })

      test('a closed store answers nothing more', async () => {
        await fill()
        store.close()
        await expect(store.revision()).rejects.toThrow(DeviceStoreLost)
        await expect(store.get('meta', 'cursor')).rejects.toThrow(DeviceStoreLost)
        await expect(store.commit({ writes: [put('drafts', makeDraft())] })).rejects.toThrow(DeviceStoreLost)
        const later = await open()
        expect(await later.count('drafts')).toBe(1)
      })

      test('destroy leaves nothing, and the next start begins at revision 0', async () => {
        await fill()
        await store.destroy()
        const later = await open()
        expect(await later.changesSince(0)).toEqual({ revision: 0, ...empty })
        for (const table of tableNames) expect(await later.count(table)).toBe(0)
      })

      test('a tab that was open when another destroyed everything can bring nothing back', async () => {
        const other = await open()
        await fill()
        await store.destroy()
        await expect(other.commit({ writes: [put('drafts', makeDraft())] })).rejects.toThrow(DeviceStoreLost)
        await expect(other.commit({ expectRevision: 1, writes: [put('meta', makeMeta())] })).rejects.toThrow(
          DeviceStoreLost,
        )
        const later = await open()
        expect(await later.count('drafts')).toBe(0)
        expect(await later.revision()).toBe(0)
      })
    })
  })
}
