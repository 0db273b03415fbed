/** The way to a month's lists in each of their states; used by the scenes of lists and of notices. */
import { go, openedDialog, press, type Stage } from './scene'

export const editionRows = ({ page }: Stage) => page.locator('main a[href*="/lists/"]')

export async function openMonthSheet(stage: Stage): Promise<void> {
  await go(stage, '/lists')
  await press(stage.page, stage.t.lists.open.do)
  await openedDialog(stage.page)
}

export async function freeze(stage: Stage): Promise<void> {
  await openFreeze(stage)
  await press(stage.page.locator('dialog[open]'), stage.t.lists.freeze.confirm)
  await stage.page.locator('dialog[open]').waitFor({ state: 'hidden' })
  // The number comes from the server.
  await stage.page.getByRole('button', { name: stage.t.lists.facts.hashCopy }).waitFor()
}

/** Of the newest month that nobody has opened yet; the same one as long as it is a draft. */
export async function openDraft(stage: Stage): Promise<void> {
  await go(stage, '/lists')
  await stage.page.getByRole('button', { name: stage.t.lists.open.do }).waitFor()
  const drafts = editionRows(stage).filter({ hasText: stage.t.domain.editionState.draft })
  if ((await drafts.count()) === 0) {
    const opened = await editionRows(stage).count()
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
export async function openLine(stage: Stage): Promise<void> {
  await stage.page.getByRole('tabpanel').getByRole('button').first().click()
  await openedDialog(stage.page)
}

export async function openFreeze(stage: Stage): Promise<void> {
  await openDraft(stage)
  await press(stage.page, stage.t.lists.freeze.do)
  await openedDialog(stage.page)
}

/** The newest frozen one; the month is frozen where there is none yet. */
export async function openFrozen(stage: Stage): Promise<void> {
  await go(stage, '/lists')
  await stage.page.getByRole('button', { name: stage.t.lists.open.do }).waitFor()
  const frozen = editionRows(stage)
    .filter({ hasText: stage.t.domain.editionState.frozen })
    .filter({ hasNotText: stage.t.lists.correctedBy })
  if ((await frozen.count()) === 0) return freeze(stage)
  await frozen.first().click()
  await stage.page.getByRole('button', { name: stage.t.lists.facts.hashCopy }).waitFor()
}
