import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../src/sync/canonical'
import { addLine, emptySum, formatSum, parseSum, subtractLine } from '../../../src/sync/checksum'
import { formatLine, parseLine } from '../../../src/sync/line'

const line = fc.tuple(fc.uuid(), fc.nat(), fc.jsonValue()).map(([id, version, data]) => formatLine('visit', id, version, canonicalJson(data)))

describe('canonical JSON', () => {
  property.prop([fc.dictionary(fc.string(), fc.jsonValue())])('does not depend on the order of keys', (value) => {
    const reversed = Object.fromEntries(Object.entries(value).reverse())
    expect(canonicalJson(reversed)).toBe(canonicalJson(value))
  })
  property.prop([fc.jsonValue()])('survives parsing and writing again byte for byte', (value) => {
    const text = canonicalJson(value)
    expect(canonicalJson(JSON.parse(text))).toBe(text)
  })
  test('refuses what JSON would change silently', () => {
    for (const value of [NaN, Infinity, () => 1, Symbol('x'), 1n]) expect(() => canonicalJson(value)).toThrow()
  })
})

describe('lines', () => {
  property.prop([fc.uuid(), fc.nat(), fc.jsonValue()])('a line reads back as it was written, whatever the text holds', (id, version, data) => {
    const json = canonicalJson(data)
    const text = formatLine('visit', id, version, json)
    expect(text.includes('\n')).toBe(false)
    expect(parseLine(text)).toEqual({ kind: 'visit', id, version, json })
  })
  test.each(['', 'visit', 'visit a', 'visit a 1', 'visit a x {}', 'nonsense a 1 {}', 'visit a 1 '])('%j is no line', (text) => {
    expect(parseLine(text)).toBeUndefined()
  })
  test('a tombstone has no data', () => {
    expect(parseLine(formatLine('visit', 'a', 7, null))).toEqual({ kind: 'visit', id: 'a', version: 7, json: null })
  })
})

describe('the additive checksum', () => {
  property.prop([fc.array(line), fc.array(line)])('does not depend on the order, and what is subtracted is gone', (kept, passing) => {
    const direct = kept.reduce(addLine, emptySum)
    const around = passing.reduce(subtractLine, [...passing, ...kept.toReversed()].reduce(addLine, emptySum))
    expect(formatSum(around)).toBe(formatSum(direct))
  })
  property.prop([line, fc.nat(200)])('one changed character changes the sum', (text, at) => {
    const position = at % text.length
    const changed = `${text.slice(0, position)}${text[position] === 'x' ? 'y' : 'x'}${text.slice(position + 1)}`
    expect(formatSum(addLine(emptySum, changed))).not.toBe(formatSum(addLine(emptySum, text)))
  })
  property.prop([fc.array(line)])('reads back', (lines) => {
    const sum = lines.reduce(addLine, emptySum)
    expect(parseSum(formatSum(sum))).toEqual(sum)
  })
  test('20,000 similar lines have 20,000 hashes', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => formatLine('visit', 'a', index, '{"a":1}'))
    expect(new Set(lines.map((text) => formatSum(addLine(emptySum, text)))).size).toBe(lines.length)
  })
})
