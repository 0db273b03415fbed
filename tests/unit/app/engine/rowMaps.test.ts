import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RowMaps } from '../../../../src/app/client/rows/rowMaps'
import type { AnyRow } from '../../../../src/domain/rows'
import { addLine, emptySum, formatSum } from '../../../../src/sync/checksum'
import { formatLine, rowLine } from '../../../../src/sync/line'
import { makeSubject, makeVisit, row } from '../../../fixtures/rows'
import { id } from '../../../fixtures/ids'

const subject = (version: number, name = `第${version}版`): AnyRow =>
  row('subject', id(20), makeSubject({ name }), version)
const lineOf = (version: number) => rowLine(subject(version))
const gone = (version: number) => formatLine('subject', id(20), version, null)
const shown = (maps: RowMaps) => maps.get('subject', id(20))?.version

describe('one row', () => {
  test('PL4 an older or equal version than the one held is ignored', () => {
    const maps = new RowMaps()
    expect(maps.apply('area:V1', lineOf(5))).toEqual({ kind: 'subject', id: id(20) })
    expect(maps.apply('area:V1', lineOf(5))).toBeUndefined()
    expect(maps.apply('area:V1', lineOf(4))).toBeUndefined()
    expect(maps.apply('area:V1', gone(5))).toBeUndefined()
    expect(shown(maps)).toBe(5)
    expect(maps.scopeSum('area:V1')).toBe(formatSum(addLine(emptySum, lineOf(5))))
  })

  test('PL5 a row held by several scopes stays until the last lets go', () => {
    const maps = new RowMaps()
    for (const scope of ['area:V1', 'user:a', 'office']) maps.apply(scope, lineOf(5))
    maps.apply('area:V1', gone(6))
    expect(maps.dropScope('user:a')).toEqual(new Set(['subject']))
    expect(shown(maps)).toBe(5)
    maps.apply('office', gone(6))
    expect(shown(maps)).toBeUndefined()
    expect(maps.relatedIds('subject.areaId', 'V1').size).toBe(0)
  })

  test('PL5 when the scope with the newest version lets go, the newest that another one holds is shown', () => {
    const maps = new RowMaps()
    maps.apply('user:a', lineOf(3))
    maps.apply('area:V1', lineOf(5))
    expect(shown(maps)).toBe(5)
    maps.dropScope('area:V1')
    expect(maps.get('subject', id(20))).toMatchObject({ version: 3, data: { name: '第3版' } })
  })

  test('a tombstone of a row that is not held changes nothing', () => {
    const maps = new RowMaps()
    expect(maps.apply('area:V1', gone(5))).toBeUndefined()
    expect(maps.scopeSum('area:V1')).toBe(formatSum(emptySum))
  })

  test('a row that points elsewhere now is found there and no longer here', () => {
    const maps = new RowMaps()
    const visit = (version: number, subjectId: string): string =>
      rowLine(row('visit', id(30), makeVisit({ subjectId }), version))
    maps.apply('area:V1', visit(1, id(20)))
    maps.apply('area:V1', visit(2, id(21)))
    expect([...maps.relatedIds('visit.subjectId', id(20))]).toEqual([])
    expect([...maps.relatedIds('visit.subjectId', id(21))]).toEqual([id(30)])
  })
})

describe('lines of a newer server', () => {
  const task = (version: number, json: string | null) => formatLine('dossier', id(40), version, json)

  test('PL11 a kind this build does not know is counted, kept for the next build, and shown nowhere', () => {
    const maps = new RowMaps()
    expect(maps.apply('area:V1', task(1, '{"a":1}'))).toBeUndefined()
    maps.apply('area:V1', lineOf(2))
    expect(maps.scopeSum('area:V1')).toBe(
      formatSum([task(1, '{"a":1}'), lineOf(2)].reduce(addLine, emptySum)),
    )
    expect([...maps.scopeLines('area:V1')].map(({ kind, line }) => [kind, line])).toEqual([
      ['dossier', task(1, '{"a":1}')],
      ['subject', lineOf(2)],
    ])
    maps.apply('area:V1', task(3, '{"a":2}'))
    maps.apply('area:V1', task(4, null))
    expect(maps.scopeSum('area:V1')).toBe(formatSum(addLine(emptySum, lineOf(2))))
    expect(maps.dropScope('area:V1')).toEqual(new Set(['subject']))
  })

  test.each(['toString a 1 {}', 'constructor a 1 {}'])('%j is such a kind too', (line) => {
    const maps = new RowMaps()
    expect(maps.apply('area:V1', line)).toBeUndefined()
    expect(maps.scopeCount('area:V1')).toBe(1)
  })
})

test.each(['', 'subject', 'subject a x {}', 'subject a 1 {', 'subject a 1 null', 'subject a 1 5'])(
  'a broken line (%j) throws before anything is changed',
  (line) => {
    const maps = new RowMaps()
    maps.apply('area:V1', lineOf(2))
    const before = maps.scopeSum('area:V1')
    expect(() => maps.apply('area:V1', line)).toThrow()
    expect(maps.scopeSum('area:V1')).toBe(before)
    expect(maps.scopeCount('area:V1')).toBe(1)
  },
)

describe('any order of pages', () => {
  const scopes = ['area:V1', 'area:V2', 'user:a']
  /** What each scope holds, kept in the plainest way. */
  const step = fc.record({
    scope: fc.constantFrom(...scopes),
    row: fc.integer({ min: 1, max: 3 }),
    what: fc.constantFrom('row', 'row', 'row', 'tombstone', 'again', 'drop'),
    ahead: fc.integer({ min: 1, max: 4 }),
  })

  test('PL3 shows what a fresh start from the lines held would show, with their sums', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const maps = new RowMaps()
        const held = new Map(scopes.map((scope) => [scope, new Map<string, string>()]))
        const upTo = new Map<string, number>()
        const latest = new Map<number, { version: number; line: string }>()
        for (const { scope, row: number, what, ahead } of steps) {
          const lines = held.get(scope) ?? new Map<string, string>()
          if (what === 'drop') {
            maps.dropScope(scope)
            lines.clear()
            upTo.delete(scope)
            continue
          }
          const version =
            Math.max(upTo.get(scope) ?? 0, ...[...latest.values()].map((item) => item.version), 0) + ahead
          // A scope may lag behind: it gets the row's newest line only some time later.
          const newest = latest.get(number)
          const made = rowLine(
            row(
              'subject',
              id(number),
              makeSubject({ name: `${version}`, areaId: `V${version % 2}` }),
              version,
            ),
          )
          const line =
            what === 'tombstone'
              ? formatLine('subject', id(number), version, null)
              : what === 'again' && newest
                ? newest.line
                : made
          if (what === 'row') latest.set(number, { version, line })
          const before = lines.get(id(number))
          const versionOf = (text: string) => Number(text.split(' ')[2])
          if (!before || versionOf(before) < versionOf(line)) {
            if (what === 'tombstone') lines.delete(id(number))
            else lines.set(id(number), line)
          }
          maps.apply(scope, line)
          upTo.set(scope, version)
        }
        const fresh = new RowMaps()
        for (const [scope, lines] of held) for (const line of lines.values()) fresh.apply(scope, line)
        const view = (of: RowMaps) => [...of.all('subject')].map((item) => rowLine(item as AnyRow)).sort()
        expect(view(maps)).toEqual(view(fresh))
        for (const [scope, lines] of held) {
          expect(maps.scopeSum(scope)).toBe(formatSum([...lines.values()].reduce(addLine, emptySum)))
          expect(maps.scopeSum(scope)).toBe(fresh.scopeSum(scope))
          expect([...maps.scopeLines(scope)].map(({ line }) => line).sort()).toEqual(
            [...lines.values()].sort(),
          )
        }
        for (const areaId of ['V0', 'V1']) {
          expect([...maps.relatedIds('subject.areaId', areaId)].sort()).toEqual(
            [...fresh.relatedIds('subject.areaId', areaId)].sort(),
          )
        }
      }),
      { numRuns: 400 },
    )
  })
})
