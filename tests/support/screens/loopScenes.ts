/** The closed loop on the screens of those who take part in it; the demo zone has work in every stage. */
import type { Page } from '@playwright/test'
import { openSlip } from './drawScenes'
import { answerOfSlip } from './slipStory'
import { at, go, openedDialog, press, type Scene, type Stage } from './scene'

/** A unit's phone, with signal. */
export const unitScenes: readonly Scene[] = [
  at('unit-home', '/'),
  at('tasks', '/tasks?show=all'),
  { name: 'task', open: (stage) => openTask(stage, 'inHand') },
  { name: 'task-to-sign', open: (stage) => openTask(stage, 'toSign') },
  {
    name: 'task-more',
    async open(stage) {
      await openTask(stage, 'inHand')
      await press(stage.page, stage.t.loop.more)
      await openedDialog(stage.page)
    },
  },
  {
    name: 'task-progress',
    async open(stage) {
      await openTask(stage, 'inHand')
      await press(stage.page, stage.t.loop.task.progress.do)
      const sheet = await openedDialog(stage.page)
      await press(sheet, stage.t.loop.task.progress.confirm)
      await sheet.locator('[aria-invalid=true]').first().waitFor()
    },
  },
  {
    name: 'task-extension',
    async open(stage) {
      await openTask(stage, 'inHand')
      await press(stage.page, stage.t.loop.more)
      await (await openedDialog(stage.page))
        .getByRole('button', { name: stage.t.loop.task.requestExtension.do })
        .click()
      await stage.page.getByRole('heading', { name: stage.t.loop.task.requestExtension.title }).waitFor()
    },
  },
]

/** A cadre's phone, without signal. */
export const cadreLoopScenes: readonly Scene[] = [
  { name: 'issue', open: openAsked },
  {
    name: 'issue-return-visit',
    async open(stage) {
      await openAsked(stage)
      await press(stage.page, stage.t.loop.issue.recordReturnVisit.do)
      await openedDialog(stage.page)
    },
  },
  {
    name: 'issue-slip',
    async open(stage) {
      await openAsked(stage)
      await openSlip(stage)
    },
  },
]

/** The office's desk, with signal. */
export const officeLoopScenes: readonly Scene[] = [
  at('desk-tasks', '/tasks?show=all'),
  {
    name: 'desk-task',
    async open(stage) {
      await go(stage, '/tasks?show=all')
      await firstRow(stage.page, 'tasks').click()
    },
  },
  at('leaders', '/leaders'),
  { name: 'desk-handling', open: (stage) => openIssueIn(stage, 'handling') },
  { name: 'desk-struck-off', open: (stage) => openIssueIn(stage, 'struckOff') },
  { name: 'desk-more', open: (stage) => openMenu(stage, 'handling') },
  {
    name: 'desk-assign',
    async open(stage) {
      await openIssueIn(stage, 'listed')
      await stage.page.getByRole('button', { name: stage.t.loop.issue.assign.do, exact: true }).click()
      const sheet = await openedDialog(stage.page)
      await sheet.getByText(stage.t.domain.deadlineKind.staged).click()
      await press(sheet, stage.t.loop.assign.addMilestone)
    },
  },
  {
    name: 'public-slip-answer',
    async open(stage) {
      await openIssueIn(stage, 'handling')
      await openSlip(stage)
      await answerOfSlip(stage)
    },
  },
  {
    name: 'desk-merge',
    open: (stage) => takeFromMenu(stage, 'listed', stage.t.loop.issue.merge.do),
  },
  {
    name: 'desk-split',
    open: (stage) => takeFromMenu(stage, 'listed', stage.t.loop.issue.split.do),
  },
  {
    name: 'desk-set-aside',
    open: (stage) => takeFromMenu(stage, 'listed', stage.t.loop.issue.setAside.do),
  },
  {
    name: 'desk-urge',
    open: (stage) => takeFromMenu(stage, 'handling', stage.t.loop.urge.order.do),
  },
  {
    name: 'desk-strike-off',
    async open(stage) {
      await openIssueIn(stage, 'awaitingReview')
      await stage.page.getByRole('button', { name: stage.t.loop.issue.strikeOff.do, exact: true }).click()
      await openedDialog(stage.page)
    },
  },
]

const firstRow = (page: Page, place: 'tasks' | 'desk') => page.locator(`main a[href*="/${place}/"]`).first()

async function openTask(stage: Stage, show: 'inHand' | 'toSign'): Promise<void> {
  await go(stage, `/tasks?show=${show}`)
  await firstRow(stage.page, 'tasks').click()
  await stage.page.getByRole('article').waitFor()
}

/** The first household that waits for a return visit. */
async function openAsked(stage: Stage): Promise<void> {
  await go(stage, '/')
  await stage.page
    .locator('main a[href*="/issues/"]')
    .filter({ hasText: stage.t.home.askReturn })
    .first()
    .click()
  await stage.page.getByRole('article').waitFor()
}

async function openIssueIn(stage: Stage, state: string): Promise<void> {
  await go(stage, `/desk?state=${state}`)
  await stage.page.getByRole('radio', { name: stage.t.inbox.viewList, exact: true }).check()
  await firstRow(stage.page, 'desk').click()
  await stage.page.getByRole('article').waitFor()
}

async function openMenu(stage: Stage, state: string): Promise<void> {
  await openIssueIn(stage, state)
  await press(stage.page, stage.t.loop.more)
  await openedDialog(stage.page)
}

async function takeFromMenu(stage: Stage, state: string, step: string): Promise<void> {
  await openMenu(stage, state)
  await stage.page.locator('dialog[open]').getByRole('button', { name: step, exact: true }).click()
  await stage.page.locator('dialog[open] .sheet__actions').waitFor()
}
