import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/server/config'
import { DEMO_PASSWORD, demoLogins } from '../../src/server/seed/people'
import { issueStatesFile, issueStatesPage } from '../support/diagram'

/** Prose drifts: what it says about the code is compared with the code. */
const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const filesUnder = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => join(folder, path))

const readmes = ['README.md', 'README.zh-CN.md']
const specFile = 'src/sync/SPEC.md'
const pages = [...readmes, 'SECURITY.md', specFile, ...filesUnder('docs', /\.md$/)]
const prose = [...pages, ...filesUnder('deploy', /\.(service|conf)$/)]
const commands = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts
const scripts = Object.keys(commands)

describe('pages made from the code', () => {
  test('docs/issue-states.md is what tests/support/diagram.ts writes', () => {
    expect(readFileSync(issueStatesFile, 'utf8')).toBe(issueStatesPage())
  })
})

describe.each(readmes)('%s', (readme) => {
  const text = read(readme)

  test('it names every setting that the server reads, with the default that holds', () => {
    const asked = settingsRead()
    expect(asked).toContain('PORT')
    const rows = rowsOf(text).filter(([name]) => asked.includes(name ?? ''))
    expect(rows.map(([name]) => name).sort()).toEqual([...asked].sort())
    // A default in code quotes is a value; anything else says in words that there is none.
    const defaults = rows.flatMap(([name = '', value = '']) =>
      value.startsWith('`') ? [[name, value.replaceAll('`', '')] as const] : [],
    )
    expect(defaults.length).toBeGreaterThan(3)
    expect(readConfig(Object.fromEntries<string | undefined>(defaults))).toEqual(readConfig({}))
  })

  test('it names every setting of the build and of the tests', () => {
    const ofBuild = namesIn(filesUnder('src/app', /\.ts$/), /\bVITE_[A-Z_]+/g)
    const ofTests = namesIn(filesUnder('tests', /\.ts$/), /(?<=process\.env\[')(?:MINQING|CHROMIUM)_[A-Z_]+/g)
    // The version comes from package.json by itself.
    const wanted = [...ofBuild, ...ofTests].filter((name) => name !== 'VITE_APP_VERSION')
    expect(wanted.length).toBeGreaterThan(4)
    expect(wanted.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })

  test('it names every script', () => {
    expect(scripts.filter((script) => !scriptsNamedIn(text).includes(script))).toEqual([])
  })

  test('it names every option of its scripts', () => {
    const options = optionsOfScripts()
    expect(options.length).toBeGreaterThan(4)
    expect(options.filter((option) => !text.includes(option))).toEqual([])
  })

  test('it has every demo account and their password', () => {
    const logins = rowsOf(text).map(([login]) => login)
    expect(demoLogins.filter((login) => !logins.includes(login))).toEqual([])
    expect(text).toContain(`\`${DEMO_PASSWORD}\``)
  })
})

describe('all pages', () => {
  test('each script they name exists', () => {
    // The status page also names what is to come.
    const present = pages.filter((page) => page !== 'docs/status.md')
    const named = present.flatMap((page) => scriptsNamedIn(read(page)).map((script) => ({ page, script })))
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter(({ script }) => !scripts.includes(script))).toEqual([])
  })

  test('each file and picture they lead to exists', () => {
    const links = pages.flatMap((page) => linksOf(page))
    expect(links.length).toBeGreaterThan(20)
    expect(links.filter(({ target }) => !existsSync(join(root, target)))).toEqual([])
  })

  test('pictures are few, small, and all shown somewhere', () => {
    const pictures = filesUnder('docs', /\.(png|jpe?g|webp)$/)
    const shown = new Set(pages.flatMap((page) => linksOf(page)).map(({ target }) => target))
    expect(pictures.length).toBeGreaterThan(0)
    expect(pictures.length).toBeLessThanOrEqual(25)
    expect(pictures.filter((path) => statSync(join(root, path)).size > 80_000)).toEqual([])
    expect(pictures.filter((path) => !shown.has(path))).toEqual([])
  })

  test('each page that a comment cites exists, and has the place', () => {
    const cited = citations()
    expect(cited.filter(({ place }) => place !== '').length).toBeGreaterThan(20)
    expect(hasPlace(read('docs/domain.md'), '§99')).toBe(false)
    expect(
      cited.filter(({ page, place }) => !existsSync(join(root, page)) || !hasPlace(read(page), place)),
    ).toEqual([])
  })

  test('they name no path of the machine they were written on', () => {
    expect(machinePathsIn('see /home/somebody/x, `/root/y` and C:\\Users\\z')).toHaveLength(3)
    expect(prose.flatMap((path) => machinePathsIn(read(path)).map((found) => `${path}: ${found}`))).toEqual(
      [],
    )
  })
})

describe('rules of the protocol', () => {
  const rules = [...read(specFile).matchAll(/^- \*\*([A-Z]{2}\d+)\*\* /gm)].map(([, rule = '']) => rule)
  const cited = citedRules()

  test('their numbers are unique', () => {
    expect(rules.length).toBeGreaterThan(30)
    expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([])
  })

  test('each is named by a test', () => {
    expect(rules.filter((rule) => !cited.has(rule))).toEqual([])
  })

  test('each that a test names exists', () => {
    expect([...cited].filter(([rule]) => !rules.includes(rule))).toEqual([])
  })
})

/** Whatever `readConfig` asks the environment for. */
function settingsRead(): string[] {
  const asked = new Set<string>()
  const get = (_: object, name: string | symbol): undefined => void asked.add(String(name))
  readConfig(new Proxy({}, { get }))
  return [...asked]
}

/** Tables by row; the first cell without its code quotes. */
function rowsOf(markdown: string): string[][] {
  return markdown
    .split('\n')
    .filter((line) => /^\|.*\|$/.test(line) && !/^\|[-|]+$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
    .map(([name = '', ...cells]) => [name.replaceAll('`', ''), ...cells])
}

function namesIn(files: readonly string[], pattern: RegExp): string[] {
  return [...new Set(files.flatMap((file) => read(file).match(pattern) ?? []))]
}

/** `docs/domain.md §5`, `docs/incidents.md I02`: pages that code cites, with the place in them. */
function citations(): { file: string; page: string; place: string }[] {
  const code = [...filesUnder('src', /\.(ts|vue)$/), ...filesUnder('tests', /\.ts$/)]
  return code.flatMap((file) =>
    [...read(file).matchAll(/(?<![\w./-])([\w-]+(?:\/[\w-]+)*\.md)(?: (§\d+|I\d\d))?/g)].map(
      ([, page = '', place = '']) => ({ file, page, place }),
    ),
  )
}

const hasPlace = (page: string, place: string): boolean =>
  place === '' ||
  new RegExp(place.startsWith('§') ? `^## ${place.slice(1)}\\.` : `^\\| ${place} `, 'm').test(page)

/** `npm run x`, and `npm start` and `npm test`, which need no `run`. */
function scriptsNamedIn(text: string): string[] {
  return [...text.matchAll(/\bnpm (?:run ([a-z][a-z0-9:]*)|(start|test)\b)/g)].map(
    ([, run, short]) => run ?? short ?? '',
  )
}

/** `--x` in what each script's own file says of its call. */
function optionsOfScripts(): string[] {
  return Object.entries(commands).flatMap(([script, command]) => {
    const file = /\S+\.ts$/.exec(command)?.[0]
    const calls = file ? (read(file).match(new RegExp(`npm run ${script} -- .*`, 'g')) ?? []) : []
    return [...new Set(calls.flatMap((call) => call.match(/--[a-z]+/g) ?? []))]
  })
}

/** Links within the repository, as paths from its root. */
function linksOf(page: string): { page: string; target: string }[] {
  const text = read(page)
  const found = [...text.matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)].map(
    ([, link, image]) => link ?? image ?? '',
  )
  return found
    .filter((target) => !/^(https?:|#)/.test(target))
    .map((target) => ({ page, target: normalize(join(dirname(page), target.replace(/#.*/, ''))) }))
}

/** Homes and scratch folders; what a deployment uses (/opt, /etc, /var/lib) is meant. */
function machinePathsIn(text: string): string[] {
  return (
    text.match(
      /(?<![\w.~-])\/(?:home|root|tmp|work|workspace|Users|builds|mnt)\/[^\s)`"']*|[A-Z]:\\[^\s)`"']+/g,
    ) ?? []
  )
}

/** Rule numbers in the texts of tests, their names first of all; with the file, for whoever has to look. */
function citedRules(): Map<string, string> {
  const found = new Map<string, string>()
  for (const file of filesUnder('tests', /\.ts$/)) {
    if (file.endsWith('unit/docs.test.ts')) continue
    const visit = (node: ts.Node): void => {
      if (
        ts.isStringLiteralLike(node) ||
        ts.isTemplateHead(node) ||
        ts.isTemplateMiddleOrTemplateTail(node)
      ) {
        for (const [rule] of node.text.matchAll(/\b(?:OB|JU|PL|BL|CO)\d+\b/g)) found.set(rule, file)
      }
      ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest))
  }
  return found
}
