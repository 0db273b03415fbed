/**
 * What has happened before the pictures are taken, played by hand on the real pages: a cadre records a visit with two
 * issues, the office accepts one and sends the other back, then the phone loses its signal, records another visit and
 * leaves a third one half written.
 */
import { expect, type Locator, type Page } from '@playwright/test'
import { allZh as zh } from '../texts'
import { DEMO_PASSWORD } from '../../../src/server/seed/people'

const canal = {
  title: '三组水渠塌了一段',
  words: '水渠塌了快两个月，下面二十几亩田都放不上水，再不修秧就插不下去了。',
}
const clinic = '老人去镇卫生院看病不方便'
const lamp = { title: '村口路灯不亮', words: '村口那盏灯坏了，晚上娃儿放学回来看不见路。' }

export async function signIn(page: Page, login: string): Promise<void> {
  await page.getByLabel(zh.session.signIn.account).fill(login)
  await page.getByLabel(zh.session.signIn.password, { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: zh.session.signIn.submit }).click()
  await page.getByRole('navigation', { name: zh.common.mainNav }).waitFor({ timeout: 60_000 })
}

/** The service worker has the whole build: from now on every page opens without signal. */
export async function waitForWorker(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

/** Everything that may be held is held. */
export async function waitForFill(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sync`)
  await expect(page.getByText(zh.sync.complete)).toBeVisible({ timeout: 60_000 })
}

export async function recordVisitWithIssues(page: Page, origin: string): Promise<void> {
  await startVisit(page, origin, 1)
  await addPhrase(page, 2, '秧苗长得好，就等着放水。')
  await addIssue(page, zh.visit.issue.add, canal)
  await addIssue(page, zh.visit.issue.addMore, lamp)
  await page.getByRole('button', { name: zh.visit.save }).click()
  await expect(page.getByText(zh.visit.saved)).toBeVisible()
  await syncNow(page, origin)
}

/** One accepted, one sent back. */
export async function answerIssues(page: Page, origin: string): Promise<void> {
  await decide(page, origin, canal.title, zh.desk.accept, zh.desk.acceptConfirm)
  await decide(page, origin, lamp.title, zh.desk.sendBack, zh.desk.sendBackConfirm, async (sheet) => {
    await sheet
      .getByLabel(zh.desk.sendBackRemark)
      .fill('请写清楚是村口哪一盏，最好问一下是灯坏了还是线路的问题。')
  })
  await syncNow(page, origin)
}

export async function takeAnswers(page: Page, origin: string): Promise<void> {
  await syncNow(page, origin)
  await page.goto(`${origin}/attention`)
  await expect(page.getByText(lamp.title)).toBeVisible()
}

/** Without signal: one visit saved on the phone, another one left as a draft. */
export async function workOffline(page: Page, origin: string): Promise<void> {
  await startVisit(page, origin, 4)
  await addPhrase(page, 0, '两个老人在家，儿子在外打工，月月寄钱。')
  await page.getByRole('button', { name: zh.visit.save }).click()
  await expect(page.getByText(zh.visit.saved)).toBeVisible()

  await startVisit(page, origin, 6)
  await addPhrase(page, 3, '血压高，药快吃完了。')
  await page.getByRole('button', { name: zh.visit.issue.add }).click()
  await chooseKind(page, zh.domain.issueKind.difficulty)
  await page.getByLabel(zh.visit.issue.title).fill(clinic)
  // Left by the page's own way out, which writes the last keystrokes.
  await page.getByRole('button', { name: zh.ui.back }).click()
  await page.getByText(zh.home.drafts).waitFor()
  await page.goto(`${origin}/records?state=draft`)
  await page.locator('main a[href*="/visits/new"]').click()
  await expect(page.getByLabel(zh.visit.issue.title)).toHaveValue(clinic)
}

async function syncNow(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sync`)
  await page.getByRole('button', { name: zh.sync.now }).click()
  await expect(page.getByText(/上次同步成功/)).toBeVisible({ timeout: 30_000 })
}

/** Opens the form with the n-th household of the first village. */
async function startVisit(page: Page, origin: string, subject: number): Promise<void> {
  await page.goto(`${origin}/visits/new`)
  await page.getByText(zh.visit.chooseSubject).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('list').getByRole('button').nth(subject).click()
  await expect(sheet).toBeHidden()
}

/** A beginning, and what is said behind it. */
async function addPhrase(page: Page, index: number, words: string): Promise<void> {
  const phrase = page.getByRole('group', { name: zh.visit.phrases }).getByRole('button').nth(index)
  const text = page.getByLabel(zh.visit.narrative)
  await phrase.click()
  await text.fill((await text.inputValue()) + words)
}

/** Of the issue added last; a folded one shows its kind as well. */
const chooseKind = (page: Page, kind: string): Promise<void> =>
  page.getByRole('group', { name: zh.visit.issue.kind }).last().getByText(kind, { exact: true }).click()

async function addIssue(
  page: Page,
  button: string,
  { title, words }: { title: string; words: string },
): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await chooseKind(page, zh.domain.issueKind.demand)
  await page.getByText(zh.visit.issue.chooseCategory).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: '政策惠农' }).click()
  await sheet.getByRole('button', { name: '农业生产' }).click()
  await page.getByLabel(zh.visit.issue.title).fill(title)
  await page.getByLabel(zh.visit.issue.words).fill(words)
  await page.getByRole('button', { name: zh.visit.issue.done }).click()
}

async function decide(
  page: Page,
  origin: string,
  title: string,
  button: string,
  confirm: string,
  fill?: (sheet: Locator) => Promise<void>,
): Promise<void> {
  await page.goto(`${origin}/desk?q=${encodeURIComponent(title)}`)
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('button', { name: button, exact: true }).click()
  const sheet = page.getByRole('dialog')
  await fill?.(sheet)
  await sheet.getByRole('button', { name: confirm, exact: true }).click()
  await expect(sheet).toBeHidden()
}
