import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRowKind, rowKinds } from '../../../src/domain/rows'
import { canonicalJson } from '../../../src/sync/canonical'
import { addLine, emptySum, formatSum, parseSum, subtractLine } from '../../../src/sync/checksum'
import { formatLine, parseLine } from '../../../src/sync/line'

const always = <T extends [unknown, ...unknown[]]>(
  inputs: { [K in keyof T]: Arbitrary<T[K]> },
  claim: (...values: T) => void,
): void => fc.assert(fc.property<T>(...inputs, claim))

const line = fc
  .tuple(fc.uuid(), fc.nat(), fc.jsonValue())
  .map(([id, version, data]) => formatLine('visit', id, version, canonicalJson(data)))

describe('canonical JSON', () => {
  test('does not depend on the order of keys', () => {
    always([fc.dictionary(fc.string(), fc.jsonValue())], (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse())
      expect(canonicalJson(reversed)).toBe(canonicalJson(value))
    })
  })
  test('survives parsing and writing again byte for byte', () => {
    always([fc.jsonValue()], (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    })
  })
  test('refuses what JSON would change silently', () => {
    for (const value of [NaN, Infinity, () => 1, Symbol('x'), 1n])
      expect(() => canonicalJson(value)).toThrow()
  })
})

describe('lines', () => {
  test('a line reads back as it was written, whatever the text holds', () => {
    always([fc.uuid(), fc.nat(), fc.jsonValue()], (id, version, data) => {
      const json = canonicalJson(data)
      const text = formatLine('visit', id, version, json)
      expect(text.includes('\n')).toBe(false)
      expect(parseLine(text)).toEqual({ kind: 'visit', id, version, json })
    })
  })
  test('the row id of an event, which is no UUID, reads back', () => {
    expect(parseLine('event 019f-1.c0 7 {}')).toEqual({
      kind: 'event',
      id: '019f-1.c0',
      version: 7,
      json: '{}',
    })
  })
  test.each([
    '',
    'visit',
    'visit a',
    'visit a 1',
    'visit a x {}',
    'visit a 1 ',
    'visit a  {}',
    'visit a -1 {}',
    'visit a 1.5 {}',
    'visit a 1e3 {}',
    'visit a 99999999999999999 {}',
    ' a 1 {}',
    'visit  1 {}',
  ])('%j is no line', (text) => {
    expect(parseLine(text)).toBeUndefined()
  })
  test('a tombstone has no data', () => {
    expect(parseLine(formatLine('visit', 'a', 7, null))).toEqual({
      kind: 'visit',
      id: 'a',
      version: 7,
      json: null,
    })
  })
  test('a kind that only a newer server knows is a line all the same, and no kind of ours', () => {
    expect(parseLine('dossier a 1 {}')).toEqual({ kind: 'dossier', id: 'a', version: 1, json: '{}' })
    for (const name of ['dossier', 'toString', 'constructor', '__proto__'])
      expect(isRowKind(name)).toBe(false)
    for (const kind of rowKinds) expect(isRowKind(kind)).toBe(true)
  })
})

describe('the additive checksum', () => {
  test('does not depend on the order, and what is subtracted is gone', () => {
    always([fc.array(line), fc.array(line)], (kept, passing) => {
      const direct = kept.reduce(addLine, emptySum)
      const around = passing.reduce(
        subtractLine,
        [...passing, ...kept.toReversed()].reduce(addLine, emptySum),
      )
      expect(formatSum(around)).toBe(formatSum(direct))
    })
  })
  test('one changed character changes the sum', () => {
    always([line, fc.nat(200)], (text, at) => {
      const position = at % text.length
      const changed = `${text.slice(0, position)}${text[position] === 'x' ? 'y' : 'x'}${text.slice(position + 1)}`
      expect(formatSum(addLine(emptySum, changed))).not.toBe(formatSum(addLine(emptySum, text)))
    })
  })
  test('reads back', () => {
    always([fc.array(line)], (lines) => {
      const sum = lines.reduce(addLine, emptySum)
      expect(parseSum(formatSum(sum))).toEqual(sum)
    })
  })
  test('20,000 similar lines have 20,000 hashes', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => formatLine('visit', 'a', index, '{"a":1}'))
    expect(new Set(lines.map((text) => formatSum(addLine(emptySum, text)))).size).toBe(lines.length)
  })
})
