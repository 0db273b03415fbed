/** Ways to spoil a command's arguments. Each makes the command one that must be refused, and says with which codes. */
import type { RejectionCode } from '../../src/domain/command/rejection'
import type { Random } from '../../src/server/seed/random'
import { known, type Template } from './templates/template'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
type Path = readonly (string | number)[]

interface Spoiled {
  how: string
  args: Json
  codes: readonly RejectionCode[]
}

type Spoiler = (template: Template, args: Json, random: Random, newId: () => string) => Spoiled | undefined

/** Every value inside, with its path; the whole first. */
export function valuesOf(value: Json, path: Path = []): { path: Path; value: Json }[] {
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => valuesOf(item, [...path, index]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, item]) => valuesOf(item, [...path, key]))
      : []
  return [{ path, value }, ...inner]
}

/** A copy with another value at the path; `undefined` takes the key away. */
export function replaceAt(value: Json, [key, ...rest]: Path, replacement: Json | undefined): Json {
  if (key === undefined) return replacement ?? null
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => {
      if (index !== key) return [item]
      if (rest.length === 0 && replacement === undefined) return []
      return [replaceAt(item, rest, replacement)]
    })
  }
  const copy = { ...(value as { [key: string]: Json }) }
  if (rest.length === 0 && replacement === undefined) delete copy[key]
  else copy[key] = replaceAt(copy[key] ?? null, rest, replacement)
  return copy
}

const textOf = (path: Path): string => path.join('.')

/** Longer than any text may be. */
const overLong = (random: Random): string => '长'.repeat(random.int(4_001, 9_000))
const brokenTexts = ['a\u0000b', '\ud800', 'x\udfffy', '\u0007', '\u001b[2J']
const wrongTypes: readonly Json[] = [{ x: 1 }, [[1]], { then: null }, [{}, {}]]

const structural =
  (
    make: (strings: { path: Path; value: Json }, random: Random) => [string, Json] | undefined,
    pick: (value: Json) => boolean,
  ): Spoiler =>
  (_template, args, random) => {
    const candidates = valuesOf(args).filter(({ value }) => pick(value))
    if (candidates.length === 0) return undefined
    const chosen = random.pick(candidates)
    const made = make(chosen, random)
    if (!made) return undefined
    const [how, replacement] = made
    return {
      how: `${how} at ${textOf(chosen.path)}`,
      args: replaceAt(args, chosen.path, replacement),
      codes: ['invalidArgs'],
    }
  }

const isText = (value: Json): boolean => typeof value === 'string'
const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Replaces the values of one key, wherever it stands. */
const byKey =
  (
    keys: readonly string[],
    how: string,
    make: (newId: () => string, random: Random) => Json,
    codes: readonly RejectionCode[],
  ): Spoiler =>
  (template, args, random, newId) => {
    const found = valuesOf(args).filter(
      ({ path, value }) => keys.includes(String(path.at(-1))) && value !== null,
    )
    // An id that the command is about to give is not foreign.
    const refs = found.filter(({ path }) => !isFresh(template, path))
    if (refs.length === 0) return undefined
    const { path } = random.pick(refs)
    return { how: `${how} at ${textOf(path)}`, args: replaceAt(args, path, make(newId, random)), codes }
  }

const freshIds: Record<string, readonly string[]> = {
  'subject.create': ['subjectId', 'id'],
  'visit.record': ['visitId'],
  'issue.register': ['issueId'],
  'pairing.start': ['pairingId'],
  'category.create': ['categoryId'],
  'unit.create': ['unitId'],
  'campaign.create': ['campaignId'],
}
const isFresh = ({ request }: Template, path: Path): boolean =>
  freshIds[request.name]?.includes(String(path.at(-1))) ?? false

const only =
  (names: readonly string[], spoiler: Spoiler): Spoiler =>
  (template, ...rest) =>
    names.includes(template.request.name) ? spoiler(template, ...rest) : undefined

/** Of a row that the command itself changes, absent and forbidden answer alike. */
const except =
  (names: readonly string[], spoiler: Spoiler): Spoiler =>
  (template, ...rest) =>
    names.includes(template.request.name) ? undefined : spoiler(template, ...rest)

/** The example number of the standard that defines them (GB 11643). */
const identityNumber = '11010519491231002X'

export const spoilers: Record<string, Spoiler> = {
  overLongText: structural((_value, random) => ['a text too long', overLong(random)], isText),
  brokenText: structural((_value, random) => ['broken characters', random.pick(brokenTexts)], isText),
  wrongType: structural(
    ({ path }, random) => (path.length === 0 ? undefined : ['a wrong type', random.pick(wrongTypes)]),
    (value) => !isObject(value) && !Array.isArray(value),
  ),
  numberForText: structural(() => ['a number', 5], isText),
  wholeOfWrongType: (_template, _args, random) => {
    const args = random.pick<Json>([null, 'x', 7, true, [], [1]])
    return { how: 'args of a wrong type', args, codes: ['invalidArgs'] }
  },
  hugeNumber: structural(
    (_value, random) => ['a number out of range', random.pick([1e21, -1, 1.5, -9e15, 2 ** 53])],
    (value) => typeof value === 'number',
  ),
  missing: (template, args, random) => {
    const candidates = valuesOf(args).filter(
      ({ path }) => typeof path.at(-1) === 'string' && !template.optional.includes(textOf(path)),
    )
    const { path } = random.pick(candidates)
    return {
      how: `nothing at ${textOf(path)}`,
      args: replaceAt(args, path, undefined),
      codes: ['invalidArgs'],
    }
  },
  extra: (_template, args, random) => {
    const { path } = random.pick(valuesOf(args).filter(({ value }) => isObject(value)))
    const key = random.pick([
      'isAdmin',
      'tenantId',
      'constructor',
      'prototype',
      'toString',
      'state',
      'number',
      'pairedWith',
      '民',
    ])
    return {
      how: `an extra ${key} at ${textOf(path)}`,
      args: replaceAt(args, [...path, key], { x: 1 }),
      codes: ['invalidArgs'],
    }
  },
  deep: structural(() => {
    let value: Json = 'x'
    for (let level = 0; level < 40; level++) value = level % 2 === 0 ? [value] : { x: value }
    return ['forty levels', value]
  }, isText),
  futureDate: byKey(
    ['happenedOn', 'raisedOn'],
    'a date after today',
    (_newId, random) => random.pick(['2026-06-15', '2027-01-01', '2199-12-31']),
    ['dateInFuture', 'endBeforeStart'],
  ),
  impossibleDate: byKey(
    ['happenedOn', 'raisedOn', 'endedOn', 'since'],
    'no date',
    (_newId, random) =>
      random.pick([
        '2026-02-30',
        '2026-13-01',
        '0000-00-00',
        '2026-6-1',
        '20260613',
        '昨天',
        '2026-06-13T00:00:00Z',
      ]),
    ['invalidArgs'],
  ),
  impossibleTime: byKey(
    ['startTime', 'endTime'],
    'no time',
    (_newId, random) => random.pick(['24:00', '9:00', '12:60', '12:00:00', '上午']),
    ['invalidArgs'],
  ),
  endTimeFirst: only(
    ['visit.record'],
    byKey(['endTime'], 'an end before the start', () => '07:00', ['endBeforeStart']),
  ),
  endDayFirst: only(
    ['visit.record'],
    byKey(['endedOn'], 'an end before the start', () => '2026-05-01', ['endBeforeStart']),
  ),
  unknownCategory: except(
    ['category.edit', 'category.setActive'],
    byKey(
      ['categoryId'],
      'a category nobody knows',
      (_newId, random) => random.pick(['cat-nothing', 'unit-office', '42']),
      ['unknownCategory'],
    ),
  ),
  notId: byKey(
    [
      'subjectId',
      'visitId',
      'issueId',
      'personId',
      'pairingId',
      'categoryId',
      'areaId',
      'campaignId',
      'unitId',
      'parentId',
    ],
    'no id',
    (_newId, random) =>
      random.pick(["1' or '1'='1", '../../etc/passwd', '', ' ', '<script>', 'ID WITH SPACE', '%00']),
    ['invalidArgs'],
  ),
  foreignId: only(
    [
      'subject.edit',
      'subject.move',
      'visit.record',
      'visit.amend',
      'visit.withdraw',
      'issue.register',
      'issue.resolveOnSite',
      'issue.resubmit',
      'issue.accept',
      'issue.sendBack',
      'issue.decline',
      'pairing.start',
      'pairing.end',
      'person.edit',
      'person.setRoles',
      'person.move',
      'person.setActive',
    ],
    byKey(
      ['subjectId', 'visitId', 'issueId', 'personId', 'pairingId'],
      'an id of nothing here',
      (newId) => newId(),
      ['notPermitted', 'unknownPerson'],
    ),
  ),
  unknownArea: only(
    ['subject.create', 'subject.move', 'visit.record'],
    byKey(['areaId'], 'an area that is not here', () => '429999999999', ['unknownArea', 'notPermitted']),
  ),
  unknownVisitor: only(['visit.record'], (_template, args, _random, newId) => ({
    how: 'a visitor nobody knows',
    args: replaceAt(args, ['visitorIds', 0], newId()),
    codes: ['unknownPerson'],
  })),
  twoAlike: only(['visit.record'], (_template, args) => {
    const [visitor = ''] = (args as { visitorIds: string[] }).visitorIds
    return {
      how: 'one visitor twice',
      args: replaceAt(args, ['visitorIds'], [visitor, visitor]),
      codes: ['invalidArgs'],
    }
  }),
  tooMany: only(['visit.record'], (_template, args, _random, newId) => ({
    how: 'three hundred visitors',
    args: replaceAt(args, ['visitorIds'], Array.from({ length: 300 }, newId)),
    codes: ['invalidArgs'],
  })),
  unknownCareGroup: only(['subject.create'], (_template, args) => ({
    how: 'a care group nobody knows',
    args: replaceAt(args, ['care', 'groups', 0], 'care-nothing'),
    codes: ['unknownCareGroup'],
  })),
  identityNumber: only(
    [
      'subject.create',
      'subject.edit',
      'visit.record',
      'visit.amend',
      'issue.register',
      'issue.resolveOnSite',
      'issue.resubmit',
    ],
    byKey(
      ['narrative', 'words', 'notes', 'measure', 'reply'],
      'an identity number',
      () => `证号${identityNumber}，请记下`,
      ['identityNumber'],
    ),
  ),
  notUrgent: only(['issue.register'], (_template, args) => ({
    how: 'urgent, of a kind that cannot be',
    args: replaceAt(args, ['urgent'], true),
    codes: ['notUrgentKind'],
  })),
  wrongKind: only(['visit.record'], (_template, args) => {
    const { kind } = (args as { details: { kind: string } }).details
    if (kind !== 'household') return undefined
    return {
      how: 'a household visit to an enterprise',
      args: replaceAt(args, ['details', 'subjectId'], known.enterprise),
      codes: ['kindMismatch'],
    }
  }),
  usedId: only(
    Object.keys({ 'visit.record': 1, 'issue.register': 1, 'subject.create': 1, 'pairing.start': 1 }),
    (template, args) => {
      const [key, id] = {
        'visit.record': ['visitId', known.visit],
        'issue.register': ['issueId', known.reported],
        'subject.create': ['subjectId', known.household],
        'pairing.start': ['pairingId', known.pairing],
      }[template.request.name as 'visit.record'] as [string, string]
      return { how: 'an id that is taken', args: replaceAt(args, [key], id), codes: ['alreadyExists'] }
    },
  ),
}
