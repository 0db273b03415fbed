/**
 * The one door to the schema library (valibot): everything else says `object`, `text`, `choice` and never
 * sees the library, so that it can be exchanged without touching a command or a message.
 */
import * as v from 'valibot'
import { containsIdentityNumber } from './identityNumber'

export type Schema<T = unknown> = v.GenericSchema<unknown, T>
export type Infer<S extends v.GenericSchema> = v.InferOutput<S>

/** What is wrong at one place of a value. `code` is a locale key under `invalid.*`; params fill its sentence. */
export interface SchemaIssue {
  path: string
  code: SchemaIssueCode
  params: Record<string, string | number>
}

/** Closed list of what a schema can object to; each has a sentence in every locale (a test counts them). */
export const schemaIssueCodes = [
  'wrongType',
  'missing',
  'unknownField',
  'tooLong',
  'empty',
  'badCharacter',
  'badId',
  'badDate',
  'badTime',
  'badNumber',
  'outOfRange',
  'unknownChoice',
  'tooMany',
  'tooFew',
  'duplicateItem',
  'identityNumber',
  'badLink',
] as const
export type SchemaIssueCode = (typeof schemaIssueCodes)[number]

export type Parsed<T> = { ok: true; value: T } | { ok: false; issues: SchemaIssue[] }

// A message carries code and params through the library: `code|name=value`.
const message = (code: SchemaIssueCode, params: Record<string, string | number> = {}): string =>
  [code, ...Object.entries(params).map(([name, value]) => `${name}=${value}`)].join('|')

const codes = new Set<string>(schemaIssueCodes)

/** Reads a value by a schema; never throws for bad input. At most 20 issues are told. */
export function parse<S extends v.GenericSchema>(schema: S, value: unknown): Parsed<Infer<S>> {
  const result = v.safeParse(schema, value)
  if (result.success) return { ok: true, value: result.output }
  return { ok: false, issues: result.issues.slice(0, 20).map(toIssue) }
}

function toIssue(issue: v.BaseIssue<unknown>): SchemaIssue {
  const path = (issue.path ?? []).map((item) => String(item.key)).join('.')
  const [code = '', ...pairs] = issue.message.split('|')
  if (codes.has(code)) {
    const params = Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]))
    return { path, code: code as SchemaIssueCode, params }
  }
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return { path, code: 'unknownField', params: {} }
  if (issue.received === 'undefined') return { path, code: 'missing', params: {} }
  return { path, code: 'wrongType', params: {} }
}

/** An object of exactly these fields; a field nobody knows is refused (no mass assignment, ASVS 15.3.3). */
export const object = <T extends v.ObjectEntries>(entries: T) => v.strictObject(entries)
/** An object of at least these fields: for messages, where a newer peer may say more. */
export const looseObject = <T extends v.ObjectEntries>(entries: T) => v.object(entries)

/** At least these fields, and whatever else a newer peer said is kept: for what is signed as a whole. */
export const openObject = <T extends v.ObjectEntries>(entries: T) => v.looseObject(entries)

// NUL cannot be stored by PostgreSQL, and a lone surrogate does not survive UTF-8, so that the device's and the
// server's checksum of the same row would differ for ever. Other control characters but tab and newline are noise.
// eslint-disable-next-line no-control-regex
const forbiddenCharacters = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}/u

/** Text as typed, neither trimmed nor changed. `max` counts UTF-16 units; `min` 1 wants a visible character. */
export const text = ({ max, min = 0 }: { max: number; min?: 0 | 1 }) =>
  v.pipe(
    v.string(message('wrongType')),
    v.maxLength(max, message('tooLong', { max })),
    v.check((value) => !forbiddenCharacters.test(value), message('badCharacter')),
    v.check((value) => min === 0 || value.trim() !== '', message('empty')),
  )

/**
 * What a person writes into a command: `text` without the number of an identity card, which is not collected
 * (docs/domain.md §5). The schema refuses it, so that it is told at its field and reaches neither server nor row.
 */
export const freeText = (limits: { max: number; min?: 0 | 1 }) =>
  v.pipe(
    text(limits),
    v.check((value) => !containsIdentityNumber(value), message('identityNumber')),
  )

/** An address of the web, or nothing: shown as a link, so that no other scheme may get in. */
export const webLink = ({ max }: { max: number }) =>
  v.pipe(
    freeText({ max }),
    v.check((value) => value === '' || /^https?:\/\/[^\s/]/iu.test(value), message('badLink')),
  )

/** Readable ids of reference data: official area codes, unit and category ids. */
export const codeId = v.pipe(
  v.string(message('badId')),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, message('badId')),
)

/** Ids made by clients: UUIDv7 in lower case (RFC 9562). */
export const uuid = v.pipe(
  v.string(message('badId')),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, message('badId')),
)

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** A calendar date `YYYY-MM-DD` in Asia/Shanghai that exists; years 1900–2199. */
export const calendarDate = v.pipe(
  v.string(message('badDate')),
  v.check((value) => {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
    if (!match) return false
    const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
    return (
      year >= 1900 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
    )
  }, message('badDate')),
)

/** A month `YYYY-MM` in Asia/Shanghai; years 2000–2199. */
export const calendarMonth = v.pipe(
  v.string(message('badDate')),
  v.regex(/^(20|21)\d\d-(0[1-9]|1[0-2])$/, message('badDate')),
)

/** Time of day `HH:MM`, 24 hours, Asia/Shanghai. */
export const clockTime = v.pipe(
  v.string(message('badTime')),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, message('badTime')),
)

export const integer = ({ min, max }: { min: number; max: number }) =>
  v.pipe(
    v.number(message('badNumber')),
    v.integer(message('badNumber')),
    v.minValue(min, message('outOfRange', { min, max })),
    v.maxValue(max, message('outOfRange', { min, max })),
  )

/** Milliseconds since 1970 UTC. Any finite value a clock could show: a phone years off must still be heard. */
export const instant = integer({ min: -8.64e15, max: 8.64e15 })

export const boolean = v.boolean(message('wrongType'))
export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  v.picklist(values, message('unknownChoice'))
export const literal = <const T extends string | number>(value: T) =>
  v.literal(value, message('unknownChoice'))

// Counted before the items are looked at: two million wrong items in one message would else be two million issues,
// measured at 1 GB and 4 s.
export const list = <S extends v.GenericSchema>(item: S, { max, min = 0 }: { max: number; min?: number }) =>
  v.pipe(
    v.array(v.unknown(), message('wrongType')),
    v.minLength(min, message('tooFew', { min })),
    v.maxLength(max, message('tooMany', { max })),
    v.array(item, message('wrongType')),
  )

/** A list of ids in which none stands twice. */
export const idList = <S extends v.GenericSchema<unknown, string>>(
  item: S,
  options: { max: number; min?: number },
) =>
  v.pipe(
    list(item, options),
    v.check((items) => new Set(items).size === items.length, message('duplicateItem')),
  )

export const optional = <S extends v.GenericSchema>(schema: S) => v.exactOptional(schema)
export const nullable = <S extends v.GenericSchema>(schema: S) => v.nullable(schema)
/** String-keyed map with at most `max` entries, counted first as in `list`. */
export const dictionary = <S extends v.GenericSchema>(value: S, { max }: { max: number }) =>
  v.pipe(
    v.record(v.string(), v.unknown(), message('wrongType')),
    v.check((entries) => Object.keys(entries).length <= max, message('tooMany', { max })),
    v.record(
      v.pipe(v.string(), v.maxLength(200, message('tooLong', { max: 200 }))),
      value,
      message('wrongType'),
    ),
  )
/** Any JSON value; used where the shape is judged later (a command's args, by the command's own schema). */
export const json = v.unknown()

/** One of several objects told apart by a literal field. */
export const variant = <K extends string, const O extends v.VariantOptions<K>>(key: K, options: O) =>
  v.variant(key, options, message('unknownChoice'))
