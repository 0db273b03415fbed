/** Monthly lists at the office's desk: nothing yet, a month that is opened, its draft, and what was frozen. */
import { at, go, openedDialog, press, type Scene, type Stage } from './scene'

export const listsScenes: readonly Scene[] = [
  at('lists', '/lists'),
  { name: 'lists-open', open: openMonthSheet },
  { name: 'lists-draft', open: openDraft },
  {
    name: 'lists-line',
    async open(stage) {
      await openDraft(stage)
      await openLine(stage)
    },
  },
  {
    name: 'lists-remove',
    async open(stage) {
      await openDraft(stage)
      await openLine(stage)
      await press(stage.page.locator('dialog[open]'), stage.t.lists.remove.do)
      await press(stage.page.locator('dialog[open]'), stage.t.lists.remove.confirm)
      await stage.page.locator('dialog[open] [aria-invalid=true]').first().waitFor()
    },
  },
  {
    name: 'lists-add',
    async open(stage) {
      await openDraft(stage)
      await press(stage.page, stage.t.lists.add.do)
      await openedDialog(stage.page)
    },
  },
  {
    name: 'lists-head',
    async open(stage) {
      await openDraft(stage)
      await press(stage.page, stage.t.lists.head.do)
      await openedDialog(stage.page)
    },
  },
  { name: 'lists-freeze', open: openFreeze },
  {
    name: 'lists-frozen',
    async open(stage) {
      await openFreeze(stage)
      await press(stage.page.locator('dialog[open]'), stage.t.lists.freeze.confirm)
      await stage.page.locator('dialog[open]').waitFor({ state: 'hidden' })
      // The number comes from the server.
      await stage.page.getByRole('button', { name: stage.t.lists.facts.hashCopy }).waitFor()
    },
  },
  {
    name: 'lists-correct',
    async open(stage) {
      await go(stage, '/lists')
      await rows(stage).filter({ hasText: stage.t.domain.editionState.frozen }).first().click()
      await press(stage.page, stage.t.lists.correct.do)
      await openedDialog(stage.page)
    },
  },
  at('lists-months', '/lists'),
]

const rows = ({ page }: Stage) => page.locator('main a[href*="/lists/"]')

async function openMonthSheet(stage: Stage): Promise<void> {
  await go(stage, '/lists')
  await press(stage.page, stage.t.lists.open.do)
  await openedDialog(stage.page)
}

/** Of the newest month that nobody has opened yet; the same one as long as it is a draft. */
async function openDraft(stage: Stage): Promise<void> {
  await go(stage, '/lists')
  await stage.page.getByRole('button', { name: stage.t.lists.open.do }).waitFor()
  const drafts = rows(stage).filter({ hasText: stage.t.domain.editionState.draft })
  if ((await drafts.count()) === 0) {
    const opened = await rows(stage).count()
    await openMonthSheet(stage)
    const sheet = stage.page.locator('dialog[open]')
    // The first of the options asks to choose one; last month is frozen in the demo zone from the beginning.
    await sheet.locator('select').selectOption({ index: opened === 1 ? 1 : opened + 1 })
    await press(sheet, stage.t.lists.open.confirm)
  } else await drafts.first().click()
  await stage.page.waitForURL(/\/lists\/[0-9a-f-]{36}/)
  await stage.page.getByRole('tabpanel').waitFor()
}

/** Writes nothing that other scenes would find again. */
async function openLine(stage: Stage): Promise<void> {
  await stage.page.getByRole('tabpanel').getByRole('button').first().click()
  await openedDialog(stage.page)
}

async function openFreeze(stage: Stage): Promise<void> {
  await openDraft(stage)
  await press(stage.page, stage.t.lists.freeze.do)
  await openedDialog(stage.page)
}
