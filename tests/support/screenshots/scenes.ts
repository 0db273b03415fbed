/** What is shown: each scene leads the page to its place in the given state and has a name that is the file's. */
import { expect, type Page } from '@playwright/test'
import type { DisplaySettings } from '../../../src/app/session/displaySettings'
import { zhCN as zh } from '../../../src/app/locales/zh-CN'

export interface Scene {
  name: string
  open: (page: Page, origin: string) => Promise<void>
}

/** The phone of the cadre, without signal. */
export const cadreScenes: readonly Scene[] = [
  at('home', '/'),
  at('subjects', '/subjects'),
  {
    name: 'subjects-search',
    async open(page, origin) {
      await go(page, `${origin}/subjects`)
      await page.getByRole('main').getByRole('searchbox').fill('lgs')
      await page.getByRole('main').locator('mark').first().waitFor()
    },
  },
  {
    name: 'subjects-filters',
    async open(page, origin) {
      await go(page, `${origin}/subjects`)
      await page.getByRole('button', { name: zh.find.filters }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'subject', open: openSubject },
  at('subject-new', '/subjects/new'),
  {
    name: 'subject-edit',
    async open(page, origin) {
      await openSubject(page, origin)
      await page.locator('a[href$="/edit"]').click()
      await page.locator('form').first().waitFor()
    },
  },
  at('visit-new', '/visits/new'),
  { name: 'visit-draft', open: openDraft },
  {
    name: 'visit-draft-issue',
    async open(page, origin) {
      await openDraft(page, origin)
      await page.locator('[data-field$="title"]').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'subject-picker',
    async open(page, origin) {
      await go(page, `${origin}/visits/new`)
      await page.locator('[data-field="subject"] button').click()
      await page.getByRole('dialog').waitFor()
    },
  },
  at('records', '/records'),
  {
    name: 'visit',
    async open(page, origin) {
      await go(page, `${origin}/records?state=waiting`)
      await page.locator('main a[href*="/visits/"]').first().click()
      await page.waitForURL(/\/visits\/[0-9a-f-]{36}$/)
    },
  },
  {
    name: 'issue',
    async open(page, origin) {
      await go(page, `${origin}/attention`)
      await page.locator('article button').last().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  at('attention', '/attention'),
  {
    name: 'issue-resubmit',
    async open(page, origin) {
      await go(page, `${origin}/attention`)
      await page.locator('a[href$="/resubmit"]').first().click()
      await page.locator('form').first().waitFor()
    },
  },
  at('sync', '/sync'),
  at('settings', '/settings'),
  at('about', '/about'),
  at('diagnosis', '/diagnosis'),
  at('install', '/help/install'),
  at('self-test', '/help/self-test'),
  at('feedback', '/feedback'),
  at('missing', '/no-such-page'),
]

/** The desk of the office, with signal. */
export const deskScenes: readonly Scene[] = [
  at('desk-home', '/'),
  at('desk', '/desk'),
  { name: 'desk-issue', open: openIssue },
  { name: 'desk-accept', open: (page, origin) => openAction(page, origin, 0) },
  { name: 'desk-send-back', open: (page, origin) => openAction(page, origin, 1) },
  { name: 'desk-decline', open: (page, origin) => openAction(page, origin, 2) },
  at('desk-subjects', '/subjects'),
]

/** Without anybody signed in. */
export const strangerScenes: readonly Scene[] = [
  { name: 'sign-in', open: (page, origin) => go(page, origin, 'form') },
]

/** Puts the page into a language, size and theme, as its own settings would. */
export async function setDisplay(page: Page, origin: string, display: DisplaySettings): Promise<void> {
  await page.goto(`${origin}/about`)
  await page.evaluate((kept) => localStorage.setItem('minqing-display', kept), JSON.stringify(display))
}

/** Nothing moves any more: the rows are there, fonts are loaded, toasts are gone. */
export async function settle(page: Page): Promise<void> {
  // Out of the way of anything that reacts to it.
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await expect(page.locator('.skeleton')).toHaveCount(0)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))))
}

function at(name: string, path: string): Scene {
  return { name, open: (page, origin) => go(page, `${origin}${path}`) }
}

async function go(page: Page, url: string, wanted = 'main'): Promise<void> {
  await page.goto(url)
  await page.locator(wanted).first().waitFor()
}

async function openSubject(page: Page, origin: string): Promise<void> {
  await go(page, `${origin}/subjects`)
  // The household of the story, which has a visit and two issues.
  await page.locator('main a[href*="/subjects/"]').nth(1).click()
  await page.waitForURL(/\/subjects\/[0-9a-f-]{36}$/)
}

async function openDraft(page: Page, origin: string): Promise<void> {
  await go(page, `${origin}/records?state=draft`)
  await page.locator('main a[href*="/visits/new"]').first().click()
  await page.locator('form').first().waitFor()
}

async function openIssue(page: Page, origin: string): Promise<void> {
  await go(page, `${origin}/desk`)
  await page.locator('main a[href*="/desk/"]').first().click()
  await page.waitForURL(/\/desk\/[0-9a-f-]{36}/)
}

/** 受理, 退回补充 or 不予受理. */
async function openAction(page: Page, origin: string, index: number): Promise<void> {
  await openIssue(page, origin)
  const labels = [zh.desk.accept, zh.desk.sendBack, zh.desk.decline]
  const english = ['Accept', 'Send back', 'Decline']
  const name = new RegExp(`^(${labels[index] ?? ''}|${english[index] ?? ''}.*)$`)
  // The filter above the list has buttons of the same names.
  await page.getByRole('button', { name }).last().click()
  await page.getByRole('dialog').waitFor()
}
