/** What people do with issues and tasks, from the page of one of them. */
import { expect, type Locator, type Page } from '@playwright/test'
import { byItself } from './journey'
import type { Person } from './monthPeople'

export const sheet = (page: Page): Locator => page.locator('dialog[open]')
/** State, number and marks of the issue or task that is open. */
export const chips = (page: Page): Locator => page.getByRole('article').locator('> header')

const opened = (page: Page, title: string): Promise<void> =>
  expect(page.getByRole('article').getByRole('heading', { name: title, exact: true })).toBeVisible()

/** In the inbox, found by its title. */
export async function openAtDesk({ page, origin }: Person, title: string): Promise<void> {
  if (!new URL(page.url()).pathname.startsWith('/desk')) await page.goto(`${origin}/desk`)
  await page.getByRole('group', { name: '按状态查看' }).getByText('全部', { exact: true }).click()
  await page.getByRole('searchbox').fill(title)
  await page
    .getByRole('list', { name: '问题列表' })
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click(byItself)
  await opened(page, title)
}

/** An issue that this person reported, from 我的记录. */
export async function openOwn({ page, origin }: Person, title: string): Promise<void> {
  await page.goto(`${origin}/records`)
  await page
    .getByRole('list', { name: '我的记录' })
    .getByRole('button', { name: new RegExp(title) })
    .first()
    .click(byItself)
  await sheet(page).getByRole('link', { name: '办理情况' }).click()
  await opened(page, title)
}

export async function openTask({ page, origin }: Person, title: string): Promise<void> {
  await page.goto(`${origin}/tasks?show=all`)
  await page
    .getByRole('list', { name: '任务列表' })
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click(byItself)
  await opened(page, title)
}

export interface Step {
  /** On the button or in the list behind 更多. */
  does: string
  seldom?: true
  /** Beginnings of labels, and what is written under them. */
  write?: Readonly<Record<string, string>>
  choose?: Readonly<Record<string, string>>
  /** In the search box of the sheet. */
  search?: string
  /** Options and buttons to be pressed. */
  press?: readonly string[]
  confirm: string
}

/** Takes a step of what is open, as the page offers it, and waits until it is saved. */
export async function take(
  page: Page,
  { does, seldom, search, write, choose, press, confirm }: Step,
): Promise<void> {
  if (seldom) {
    await page.getByRole('button', { name: '更多办理' }).click()
    await sheet(page).getByRole('button', { name: does, exact: true }).click()
  } else await page.getByRole('button', { name: does, exact: true }).last().click()
  const form = sheet(page)
  for (const [label, option] of Object.entries(choose ?? {}))
    await form.getByLabel(new RegExp(`^${label}`)).selectOption({ label: option })
  for (const [label, text] of Object.entries(write ?? {}))
    await form
      .getByRole('textbox', { name: new RegExp(`^${label}`) })
      .last()
      .fill(text)
  if (search !== undefined) await form.getByRole('searchbox').fill(search)
  for (const option of press ?? []) await form.getByText(option, { exact: true }).click()
  await form.getByRole('button', { name: confirm, exact: true }).click()
  await expect(form).toHaveCount(0)
}
