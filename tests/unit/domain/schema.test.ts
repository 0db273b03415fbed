import { describe, expect, test } from 'vitest'
import * as s from '../../../src/domain/schema'
import { uuidV7 } from '../../../src/domain/ids'

const codeOf = (schema: s.Schema, value: unknown): string => {
  const parsed = s.parse(schema, value)
  return parsed.ok ? 'ok' : (parsed.issues[0]?.code ?? 'none')
}

describe('schemas say precisely what is wrong', () => {
  test.each<[string, s.Schema, unknown, string]>([
    ['a field nobody knows', s.object({ a: s.boolean }), { a: true, b: 1 }, 'unknownField'],
    ['a missing field', s.object({ a: s.boolean }), {}, 'missing'],
    ['a number for text', s.text({ max: 5 }), 5, 'wrongType'],
    ['text one unit too long', s.text({ max: 5 }), '六个字六个字', 'tooLong'],
    ['only blanks where something is wanted', s.text({ max: 5, min: 1 }), ' \n', 'empty'],
    ['a NUL, which PostgreSQL can not store', s.text({ max: 5 }), 'a\u0000', 'badCharacter'],
    ['a lone surrogate, which UTF-8 can not carry', s.text({ max: 5 }), '\ud800', 'badCharacter'],
    ['a day that does not exist', s.calendarDate, '2026-02-29', 'badDate'],
    ['another date format', s.calendarDate, '2026/02/01', 'badDate'],
    ['a 25th hour', s.clockTime, '24:00', 'badTime'],
    ['a UUID of version 4', s.uuid, '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d', 'badId'],
    ['upper case in an id', s.uuid, '019F0000-0000-7000-8000-000000000001', 'badId'],
    ['a fraction', s.integer({ min: 0, max: 9 }), 1.5, 'badNumber'],
    ['a number beyond its range', s.integer({ min: 0, max: 9 }), 10, 'outOfRange'],
    ['NaN', s.integer({ min: 0, max: 9 }), NaN, 'badNumber'],
    ['an unknown choice', s.choice(['a', 'b']), 'c', 'unknownChoice'],
    ['one item too many', s.list(s.boolean, { max: 1 }), [true, true], 'tooMany'],
    ['the same id twice', s.idList(s.codeId, { max: 3 }), ['a', 'a'], 'duplicateItem'],
    ['an emoji, which is fine', s.text({ max: 5 }), '👍好', 'ok'],
    ['a leap day', s.calendarDate, '2028-02-29', 'ok'],
  ])('%s', (_, schema, value, code) => {
    expect(codeOf(schema, value)).toBe(code)
  })

  test('an inherited property is not a field', () => {
    const parsed = s.parse(
      s.object({ a: s.optional(s.boolean) }),
      JSON.parse('{"__proto__":{"a":true}}') as unknown,
    )
    expect(parsed.ok && 'a' in parsed.value && Object.hasOwn(parsed.value, 'a')).toBe(false)
  })
})

describe('uuidV7', () => {
  test('is what the id schema wants, and sorts by time', () => {
    const random = new Uint8Array(10).fill(255)
    const first = uuidV7(1_000, random)
    const second = uuidV7(2_000, new Uint8Array(10))
    expect(s.parse(s.uuid, first).ok && s.parse(s.uuid, second).ok).toBe(true)
    expect(first < second).toBe(true)
  })
  test('survives a phone clock before 1970 or after the year 10889', () => {
    for (const ms of [-5, Number.MAX_SAFE_INTEGER])
      expect(s.parse(s.uuid, uuidV7(ms, new Uint8Array(10))).ok).toBe(true)
  })
})
