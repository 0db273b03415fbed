/** The end of a month: its lists frozen, their file read, the notice posted and read, and who shows what. */
import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { textOf } from '../../src/domain/register/sheet'
import { readFile as readXlsx } from '../../src/server/import/readFile'
import { byItself, recordsWith } from './journey'
import { openTask, sheet, take } from './loopJourney'
import type { Person } from './monthPeople'

export interface Frozen {
  /** Lines of 问题清单, 任务清单, 效果清单, as the page says. */
  counts: number[]
}

/** Opens this month's lists, writes down what the meeting decided on one line, and freezes them. */
export async function freezeMonth(
  { page, origin }: Person,
  about: { title: string; decision: string },
): Promise<Frozen> {
  await page.goto(`${origin}/lists`)
  await take(page, { does: '开本月清单', confirm: '开清单' })
  await page.waitForURL(/\/lists\/[0-9a-f-]{36}/)
  const line = page.getByRole('tabpanel').getByRole('button', { name: new RegExp(about.title) })
  const rest = page.getByRole('button', { name: /^再看 \d+ 条/ })
  await expect(line.or(rest).first()).toBeVisible()
  if (await rest.isVisible()) await rest.click()
  await line.click()
  await sheet(page)
    .getByRole('textbox', { name: /^研究意见/ })
    .fill(about.decision)
  await sheet(page).getByRole('button', { name: '保存', exact: true }).click()
  await expect(sheet(page)).toHaveCount(0)
  await take(page, { does: '定稿', confirm: '定稿' })
  // Number and hash are the server's.
  await expect(page.getByRole('button', { name: /校验/ })).toBeVisible(byItself)
  const place = page.url()
  await page.goto(`${origin}/lists`)
  const row = page.getByRole('link').filter({ hasText: '已定稿' }).first()
  const [, ...counts] = /问题 (\d+)，任务 (\d+)，效果 (\d+)/.exec(await row.innerText()) ?? []
  await page.goto(place)
  return { counts: counts.map(Number) }
}

/** One list of a ledger file: its lines as texts by the heading of their column. */
interface LedgerSheet {
  name: string
  title: string
  lines: Record<string, string>[]
}

/** Downloads the ledger of the edition that is open. */
export async function readLedger(page: Page): Promise<LedgerSheet[]> {
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: /台账/ }).click()
  const { sheets } = await readXlsx(new Uint8Array(readFileSync(await (await waiting).path())), 'x.xlsx')
  return sheets.map(({ name, rows }) => {
    const texts = rows.map(({ cells }) => cells.map(textOf))
    const [title = [], , groups = [], heads = [], ...lines] = texts
    const width = Math.max(groups.length, heads.length)
    const columns = Array.from({ length: width }, (_, at) => heads[at] || groups[at] || '')
    return {
      name,
      title: title[0] ?? '',
      lines: lines
        // Below the table there may be notes, which have no serial number.
        .filter(([serial]) => /^\d+$/.test(serial ?? ''))
        .map((cells) => Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']))),
    }
  })
}

/** From the frozen lists that are open to a notice that waits for somebody else; its public address. */
export async function handInNotice(page: Page): Promise<string> {
  await take(page, { does: '拟公示', write: { 监督电话: '0722-3310000' }, confirm: '列出公示稿' })
  await page.waitForURL(/\/notices\/[0-9a-f-]{36}/)
  await page.getByRole('button', { name: '送审' }).click()
  await expect(page.getByText('要由另一位同事审签')).toBeVisible()
  await expect(page.locator('header').getByText('都已送达')).toBeVisible(byItself)
  return new URL(page.url()).pathname.replace('/notices/', '/public/notices/')
}

export async function approveNotice({ page, origin }: Person): Promise<void> {
  await page.goto(origin)
  await page.getByRole('link', { name: /待审签/ }).click(byItself)
  await take(page, { does: '审签公示', confirm: '审签公示' })
  await expect(page.getByRole('button', { name: '复制网址' })).toBeVisible(byItself)
}

/** What the inbox says of the newest issues, `2026-0137 办理中` by title. */
export async function standings({ page, origin }: Person): Promise<Map<string, string>> {
  await page.goto(`${origin}/desk?state=all`)
  await page.getByRole('radio', { name: '表格' }).check()
  const head = page.getByRole('columnheader').filter({ hasText: '反映日期' })
  while ((await head.getAttribute('aria-sort')) !== 'descending') await head.getByRole('button').click()
  const rows = await page
    .locator('tr[data-issue]')
    .evaluateAll((lines) =>
      lines.map((line) =>
        ['title', 'number', 'state'].map((of) =>
          (line.querySelector(`.cell--${of}`)?.textContent ?? '').trim(),
        ),
      ),
    )
  return new Map(
    rows.map(([title = '', number = '', state = '']) => [
      title,
      /^\d/.test(number) ? `${number} ${state}` : state,
    ]),
  )
}

/** 我的记录 of a cadre says the same of each issue. */
export async function expectInRecords(
  { page, origin }: Person,
  titles: readonly string[],
  standing: ReadonlyMap<string, string>,
): Promise<void> {
  await page.goto(`${origin}/records`)
  // So tall that every row is there.
  await page.setViewportSize({ width: 390, height: 5000 })
  for (const title of titles) {
    // The steps that were taken on it stand there as well, in rows of their own.
    const own = recordsWith(page, title).filter({ hasText: standing.get(title) ?? 'nothing' })
    await expect(own.first()).toBeVisible()
  }
}

/** So does a unit's page of the task. */
export async function expectInTasks(
  person: Person,
  titles: readonly string[],
  standing: ReadonlyMap<string, string>,
): Promise<void> {
  for (const title of titles) {
    await openTask(person, title)
    const linked = person.page.getByRole('list', { name: '办理的问题' }).getByRole('listitem')
    await expect(linked.filter({ hasText: title })).toContainText(standing.get(title) ?? 'nothing')
  }
}

/** Nothing of what this person did was turned down without having been looked at. */
export async function expectNothingRefused({ page, origin }: Person): Promise<void> {
  await page.goto(`${origin}/attention`)
  const sentBack = page.getByRole('heading', { name: /退回补充的问题/ })
  await expect(page.getByText('没有需要处理的事').or(sentBack)).toBeVisible()
  await expect(page.getByRole('heading', { name: /没有通过的记录/ })).toHaveCount(0)
}
