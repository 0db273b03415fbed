/** How a resident looks up a slip: a page of the server, without the app and its words. */
import type { Page } from '@playwright/test'
import type { Stage } from './scene'

export const slipPath = '/public/slip'

/** On the page with the form; whatever the answer is, it stands there then. */
export async function lookUpSlip(page: Page, code: string): Promise<void> {
  await page.locator('input[name=code]').fill(code)
  await page.locator('form button').click()
  await page.locator('form').waitFor({ state: 'detached' })
}

/** On the page of an issue with its slip open; one that was given a moment ago has to arrive first. */
export async function answerOfSlip({ page, origin, t }: Stage): Promise<void> {
  const code = (await page.locator('.slip__code').textContent()) ?? ''
  await page.locator('header').getByText(t.session.badge.allSent).waitFor()
  await page.goto(origin + slipPath)
  await lookUpSlip(page, code)
  await page.locator('.state').waitFor()
}
