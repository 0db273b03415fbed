import { describe, expect, test } from 'vitest'
import { slipCodeOf } from '../../../../src/domain/issue/slip'
import { findSlip } from '../../../../src/server/public/slip/findSlip'
import { canonicalJson } from '../../../../src/sync/canonical'
import { makeRow, makeRows, reference, unique } from '../makers'
import type { World } from '../storeContract'

/** Text that engines and drivers are known to trip over. */
const awkwardTexts = [
  '李某某，住三组“大塘湾”——旁边',
  'emoji 👨‍👩‍👧‍👦 and rare 𠮷 㐂',
  'quotes \' " ` and slashes \\ / and {braces,} and NULL',
  'lines\r\nand\ttabs\u2028and\u2029separators',
  'null byte \u0000 and escape \u001b and delete \u007f',
  'lone surrogate \ud83d here',
  'right-to-left \u202e and zero\u200bwidth and e\u0301',
  '%s $1 ? :name @name #{x} ${y}',
]

export function rowClaims(world: () => World): void {
  describe('rows', () => {
    test('a row comes back byte for byte, with version and scopes', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const rows = awkwardTexts.map((text, index) =>
        makeRow({
          version: index + 1,
          json: canonicalJson({ text, nested: { text: [text, index] } }),
          scopes: [`area:${index}`, 'user:张"某\\'],
        }),
      )
      await store.write(tenant, (tx) => tx.putRows(rows))
      const found = await store.read(tenant, (tx) => tx.rows(rows))
      const byVersion = found.sort((a, b) => a.version - b.version)
      expect(byVersion).toEqual(
        rows.map(({ kind, id, version, json, scopes }) => ({ kind, id, version, json, scopes })),
      )
    })

    test('JSON is kept as text: order of keys, spaces and long numbers stay', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const row = makeRow({ json: '{ "b":1.0, "a":12345678901234567890, "a":2 }' })
      await store.write(tenant, (tx) => tx.putRows([row]))
      expect((await store.read(tenant, (tx) => tx.rows([row])))[0]?.json).toBe(row.json)
    })

    test('a text of a million characters comes back whole, beside small ones', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const large = makeRow({ version: 1, json: canonicalJson({ text: '水渠淤塞"\\\n'.repeat(125_000) }) })
      const small = makeRow({ version: 2 })
      await store.write(tenant, (tx) => tx.putRows([large, small]))
      const found = await store.read(tenant, (tx) => tx.rows([large, small]))
      expect(found.find(({ id }) => id === large.id)?.json === large.json).toBe(true)
      const lines = await store.read(tenant, (tx) => tx.lines('area:1', 0, 9, 9))
      expect(lines.map(({ json }) => json?.length)).toEqual([large.json.length, small.json.length])
    })

    test('rows that are not here are left out, one that is asked for twice comes once', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const row = makeRow()
      await store.write(tenant, (tx) => tx.putRows([row]))
      const asked = [row, reference('subject', 'none'), row, reference('visit', row.id)]
      expect(await store.read(tenant, (tx) => tx.rows(asked))).toMatchObject([{ id: row.id }])
      expect(await store.read(tenant, (tx) => tx.rows([]))).toEqual([])
    })

    test('1,000 rows in one batch are all there, in all their scopes and relations', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const scopes = ['area:1', 'user:1', 'office']
      const rows = makeRows(1_000, 1, {
        kind: 'issue',
        scopes,
        references: [
          { field: 'subjectId', target: 's-1' },
          { field: 'visitId', target: 'v-1' },
        ],
      })
      await store.write(tenant, (tx) => tx.putRows(rows))
      await store.read(tenant, async (tx) => {
        expect(await tx.countRows('issue')).toBe(1_000)
        const ids = new Set((await tx.rows(rows)).map(({ id }) => id))
        expect(ids.size).toBe(1_000)
        const versions = rows.map(({ version }) => version)
        for (const scope of scopes) {
          expect((await tx.lines(scope, 0, 1_000, 2_000)).map(({ version }) => version)).toEqual(versions)
        }
        expect(await tx.related([{ relation: 'issue.visitId', target: 'v-1' }])).toHaveLength(1_000)
      })
    })

    test.each([1, 2, 3, 127, 128, 129, 255, 257, 500])(
      'a batch of %i rows is written whole',
      async (count) => {
        const { store, newTenant } = world()
        const tenant = await newTenant()
        const rows = makeRows(count, 1)
        await store.write(tenant, (tx) => tx.putRows(rows))
        const found = await store.read(tenant, (tx) => tx.rowsOfKind('subject'))
        expect(found.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).sort())
      },
    )

    test('empty batches are no work and no error', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      await store.write(tenant, async (tx) => {
        await tx.putRows([])
        await tx.putSums([])
        await tx.appendCommands([])
        await tx.putBlocks('area:1', [])
        await tx.appendAudit([])
        expect(await tx.related([])).toEqual([])
        expect(await tx.sums([])).toEqual([])
        expect(await tx.commands([])).toEqual([])
        expect(await tx.payloads([])).toEqual([])
        expect(await tx.heldFor([])).toEqual([])
        expect(await tx.packOf('none')).toBeUndefined()
      })
    })

    test('a later write replaces data, scopes and references', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const first = makeRow({
        kind: 'issue',
        version: 1,
        references: [
          { field: 'subjectId', target: 's-1' },
          { field: 'visitId', target: 'v-1' },
        ],
      })
      const second = {
        ...first,
        version: 2,
        json: '{"title":"已改"}',
        scopes: ['area:2'],
        leftScopes: ['area:1'],
        references: [{ field: 'subjectId', target: 's-2' }],
      }
      await store.write(tenant, (tx) => tx.putRows([first]))
      await store.write(tenant, (tx) => tx.putRows([second]))
      await store.read(tenant, async (tx) => {
        expect(await tx.rows([first])).toEqual([
          { kind: 'issue', id: first.id, version: 2, json: second.json, scopes: ['area:2'] },
        ])
        const gone = await tx.related([
          { relation: 'issue.subjectId', target: 's-1' },
          { relation: 'issue.visitId', target: 'v-1' },
        ])
        expect(gone).toEqual([])
        expect(await tx.related([{ relation: 'issue.subjectId', target: 's-2' }])).toMatchObject([
          { version: 2 },
        ])
      })
    })

    test('several relations are answered at once, each row with the relation that found it', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const visit = makeRow({
        kind: 'visit',
        version: 1,
        references: [{ field: 'subjectId', target: 's-1' }],
      })
      const issue = makeRow({
        kind: 'issue',
        version: 2,
        references: [
          { field: 'subjectId', target: 's-1' },
          { field: 'visitId', target: visit.id },
        ],
      })
      const elsewhere = makeRow({
        kind: 'visit',
        version: 3,
        references: [{ field: 'subjectId', target: 's-2' }],
      })
      await store.write(tenant, (tx) => tx.putRows([visit, issue, elsewhere]))
      const found = await store.read(tenant, (tx) =>
        tx.related([
          { relation: 'visit.subjectId', target: 's-1' },
          { relation: 'issue.subjectId', target: 's-1' },
          { relation: 'issue.visitId', target: visit.id },
          { relation: 'issue.visitId', target: 'none' },
          { relation: 'visit.subjectId', target: 's-1' },
        ]),
      )
      expect(found.map(({ relation, target, id }) => [relation, target, id]).sort()).toEqual(
        [
          ['issue.subjectId', 's-1', issue.id],
          ['issue.visitId', visit.id, issue.id],
          ['visit.subjectId', 's-1', visit.id],
        ].sort(),
      )
      expect(found.every(({ json, scopes }) => json === visit.json && scopes[0] === 'area:1')).toBe(true)
    })

    test('a row that points to several by one field is found from each, and no longer from what it left', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const pointing = (...targets: string[]) => targets.map((target) => ({ field: 'issueIds', target }))
      const shared = makeRow({ kind: 'task', version: 1, references: pointing('i-1', 'i-2', 'i-3') })
      const other = makeRow({ kind: 'task', version: 2, references: pointing('i-3') })
      const idsOf = async () =>
        store.read(tenant, async (tx) =>
          (
            await tx.related(
              ['i-1', 'i-2', 'i-3'].map((target) => ({ relation: 'task.issueIds' as const, target })),
            )
          )
            .map(({ target, id }) => `${target} ${id}`)
            .sort(),
        )
      await store.write(tenant, (tx) => tx.putRows([shared, other]))
      expect(await idsOf()).toEqual(
        [`i-1 ${shared.id}`, `i-2 ${shared.id}`, `i-3 ${shared.id}`, `i-3 ${other.id}`].sort(),
      )
      await store.write(tenant, (tx) => tx.putRows([{ ...shared, version: 3, references: pointing('i-2') }]))
      expect(await idsOf()).toEqual([`i-2 ${shared.id}`, `i-3 ${other.id}`].sort())
    })

    test('a slip is found by its code in whatever zone it was given, and no longer once it is taken back', async () => {
      const { store, newTenant } = world()
      const [tenant, other] = [await newTenant(), await newTenant()]
      const [code, otherCode] = [slipCodeOf(unique('issue')), slipCodeOf(unique('issue'))]
      const write = (tenantId: string, id: string, slipCode: string | null, version: number) =>
        store.write(tenantId, (tx) =>
          tx.putRows([
            makeRow({
              kind: 'issue',
              id,
              version,
              json: canonicalJson({ state: 'listed', number: null, raisedOn: '2026-07-01', slipCode }),
              references: slipCode === null ? [] : [{ field: 'slipCode', target: slipCode }],
            }),
          ]),
        )
      const ask = (asked: string) => findSlip(store, { code: asked, number: '' })
      await write(tenant, 'a', code, 1)
      await write(tenant, 'b', null, 2)
      await write(other, 'a', otherCode, 1)
      expect([await ask(code), await ask(otherCode)]).toEqual([
        expect.objectContaining({ state: 'listed' }),
        expect.objectContaining({ state: 'listed' }),
      ])
      await write(tenant, 'a', null, 3)
      expect([await ask(code), await ask('')]).toEqual([undefined, undefined])
      expect(await ask(otherCode)).toBeDefined()
    })

    test('all rows of a kind come in the order of their ids, the same in every engine', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const ids = ['b', 'A', 'a', 'Z', '区', '_', '0', 'é', '-']
      await store.write(tenant, (tx) =>
        tx.putRows(ids.map((id, index) => makeRow({ id, version: index + 1 }))),
      )
      const found = await store.read(tenant, (tx) => tx.rowsOfKind('subject'))
      expect(found.map(({ id }) => id)).toEqual(['-', '0', 'A', 'Z', '_', 'a', 'b', 'é', '区'])
      expect(await store.read(tenant, (tx) => tx.countRows('visit'))).toBe(0)
    })

    test('a row that stands in one batch twice ends as its last write says', async () => {
      const { store, newTenant } = world()
      const tenant = await newTenant()
      const first = makeRow({
        kind: 'visit',
        version: 1,
        scopes: ['area:1'],
        leftScopes: ['area:9'],
        references: [{ field: 'subjectId', target: 's-1' }],
      })
      const last = {
        ...first,
        version: 2,
        json: '{"v":2}',
        scopes: ['area:2'],
        leftScopes: ['area:1'],
        references: [],
      }
      await store.write(tenant, (tx) => tx.putRows([first, last]))
      await store.read(tenant, async (tx) => {
        expect(await tx.rows([first])).toMatchObject([{ version: 2, json: '{"v":2}', scopes: ['area:2'] }])
        expect(await tx.related([{ relation: 'visit.subjectId', target: 's-1' }])).toEqual([])
        expect(await tx.lines('area:9', 0, 9, 9)).toMatchObject([{ version: 1, json: null }])
        expect(await tx.lines('area:1', 0, 9, 9)).toMatchObject([{ version: 2, json: null }])
        expect(await tx.lines('area:2', 0, 9, 9)).toMatchObject([{ version: 2, json: '{"v":2}' }])
      })
    })
  })
}
