import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { parse } from 'vue/compiler-sfc'

/** Which rooms a room may look into; `packages` says whether it may use anything from node_modules or Node. */
const rooms: Record<string, { sees: string[]; packages: 'none' | 'browser' | 'node' }> = {
  domain: { sees: ['domain'], packages: 'none' },
  sync: { sees: ['sync', 'domain'], packages: 'none' },
  app: { sees: ['app', 'sync', 'domain'], packages: 'browser' },
  server: { sees: ['server', 'sync', 'domain'], packages: 'node' },
}

/** The one door to the schema library. */
const schemaDoor = 'domain/schema.ts'

interface SourceFile {
  /** Below src, with forward slashes. */
  path: string
  text: string
}

describe('rooms', () => {
  const sources = readSources()

  test('every import in src goes in the allowed direction', () => {
    // A reader that finds nothing would pass for ever.
    expect(sources.length).toBeGreaterThan(10)
    expect(sources.filter(({ text }) => text.includes('import ')).length).toBeGreaterThan(10)
    expect(sources.flatMap(wrongArrows)).toEqual([])
  }, 60_000) // it parses all of src

  test.each([
    ['import', `import { a } from '../server/a'`],
    ['import type', `import type { A } from '../server/a'`],
    ['side effect', `import '../server/a'`],
    ['export from', `export { a } from '../server/a'`],
    ['export all', `export * from '../server/a'`],
    ['dynamic import', `const a = () => import('../server/a')`],
    ['import in a type', `type A = import('../server/a').A`],
    ['address of a worker', `new Worker(new URL('../server/a.ts', import.meta.url))`],
  ])('an app file that reaches into the server is named with its arrow: %s', (_form, text) => {
    expect(wrongArrows({ path: 'app/x.ts', text })).toEqual([
      expect.stringContaining('app/x.ts: app → server'),
    ])
  })

  test('the address of a folder is no import', () => {
    expect(wrongArrows({ path: 'server/x.ts', text: `new URL('../../', import.meta.url)` })).toEqual([])
  })

  test('both scripts of a Vue file are read', () => {
    const text = `<script lang="ts">import '../server/a'</script>
      <script setup lang="ts">import b from '../server/b'</script>
      <template><p /></template>`
    expect(wrongArrows({ path: 'app/X.vue', text })).toHaveLength(2)
  })

  test.each([
    ['server/x.ts', `import '../app/a'`, 'server → app'],
    ['domain/x.ts', `import '../sync/a'`, 'domain → sync'],
    ['sync/x.ts', `import '../app/a'`, 'sync → app'],
    ['domain/x.ts', `import 'node:fs'`, 'domain → node:fs'],
    ['sync/x.ts', `import 'hono'`, 'sync → hono'],
    ['app/x.ts', `import 'node:fs'`, 'app → node:fs'],
    ['domain/x.ts', `import * as v from 'valibot'`, 'domain → valibot'],
    ['server/x.ts', `import * as v from 'valibot'`, 'server → valibot'],
    ['server/x.ts', `import '../../tests/support/x'`, 'server → outside src'],
    ['loose.ts', '', 'lies in no room'],
  ])('in %s, `%s` is refused as %s', (path, text, arrow) => {
    expect(wrongArrows({ path, text })).toEqual([expect.stringContaining(arrow)])
  })

  test('the schema door may import the schema library', () => {
    expect(wrongArrows({ path: schemaDoor, text: `import * as v from 'valibot'` })).toEqual([])
  })
})

/** One line per import that goes the wrong way: file, arrow, what was written. */
function wrongArrows(file: SourceFile): string[] {
  const from = file.path.split('/')[0] ?? ''
  const room = rooms[from]
  if (!room) return [`${file.path} lies in no room (${Object.keys(rooms).join(', ')})`]
  return importsOf(file).flatMap((specifier) => {
    const wrong = (to: string) => [`${file.path}: ${from} → ${to} (imports '${specifier}')`]
    if (specifier.startsWith('.')) {
      const target = posix.join(posix.dirname(file.path), specifier)
      if (target.startsWith('..')) return wrong('outside src')
      const to = target.split('/')[0] ?? ''
      return room.sees.includes(to) ? [] : wrong(to)
    }
    if (specifier === 'valibot') return file.path === schemaDoor ? [] : wrong(specifier)
    if (room.packages === 'none') return wrong(specifier)
    return room.packages === 'browser' && specifier.startsWith('node:') ? wrong(specifier) : []
  })
}

/** What a file imports, as written: static, dynamic, re-exported, in types, and addresses relative to the module. */
function importsOf({ path, text }: SourceFile): string[] {
  const found: string[] = []
  for (const script of path.endsWith('.vue') ? scriptsOf(text) : [text]) {
    const visit = (node: ts.Node): void => {
      const specifier = specifierOf(node)
      if (specifier && ts.isStringLiteralLike(specifier)) found.push(specifier.text)
      ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile(path, script, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS))
  }
  return found
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0]
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL') {
    const [address, base] = node.arguments ?? []
    const isRelative = base && ts.isPropertyAccessExpression(base) && ts.isMetaProperty(base.expression)
    // The address of a folder or a data file brings no code along.
    return isRelative && address && /\.[jt]s$/.test(textOf(address)) ? address : undefined
  }
  return undefined
}

function textOf(node: ts.Node): string {
  return ts.isStringLiteralLike(node) ? node.text : ''
}

function scriptsOf(text: string): string[] {
  const { descriptor } = parse(text, { ignoreEmpty: false })
  return [descriptor.script?.content, descriptor.scriptSetup?.content].filter(
    (script) => script !== undefined,
  )
}

function readSources(): SourceFile[] {
  const src = fileURLToPath(new URL('../../src', import.meta.url))
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|vue)$/.test(path))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(src, path), 'utf8') }))
}
