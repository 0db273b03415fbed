/** What people do on the screens, in their own words; used by every browser test. */
import { expect, type Locator, type Page } from '@playwright/test'

const demoPassword = 'Minqing-2026'

/** Longer than the longest pause between two tries of the app (2 min), for what it must do without being asked. */
export const byItself = { timeout: 130_000 }

export async function signIn(page: Page, origin: string, login: string): Promise<void> {
  await page.goto(origin)
  await page.locator('input[name=username]').fill(login)
  await page.locator('input[name=password]').fill(demoPassword)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.locator('header').getByText('都已送达')).toBeVisible({ timeout: 30_000 })
}

/** Waits until the app itself says that everything is here and it can start without signal. */
export async function untilOfflineReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    const isControlled = () => navigator.serviceWorker.controller !== null
    if (!isControlled()) {
      await new Promise<void>((resolve) => {
        navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true })
        if (isControlled()) resolve()
      })
    }
  })
}

export interface IssueWords {
  kind: string
  category: [first: string, second: string]
  title: string
  words: string
  /** 当场解决: the phrase that says by what. */
  solvedBy?: string
}

export async function addIssue(page: Page, number: number, issue: IssueWords): Promise<void> {
  await page.getByRole('button', { name: number === 1 ? '登记一个问题' : '再登记一个问题' }).click()
  await page.getByRole('group', { name: /^性质/ }).last().getByText(issue.kind, { exact: true }).click()
  await page.getByRole('button', { name: /^类别/ }).click()
  const picker = page.locator('dialog[open]')
  for (const name of issue.category) await picker.getByText(name, { exact: true }).click()
  await page.getByRole('textbox', { name: /^一句话说清是什么事/ }).fill(issue.title)
  await page.getByRole('textbox', { name: /^群众原话/ }).fill(issue.words)
  if (issue.solvedBy !== undefined) {
    await page.getByText('当场解决了', { exact: true }).last().click()
    await page.getByRole('button', { name: issue.solvedBy, exact: true }).last().click()
  }
  await page.getByRole('button', { name: '写好了，收起' }).click()
}

/** Fills in a household visit; the caller saves it. */
export async function fillVisit(page: Page, household: string, narrative: string): Promise<void> {
  await page.getByText('选择走访对象').click()
  const picker = page.locator('dialog[open]')
  await picker.getByRole('searchbox').fill(household)
  await picker
    .getByRole('button', { name: new RegExp(household) })
    .first()
    .click()
  await page.getByRole('textbox', { name: '看到、听到、做了什么' }).fill(narrative)
}

export async function saveVisit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '保存走访' }).click()
  await expect(page.getByText('已保存在本机，有信号时自动送出')).toBeVisible()
}

/** Leaves the place by the app's own links, so that nothing is reloaded. */
export async function goTo(page: Page, nav: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: nav }).click()
}

/** 同步情况 on a phone, where it stands under 更多. */
export async function goToSync(page: Page): Promise<void> {
  await goTo(page, '更多')
  await page
    .getByRole('main')
    .getByRole('link', { name: /^同步情况/ })
    .click()
}

/** The figure beside 待送 on 同步情况. */
export const unsentCount = (page: Page): Locator =>
  page.locator('dl > div', { hasText: '待送' }).locator('dd')

/** Rows of 我的记录 that hold these words. */
export const recordsWith = (page: Page, words: string): Locator =>
  page.getByRole('list', { name: '我的记录' }).getByRole('listitem').filter({ hasText: words })

/** Visits with these words on the page of a subject, which is found by its name. */
export async function visitsOf(page: Page, subject: string, words: string): Promise<Locator> {
  await goTo(page, '走访对象')
  await page.getByRole('searchbox').fill(subject)
  await page
    .getByRole('main')
    .getByRole('link', { name: new RegExp(subject) })
    .first()
    .click()
  const history = page.getByRole('list', { name: '走访和问题' })
  // Of a household that nobody has been to there is no list.
  await expect(history.or(page.getByText('还没有走访记录')).first()).toBeVisible()
  return history.getByRole('listitem').filter({ hasText: words })
}

/** The page stands where it was scrolled to. */
export async function untilStill(page: Page): Promise<void> {
  let last = Number.NaN
  await expect(async () => {
    const now = await page.evaluate(() => window.scrollY)
    const isStill = now === last
    last = now
    expect(isStill).toBe(true)
  }).toPass({ intervals: [300] })
}
