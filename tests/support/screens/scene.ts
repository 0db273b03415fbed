/** What is shown: each scene leads a page to its place in the given state and has a name that is its picture's. */
import { expect, type Locator, type Page } from '@playwright/test'
import { en } from '../../../src/app/locales/en'
import type { Translated } from '../../../src/app/locales/translated'
import type { AllTexts } from '../../../src/app/locales/zh-CN'
import { defaultDisplay, type DisplaySettings } from '../../../src/app/session/displaySettings'
import { allZh } from '../texts'

type Locale = DisplaySettings['locale']
export type Texts = Translated<AllTexts>
export const texts: Readonly<Record<Locale, Texts>> = {
  'zh-CN': allZh,
  en,
}

export interface Stage {
  page: Page
  origin: string
  /** The words on the page: scenes press what people read, in either language. */
  t: Texts
}

export interface Scene {
  name: string
  open(stage: Stage): Promise<void>
  /** Waiting is what it shows. */
  waits?: boolean
  /** Opened anew in each look: what it shows depends on the settings or the width, or would be gone meanwhile. */
  anew?: boolean
  /** There is nothing of it on a phone. */
  desk?: boolean
  /** Puts back what other scenes would stumble over. */
  leave?(stage: Stage): Promise<void>
}

/** A page that needs nothing but its address. */
export function at(name: string, path: string): Scene {
  return { name, open: (stage) => go(stage, path) }
}

export async function go({ page, origin }: Stage, path: string): Promise<void> {
  await page.goto(origin + path)
  // What is shown while the app opens has no heading.
  await page.locator('h1').first().waitFor()
}

export const press = (within: Page | Locator, name: string | RegExp): Promise<void> =>
  within.getByRole('button', { name, exact: true }).first().click()

export async function openedDialog(page: Page): Promise<Locator> {
  const dialog = page.locator('dialog[open]')
  await dialog.waitFor()
  return dialog
}

/** A text with a number in it, whatever the number. */
export const counted = (text: string): RegExp =>
  new RegExp(
    text
      .split(' | ')
      .map((form) => `^${form.replace(/[.*+?^$()[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '.+')}`)
      .join('|'),
  )

/** Puts the page into a language, as its own settings would; theme and size are changed in place (`wear`). */
export async function speak(page: Page, origin: string, locale: Locale): Promise<void> {
  // Any file of the origin: the app itself need not run.
  await page.goto(`${origin}/icon.svg`)
  const display: DisplaySettings = { ...defaultDisplay, theme: 'light', locale }
  await page.evaluate((kept) => localStorage.setItem('minqing-display', kept), JSON.stringify(display))
}

/** Nothing moves any more: the rows are there, fonts are loaded, nothing is being read. */
export async function settle(page: Page, waits = false): Promise<void> {
  // Out of the way of anything that reacts to it.
  await page.mouse.move(0, 0)
  const busy = await page.evaluate(waitTillStill, waits)
  expect(busy, 'is still being loaded').toBe('')
}

/* Runs in the page, in one trip: there are hundreds of them. Answers what is still being waited for. */
async function waitTillStill(waits: boolean): Promise<string> {
  const nextFrame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done))
  const busy = (): Element | null =>
    waits ? null : document.querySelector('.skeleton, main [aria-busy=true]')
  await document.fonts.ready
  const patience = performance.now() + 30_000
  for (let found = busy(); found; found = busy()) {
    if (performance.now() > patience) return found.outerHTML.slice(0, 200)
    await nextFrame()
  }
  // What begins after that, such as the next try to reach the server, is no loading of the page.
  await nextFrame()
  await nextFrame()
  return ''
}
