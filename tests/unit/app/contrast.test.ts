import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/*
 * Contrast of the design tokens (WCAG 2.2: 1.4.3 text 4.5:1, 1.4.11 controls 3:1), computed from the token file itself.
 * The lists below say which colour stands on which ground; the last test refuses a colour that the components use
 * and the lists forget.
 */

const appDir = fileURLToPath(new URL('../../../src/app', import.meta.url))
const tokensCss = readFileSync(join(appDir, 'styles/tokens.css'), 'utf8')

const tones = ['neutral', 'info', 'wait', 'ok', 'warn', 'bad'] as const

/** [text, ground]: text that people read. */
const textPairs: readonly (readonly [string, string])[] = [
  ...['ink', 'ink-soft', 'brand-ink', 'bad-ink'].flatMap((text) =>
    ['paper', 'paper-deep', 'surface', 'surface-pressed', 'brand-wash'].map(
      (ground) => [text, ground] as const,
    ),
  ),
  ...['ok-ink', 'info-ink', 'neutral-ink', 'wait-ink'].flatMap((text) =>
    ['paper', 'surface'].map((ground) => [text, ground] as const),
  ),
  ...tones.map((tone) => [`${tone}-ink`, `${tone}-bg`] as const),
  ...['neutral', 'info', 'wait', 'ok', 'bad'].map((tone) => ['ink', `${tone}-bg`] as const),
  ['brand-on', 'brand'],
  ['brand-on', 'brand-pressed'],
  ['cover-ink', 'cover'],
  ['cover-ink', 'cover-deep'],
  ['cover-soft', 'cover'],
  ['cover-soft', 'cover-deep'],
  ['paper', 'ink'],
]

/** [edge or icon, ground]: what tells a control from its surroundings. */
const controlPairs: readonly (readonly [string, string])[] = [
  ...['edge', 'focus', 'brand-ink'].flatMap((edge) =>
    ['paper', 'paper-deep', 'surface'].map((ground) => [edge, ground] as const),
  ),
  ...tones.map((tone) => [`${tone}-edge`, `${tone}-bg`] as const).filter(([edge]) => edge !== 'warn-edge'),
  ['off', 'paper'],
  ['off', 'surface'],
  ['warn-edge', 'wait-bg'],
  ['warn-edge', 'paper'],
  ['bad-edge', 'surface'],
  ['bad-edge', 'paper'],
  ['ok-edge', 'surface'],
  ['cover-ink', 'cover-deep'],
]

/** Colours that only decorate: rules between rows, the stitch on the cover, veils. */
const decorative = new Set(['line', 'scrim', 'cover-stitch'])

type Rgb = readonly [number, number, number]

function block(css: string, opening: RegExp): string {
  const start = css.search(opening)
  if (start < 0) throw new Error(`no block ${String(opening)} in tokens.css`)
  const from = css.indexOf('{', start)
  return css.slice(from + 1, css.indexOf('}', from))
}

function declarations(body: string): Map<string, string> {
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  )
}

const light = declarations(block(tokensCss, /:root \{\s*color-scheme: light/))
const dark = declarations(block(tokensCss, /\[data-theme='dark'\] \{/))
const sun = declarations(block(tokensCss, /\[data-theme='sun'\] \{/))
const darkBySystem = declarations(block(tokensCss, /:root:not\(\[data-theme\]\) \{/))

function colour(theme: Map<string, string>, name: string): Rgb {
  const value = theme.get(`c-${name}`)
  const hex = value?.match(/^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i)
  if (!hex) throw new Error(`--c-${name} is not a six-digit colour: ${value ?? 'missing'}`)
  return [parseInt(hex[1] ?? '', 16), parseInt(hex[2] ?? '', 16), parseInt(hex[3] ?? '', 16)]
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function filesBelow(dir: string, ends: RegExp): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name)
    return entry.isDirectory() ? filesBelow(path, ends) : ends.test(entry.name) ? [path] : []
  })
}

test('the formula gives 21:1 for black on white', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5)
})

describe.each([
  ['light', light],
  ['sun', sun],
  ['dark', dark],
])('%s theme', (_name, theme) => {
  test.each(textPairs)('text %s on %s reaches 4.5:1', (text, ground) => {
    expect(contrast(colour(theme, text), colour(theme, ground))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(controlPairs)('control %s on %s reaches 3:1', (edge, ground) => {
    expect(contrast(colour(theme, edge), colour(theme, ground))).toBeGreaterThanOrEqual(3)
  })
})

test('body and meta text reach 7:1 on paper and cards in the light theme, for use in sunlight', () => {
  for (const text of ['ink', 'ink-soft']) {
    for (const ground of ['paper', 'surface']) {
      expect(
        contrast(colour(light, text), colour(light, ground)),
        `${text} on ${ground}`,
      ).toBeGreaterThanOrEqual(7)
    }
  }
})

test('the sun theme stands on pure white, and reaches 7:1 for every text and 4.5:1 for every edge', () => {
  for (const ground of ['paper', 'paper-deep', 'surface'])
    expect(sun.get(`c-${ground}`), ground).toBe('#ffffff')
  const reaches = (pairs: readonly (readonly [string, string])[], least: number): void => {
    for (const [front, ground] of pairs) {
      expect(
        contrast(colour(sun, front), colour(sun, ground)),
        `${front} on ${ground}`,
      ).toBeGreaterThanOrEqual(least)
    }
  }
  reaches(textPairs, 7)
  reaches(controlPairs, 4.5)
  // Rules between rows only decorate in the other themes; here they are what holds a card together.
  reaches([['line', 'paper']], 4.5)
})

test('the dark theme is the same whether chosen by hand or by the system, and each theme names every light colour', () => {
  expect(Object.fromEntries(darkBySystem)).toEqual(Object.fromEntries(dark))
  const colours = (theme: Map<string, string>): string[] =>
    [...theme.keys()].filter((key) => key.startsWith('c-')).sort()
  expect(colours(dark)).toEqual(colours(light))
  expect(colours(sun)).toEqual(colours(light))
})

test('the body text is at least 17 px in 标准 and grows with each of the three sizes', () => {
  const sizes = [...tokensCss.matchAll(/--root-size:\s*([\d.]+)%/g)].map((match) => Number(match[1]) * 0.16)
  expect(sizes).toHaveLength(3)
  expect(sizes[0]).toBeGreaterThanOrEqual(17)
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b))
  expect(new Set(sizes).size).toBe(3)
})

test('every colour that a stylesheet or component uses is defined, and stands in a pair or is decorative', () => {
  const paired = new Set([...textPairs, ...controlPairs].flat())
  const used = new Map<string, string>()
  for (const file of filesBelow(appDir, /\.(css|vue)$/)) {
    for (const match of readFileSync(file, 'utf8').matchAll(/var\(--c-([\w-]+)/g))
      used.set(match[1] ?? '', file)
  }
  expect(used.size).toBeGreaterThan(10)
  for (const [name, file] of used) {
    expect(light.has(`c-${name}`), `--c-${name} in ${file} is not a token`).toBe(true)
    expect(paired.has(name) || decorative.has(name), `--c-${name} in ${file} stands in no checked pair`).toBe(
      true,
    )
  }
})

test('components take their colours from tokens, not from literals', () => {
  const literal = /(?:#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\()/i
  for (const file of filesBelow(join(appDir, 'components'), /\.vue$/)) {
    const styles = [...readFileSync(file, 'utf8').matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(
      (match) => match[1],
    )
    expect(styles.join('\n'), file).not.toMatch(literal)
  }
})
