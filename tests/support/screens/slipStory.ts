/** How a resident looks up a slip: a page of the server, without the app and its words. */
import { expect, type Page } from '@playwright/test'
import type { Stage } from './scene'

export const slipPath = '/public/slip'

/** On the page with the form; whatever the answer is, it stands there then. */
export async function lookUpSlip(page: Page, code: string): Promise<void> {
  await page.locator('input[name=code]').fill(code)
  await page.locator('form button').click()
  await page.locator('form').waitFor({ state: 'detached' })
}

/** A slip that was given a moment ago answers once the server has heard of it. */
export async function answerOfSlip({ page, origin }: Stage, code: string): Promise<void> {
  await expect(async () => {
    await page.goto(origin + slipPath)
    await lookUpSlip(page, code)
    await expect(page.locator('.state')).toBeVisible({ timeout: 100 })
  }).toPass({ intervals: [500] })
}
