/** The desk of the office, with signal. */
import { expect } from '@playwright/test'
import { drawScenes } from './drawScenes'
import { listsScenes } from './listsScenes'
import { officeLoopScenes } from './loopScenes'
import { at, counted, go, openedDialog, press, type Scene, type Stage } from './scene'

export const deskScenes: readonly Scene[] = [
  at('desk-home', '/'),
  { name: 'desk', open: (stage) => openDesk(stage, 'viewList') },
  {
    name: 'desk-filters',
    async open(stage) {
      await openDesk(stage, 'viewList')
      await stage.page.getByRole('button', { name: stage.t.desk.filters, exact: true }).last().click()
    },
  },
  {
    name: 'desk-nothing',
    async open(stage) {
      await openDesk(stage, 'viewList')
      await stage.page.getByRole('searchbox').fill('没有这件事')
      await stage.page.getByText(stage.t.desk.none).waitFor()
    },
  },
  { name: 'desk-issue', open: openIssue },
  { name: 'desk-accept', open: (stage) => decide(stage, 'accept') },
  { name: 'desk-send-back', open: (stage) => decide(stage, 'sendBack') },
  { name: 'desk-decline', open: (stage) => decide(stage, 'decline') },
  {
    name: 'desk-table',
    async open(stage) {
      await openDesk(stage, 'viewTable')
      await stage.page
        .getByRole('columnheader', { name: stage.t.inbox.column.title })
        .getByRole('button')
        .click()
      for (const key of ['j', 'x', 'j', 'x', 'j']) await stage.page.keyboard.press(key)
      await expect(stage.page.getByRole('checkbox', { checked: true })).toHaveCount(2)
    },
  },
  {
    name: 'desk-several',
    async open(stage) {
      await openDesk(stage, 'viewTable')
      for (const key of ['j', 'x', 'j', 'x', 'd']) await stage.page.keyboard.press(key)
      await openedDialog(stage.page)
    },
  },
  {
    name: 'desk-keys',
    async open(stage) {
      await openDesk(stage, 'viewTable')
      await stage.page.keyboard.press('?')
      await openedDialog(stage.page)
    },
  },
  {
    name: 'desk-save-filter',
    desk: true,
    async open(stage) {
      await go(stage, '/desk?state=all&urgent=1')
      await press(stage.page, stage.t.inbox.saved.add)
      await openedDialog(stage.page)
    },
  },
  { name: 'desk-columns', open: (stage) => openTool(stage, stage.t.inbox.columns) },
  { name: 'desk-export', open: (stage) => openTool(stage, stage.t.inbox.export.open) },
  at('gone-issue', '/desk/00000000-0000-7000-8000-000000000000'),
  ...officeLoopScenes,
  ...listsScenes,
  ...drawScenes,
  at('desk-subjects', '/subjects'),
  { name: 'desk-subject', open: openSubject },
  {
    name: 'desk-subject-pairing',
    async open(stage) {
      await openSubject(stage)
      await press(stage.page, stage.t.pairing.add)
      await openedDialog(stage.page)
    },
  },
  at('desk-records', '/records'),
  at('desk-sync', '/sync'),
  { ...at('desk-settings', '/settings'), anew: true },
  {
    name: 'sign-out',
    async open(stage) {
      await go(stage, '/settings')
      await press(stage.page, stage.t.session.signOut.action)
      await openedDialog(stage.page)
    },
  },
  at('desk-roster', '/roster'),
  {
    name: 'desk-roster-village',
    async open(stage) {
      await go(stage, '/roster')
      await stage.page.locator('main a[href^="/roster/"]').nth(1).click()
      await stage.page.waitForURL(/\/roster\/.+/)
    },
  },
  at('import', '/admin/import'),
  {
    name: 'import-unreadable',
    async open(stage) {
      await go(stage, '/admin/import')
      await chooseFile(stage, '')
      await stage.page.getByText(stage.t.register.file.empty).waitFor()
    },
  },
  { name: 'import-columns', open: openColumns },
  { name: 'import-check', open: (stage) => openCheck(stage, 'create') },
  { name: 'import-left-out', open: (stage) => openCheck(stage, 'rejected') },
  { name: 'import-remarks', open: (stage) => openCheck(stage, 'warnings') },
  {
    name: 'import-done',
    async open(stage) {
      await openCheck(stage, 'create')
      await press(stage.page, counted(stage.t.register.apply))
      await stage.page.getByText(longestWords(stage.t.register.doneText)).waitFor()
    },
  },
]

/** Of a text with parameters, in whatever place a language puts them. */
const longestWords = (text: string): string =>
  text
    .split(/\{\w+\}/)
    .map((words) => words.trim())
    .reduce((longest, words) => (words.length > longest.length ? words : longest), '')

/** The view is kept on the device, so it is chosen each time. */
async function openDesk(stage: Stage, view: 'viewList' | 'viewTable'): Promise<void> {
  await go(stage, view === 'viewTable' ? '/desk?state=all' : '/desk')
  await stage.page.getByRole('radio', { name: stage.t.inbox[view], exact: true }).check()
  if (view === 'viewTable') await stage.page.getByRole('table').waitFor()
}

async function openIssue(stage: Stage): Promise<void> {
  await openDesk(stage, 'viewList')
  await stage.page.locator('main a[href*="/desk/"]').first().click()
  await stage.page.waitForURL(/\/desk\/[0-9a-f-]{36}/)
}

async function openSubject(stage: Stage): Promise<void> {
  await go(stage, '/subjects')
  await stage.page.locator('main a[href*="/subjects/"]').first().click()
  await stage.page.waitForURL(/\/subjects\/[0-9a-f-]{36}/)
  await stage.page.getByRole('button', { name: stage.t.pairing.add, exact: true }).waitFor()
}

/** The sheet of a decision, with what is missing marked. */
async function decide(stage: Stage, action: 'accept' | 'sendBack' | 'decline'): Promise<void> {
  await openIssue(stage)
  // The filter above the list has buttons of the same names.
  await stage.page.getByRole('button', { name: stage.t.desk[action], exact: true }).last().click()
  const sheet = await openedDialog(stage.page)
  if (action === 'accept') return
  await press(sheet, stage.t.desk[`${action}Confirm`])
  await sheet.locator('[aria-invalid=true]').first().waitFor()
}

async function openTool(stage: Stage, name: string): Promise<void> {
  await openDesk(stage, 'viewTable')
  await press(stage.page, name)
  await openedDialog(stage.page)
}

let files = 0

/** A household that is new, one to be left out, and a cell to be looked at; each file has new names. */
async function openColumns(stage: Stage): Promise<void> {
  await go(stage, '/admin/import')
  files += 1
  const digit = '甲乙丙丁戊己庚辛壬癸'[files % 10] ?? '甲'
  await chooseFile(
    stage,
    `村,组别,户主姓名,电话,身份证号,代码\n新春村,一组,柳试${digit},1690000${1000 + files},1,甲\n,二组,蒋试${digit},,,\n新春村,九十组,施试${digit},abc,,`,
  )
  await stage.page.getByRole('button', { name: stage.t.register.next }).waitFor()
}

async function openCheck(stage: Stage, tab: 'create' | 'rejected' | 'warnings'): Promise<void> {
  await openColumns(stage)
  await press(stage.page, stage.t.register.next)
  // A count stands behind the word.
  await stage.page.getByRole('tab', { name: new RegExp(`^${stage.t.register.counts[tab]}`) }).click()
}

const chooseFile = ({ page }: Stage, text: string): Promise<void> =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name: '底册.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
