/** What can be seen to be wrong with a screen without a person: looked for in the page itself, in a few milliseconds. */
import type { Page } from '@playwright/test'
import { stored } from '../../../src/app/locales/zh-CN/stored'
import type { DisplaySettings } from '../../../src/app/session/displaySettings'
import { categories } from '../../../src/server/seed/campaign'
import { texts } from './scene'

/** Nothing to press is smaller (styles/tokens.css); half a pixel is rounding. */
const leastTarget = 47.5

/**
 * What the demo zone's rows say, whatever the language of the page: its categories, phrases pressed into a text, and the
 * headings of the file that is imported.
 */
const ofRows = new Set([...categories.map(({ name }) => name), ...leavesOf(stored), '电话'])

/** Words of the other language that this one does not use itself: on the page they were forgotten. */
function foreignTo(locale: DisplaySettings['locale']): string[] {
  const own = new Set(leavesOf(texts[locale]))
  const other = leavesOf(texts[locale] === texts.en ? texts['zh-CN'] : texts.en)
  return other.filter((text) => !own.has(text) && !ofRows.has(text) && !text.includes('{'))
}

function leavesOf(tree: object): string[] {
  return Object.values(tree).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? leavesOf(value) : [],
  )
}

const sections = Object.keys(texts['zh-CN'])

/**
 * Sideways scrolling of the page, text that is cut off or sticks out of its box, targets below 48 px (links inside
 * running text excepted, as in WCAG 2.5.8), untranslated keys and words of the other language. With a dialog open
 * only that is looked at: what lies behind it can't be reached.
 */
export function faultsOf(page: Page, locale: DisplaySettings['locale']): Promise<string[]> {
  return page.evaluate(findFaults, { leastTarget, foreign: foreignTo(locale), sections, locale })
}

interface Given {
  leastTarget: number
  foreign: readonly string[]
  sections: readonly string[]
  locale: string
}

/* Runs in the page, so it can use nothing from outside. */
function findFaults({ leastTarget, foreign, sections, locale }: Given): string[] {
  const root = document.querySelector('dialog[open]') ?? document.body
  const found = new Set<string>()
  const forgotten = new Set(foreign)
  const key = new RegExp(`^(${sections.join('|')})(\\.[\\w-]+)+$`)
  const nameOf = (element: Element): string => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '')
      .trim()
      .replace(/\s+/g, ' ')
    return `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> “${words.slice(0, 40)}”`
  }

  const html = document.documentElement
  // A document such as a notice, or a page for residents, keeps its language, and says so.
  const isOfOtherLanguage = (element: Element): boolean =>
    element.closest<HTMLElement>('[lang]')?.lang !== locale
  if (html.scrollWidth > html.clientWidth)
    found.add(`the page scrolls sideways: ${html.scrollWidth} px in ${html.clientWidth}`)

  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = (node.nodeValue ?? '').trim()
    const parent = node.parentElement
    if (words === '' || !parent?.checkVisibility() || parent.closest('option, .sr-only')) continue
    if (key.test(words)) found.add(`untranslated: ${words}`)
    if (forgotten.has(words) && !isOfOtherLanguage(parent))
      found.add(`in the other language: ${nameOf(parent)}`)
    const range = document.createRange()
    range.selectNodeContents(node)
    const lines = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0)
    if (lines.length === 0) continue
    const left = Math.min(...lines.map((line) => line.left))
    const right = Math.max(...lines.map((line) => line.right))
    const bottom = Math.max(...lines.map((line) => line.bottom))
    let sides = true
    for (let box: Element | null = parent; box && box !== root; box = box.parentElement) {
      const style = getComputedStyle(box)
      if (style.display === 'contents' || style.display === 'inline') continue
      const edges = box.getBoundingClientRect()
      // What is pressed leads to all of it, or a pointer shows all of it.
      const isShortened = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis'
      if (isShortened && box.closest('a, button, [title]')) break
      // For screen readers alone.
      if (style.clipPath !== 'none') break
      // What lies beyond its edge is scrolled to.
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) break
      const cuts = style.overflowY === 'hidden' || style.overflowY === 'clip'
      if (cuts && bottom > edges.bottom + 3) found.add(`cut off below: ${nameOf(box)}`)
      if (sides && (left < edges.left - 2 || right > edges.right + 2)) {
        found.add(`text sticks out or is cut off: ${nameOf(box)}`)
        break
      }
      if (style.position === 'absolute' || style.position === 'fixed') sides = false
    }
  }

  for (const element of root.querySelectorAll('[aria-label], [placeholder], [title]')) {
    for (const name of ['aria-label', 'placeholder', 'title']) {
      const words = element.getAttribute(name) ?? ''
      if (key.test(words)) found.add(`untranslated ${name}: ${words}`)
      if (forgotten.has(words) && !isOfOtherLanguage(element))
        found.add(`${name} in the other language: ${words}`)
    }
  }

  const targets =
    'a[href], button, input, select, textarea, summary, [role=button], [role=tab], [role=option]'
  for (const element of root.querySelectorAll<HTMLElement>(targets)) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue
    const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : []
    const boxes = [element, ...labels].map((each) => each.getBoundingClientRect())
    const width = Math.max(...boxes.map((box) => box.width))
    const height = Math.max(...boxes.map((box) => box.height))
    // The link that skips to the content stands above the page until it has the focus.
    if (width < 2 || Math.max(...boxes.map((box) => box.bottom)) <= 0) continue
    const around = element.parentElement?.textContent?.trim().length ?? 0
    const isInText =
      getComputedStyle(element).display === 'inline' && around > (element.textContent?.trim().length ?? 0)
    if (!isInText && (width < leastTarget || height < leastTarget))
      found.add(`${Math.round(width)}×${Math.round(height)} px to press: ${nameOf(element)}`)
  }
  return [...found]
}

/** Errors that the page tells its console; a line that is cut on purpose is none. */
export function watchConsole(page: Page): () => string[] {
  const told: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/ERR_|Failed to load resource/.test(message.text()))
      told.push(`console: ${message.text().slice(0, 300)}`)
  })
  page.on('pageerror', (error) => told.push(`uncaught: ${error.message.slice(0, 300)}`))
  return () => told.splice(0)
}
