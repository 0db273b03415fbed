/**
 * What the product must never become (docs/domain.md §5), as far as its own declarations show it: arguments, rows,
 * routes, texts, rights, powers asked of the browser. Each check also proves that it looks at something.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { routes } from '../../src/app/router'
import { en } from '../../src/app/locales/en'
import { allZh } from '../support/texts'
import { accessTable } from '../../src/domain/access/may'
import { grantsOf } from '../../src/domain/access/scopes'
import { commandDefinitions, type CommandRequest } from '../../src/domain/command/registry'
import { rowKinds } from '../../src/domain/rows'
import { parse } from '../../src/domain/schema'
import { roles } from '../../src/domain/zone/rows'
import { endpoints } from '../../src/server/http/app'
import { id } from '../fixtures/ids'
import { codeOf, Rows, tryCommand } from '../fixtures/judge'
import {
  makeActor,
  makePairing,
  makeSubject,
  makeZoneRows,
  otherVillage,
  persons,
  row,
  today,
  village,
} from '../fixtures/rows'
import { argumentsOf, type Argument } from '../support/argumentsOf'

/** Pictures, whereabouts and time spent; words as camel case divides a name. */
const proving =
  wordSet(`photo photos picture pictures image images camera selfie face video attachment attachments
  place places location locations position latitude longitude lat lng gps geo coordinates track tracks trace route
  distance steps time times duration seconds minutes hours online stayed checkin checkout clockin clockout punch
  attendance`)
/** Figures about a person instead of a matter. */
const grading =
  wordSet(`score scores point points rank ranks ranking leaderboard rating grade medal streak kpi quota
  usage stats statistics`)

describe('what people are asked for', () => {
  const asked = Object.entries(commandDefinitions).flatMap(([name, { args }]) => argumentsOf(args, name))

  test('no argument of a command asks for a picture, a place, a track or time spent that may not stay empty', () => {
    const found = asked.filter(({ path }) => named(proving, path))
    expect(found.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['visit.record.place', 'visit.record.startTime', 'visit.record.endTime']),
    )
    expect(found.filter((argument) => !mayStayEmpty(argument)).map(({ path }) => path)).toEqual([])
  })

  test('no text of a command takes a full identity-card number (the standard’s own example)', () => {
    const takes = ({ schema }: Argument, words: string) =>
      [words, [words]].some((value) => parse(schema, value).ok)
    const texts = asked.filter((argument) => takes(argument, '路灯不亮'))
    expect(texts.length).toBeGreaterThan(30)
    expect(
      texts.filter((argument) => takes(argument, '号11010519491231002X')).map(({ path }) => path),
    ).toEqual([])
  })

  test('no argument of a command gives anybody a score', () => {
    expect(asked.length).toBeGreaterThan(80)
    expect(asked.filter(({ path }) => named(grading, path)).map(({ path }) => path)).toEqual([])
  })

  test.each([
    ['household', { kind: 'household', subjectId: id(20) }],
    ['enterprise', { kind: 'enterprise', subjectId: id(21) }],
    ['meeting', { kind: 'meeting', areaId: village, participants: 12 }],
    ['stay', { kind: 'stay', areaId: village, endedOn: today }],
    ['talk', { kind: 'talk', areaId: village, topic: '医保', villagesReached: 1, householdsReached: 9 }],
  ] as const)('a %s visit without place, times and any word about it is a full visit', (_kind, details) => {
    const rows = new Rows([...makeZoneRows(), row('subject', id(21), makeSubject({ kind: 'enterprise' }))])
    expect(codeOf(tryCommand(visitRequest({ details, narrative: '' }), rows))).toBe('accept')
  })
})

describe('what is kept', () => {
  const fields = rowFields()

  test('no field of a row is a picture, a place, a track or time spent that may not stay empty', () => {
    const found = fields.filter(({ name }) => named(proving, name))
    expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(['place', 'startTime', 'endTime']))
    expect(found.filter(({ type }) => !/null|^string$|\[\]$|\?/.test(type))).toEqual([])
  })

  test('no row counts or grades a person', () => {
    expect(fields.length).toBeGreaterThan(80)
    expect([...fields.map(({ name }) => name), ...rowKinds].filter((name) => named(grading, name))).toEqual(
      [],
    )
    const ofPerson = fields.filter(({ owner }) => owner === 'Person')
    expect(ofPerson.map(({ name }) => name)).toContain('roles')
    expect(ofPerson.filter(({ type }) => /number/.test(type))).toEqual([])
  })
})

describe('who may see what', () => {
  test('rights are commands about matters: there is none to read figures of people', () => {
    const rights = Object.keys(accessTable)
    // Parts of `subject.edit` and of an import, which gives commands; logins and devices, which lie outside of the rows.
    const parts = [
      'subject.editCare',
      'subject.editMembers',
      'register.import',
      'account.issueCode',
      'device.revoke',
    ]
    expect(rights.filter((right) => !parts.includes(right) && !(right in commandDefinitions))).toEqual([])
    expect(rights.filter((right) => named(grading, right))).toEqual([])
  })

  test.each(roles)(
    '%s holds matters by village and its own things, never what another person did',
    (role) => {
      const actor = makeActor({ roles: [role] })
      const granted = grantsOf(actor, [row('pairing', id(10), makePairing())], [village, otherVillage])
      expect(granted).toContain(`user:${actor.personId}`)
      const known =
        /^(tenant|office|assessor|publicity|discipline|admin|unit:.+|(area|contact|member|care):V\d)$/
      expect(granted.filter((scope) => scope !== `user:${actor.personId}` && !known.test(scope))).toEqual([])
    },
  )
})

describe('where one can go and what one can read', () => {
  const places = [
    ...routes.flatMap(({ path, name }) => [path, String(name)]),
    ...endpoints.map(({ path }) => path),
  ]
  const wayNames =
    /check-?in(?!g)|clock-?in|punch|leader-?board|rank|score|\bpoints?\b|attendance|online-?time|streak/i

  test('no page and no endpoint is for checking in, points or ranking', () => {
    expect(places).toEqual(expect.arrayContaining(['/visits/new', '/api/sync']))
    expect(places.filter((place) => wayNames.test(place))).toEqual([])
  })

  test('no text has a key for it', () => {
    const keys = [...leaves(allZh).keys()]
    expect(keys.length).toBeGreaterThan(500)
    expect(keys.filter((key) => wayNames.test(key))).toEqual([])
  })

  // Allowed: what the page 关于民情簿 says under 它不做什么, and what a list of devices is not for.
  test.each([
    [
      'zh-CN',
      allZh,
      /打卡|签到|签退|考勤|积分|排名|排行|得分|扣分|打分|评分|时长|轨迹|定位|位置/,
      /不/,
      ['admin.devices.why', 'settings.limits1', 'settings.limits2', 'settings.limits3'],
    ],
    [
      'en',
      en,
      /check(ing)?-?in\b|clock(ed|ing)?[- ](in|out)\b|punch|\bpoints?\b|\brank|\bscor|leader ?board|time spent|time online|attendance|marked down|\btrack(s|ed|ing)?\b|\blocations?\b/i,
      /\bno\b|\bnever\b/i,
      ['admin.devices.why', 'settings.limits1', 'settings.limits3'],
    ],
  ] as const)(
    '%s speaks of it only to say that it never happens',
    (_locale, texts, words, denial, allowed) => {
      const found = [...leaves(texts)].filter(([, text]) => words.test(text))
      expect(found.map(([key]) => key).sort()).toEqual([...allowed])
      expect(found.filter(([, text]) => !denial.test(text))).toEqual([])
    },
  )
})

test('the browser is asked for no whereabouts, camera or push', () => {
  const files = sourceFiles('src').filter((file) => /\.(ts|vue)$/.test(file))
  expect(files.length).toBeGreaterThan(200)
  const asks =
    /navigator\.geolocation|watchPosition|getUserMedia|mediaDevices|requestPermission|pushManager|IdleDetector/
  expect(files.filter((file) => asks.test(readFileSync(file, 'utf8')))).toEqual([])
})

test('nobody is pushed to install: the browser’s offer waits on the page of help for a press', () => {
  const files = sourceFiles('src').filter((file) => /\.(ts|vue)$/.test(file))
  const holding = (pattern: RegExp) => files.filter((file) => pattern.test(readFileSync(file, 'utf8')))
  const store = join('src', 'app', 'stores', 'install.ts')
  const page = join('src', 'app', 'pages', 'help', 'InstallPage.vue')
  expect(holding(/beforeinstallprompt/)).toEqual([store])
  expect(readFileSync(store, 'utf8')).toContain('event.preventDefault()')
  expect(holding(/\.prompt\(/)).toEqual([store])
  // One call, inside of the function that the button runs.
  expect(holding(/install\.install\(/)).toEqual([page])
  expect(readFileSync(page, 'utf8')).toMatch(/@click="accept"/)
})

function visitRequest(
  changes: Partial<Extract<CommandRequest, { name: 'visit.record' }>['args']>,
): CommandRequest {
  return {
    name: 'visit.record',
    args: {
      visitId: id(32),
      visitorIds: [persons.cadre],
      happenedOn: today,
      startTime: null,
      endTime: null,
      narrative: '拉家常',
      place: '',
      details: { kind: 'household', subjectId: id(20) },
      ...changes,
    },
  }
}

function mayStayEmpty({ isOptional, schema }: Argument): boolean {
  return isOptional || [null, '', []].some((nothing) => parse(schema, nothing).ok)
}

function named(words: ReadonlySet<string>, name: string): boolean {
  const last = name.split('.').at(-1) ?? ''
  const parts = last
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ')
  return [...parts, last.toLowerCase()].some((word) => words.has(word))
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/))
}

/** Every field of every interface that rows are made of. */
function rowFields(): { owner: string; name: string; type: string }[] {
  const files = sourceFiles('src/domain').filter((file) =>
    /(rows|event|honest|audience)\.ts$/.test(file.replaceAll('\\', '/')),
  )
  return files.flatMap((file) => {
    const found: { owner: string; name: string; type: string }[] = []
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
    const visit = (node: ts.Node, owner: string): void => {
      const within = ts.isInterfaceDeclaration(node) ? node.name.text : owner
      if (ts.isPropertySignature(node)) {
        const type = `${node.questionToken ? '?' : ''}${node.type?.getText() ?? ''}`
        found.push({ owner: within, name: node.name.getText(), type })
      }
      ts.forEachChild(node, (child) => visit(child, within))
    }
    visit(source, '')
    return found
  })
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function leaves(tree: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]: [string, unknown]): [string, string][] =>
      typeof value === 'string' ? [[path + key, value]] : [...leaves(value as object, `${path}${key}.`)],
    ),
  )
}
