/** Monthly lists at the office's desk: nothing yet, a month that is opened, its draft, and what was frozen. */
import { editionRows, freeze, openDraft, openFreeze, openLine, openMonthSheet } from './listsStory'
import { noticeScenes } from './noticeScenes'
import { at, go, openedDialog, press, type Scene } from './scene'

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
    open: freeze,
  },
  ...noticeScenes,
  {
    name: 'lists-correct',
    async open(stage) {
      await go(stage, '/lists')
      await editionRows(stage).filter({ hasText: stage.t.domain.editionState.frozen }).first().click()
      await press(stage.page, stage.t.lists.correct.do)
      await openedDialog(stage.page)
    },
  },
  at('lists-months', '/lists'),
]
