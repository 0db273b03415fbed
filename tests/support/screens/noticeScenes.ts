/** 公示: what a frozen month gives out, a notice from its draft to the board, and the second person who posts it. */
import type { NoticeState } from '../../../src/domain/notice/rows'
import { openFrozen } from './listsStory'
import { at, go, openedDialog, press, type Scene, type Stage } from './scene'

/** At the office's desk. */
export const noticeScenes: readonly Scene[] = [
  {
    name: 'lists-bulletin',
    async open(stage) {
      await openFrozen(stage)
      await stage.page.getByRole('link', { name: stage.t.bulletin.see }).click()
      await stage.page.getByRole('heading', { name: stage.t.bulletin.byArea }).waitFor()
    },
  },
  {
    name: 'notice-compose',
    async open(stage) {
      await openFrozen(stage)
      await press(stage.page, stage.t.notice.compose.do)
      await openedDialog(stage.page)
    },
  },
  { name: 'notice-draft', open: openDraftNotice },
  {
    name: 'notice-lines',
    open: openLines,
  },
  {
    name: 'notice-rewrite',
    async open(stage) {
      await openLines(stage)
      await press(stage.page, stage.t.notice.line.edit)
      await openedDialog(stage.page)
    },
  },
  {
    name: 'notice-omit',
    async open(stage) {
      await openLines(stage)
      await press(stage.page, stage.t.notice.omit.do)
      await press(await openedDialog(stage.page), stage.t.notice.omit.confirm)
      await stage.page.locator('dialog[open] [aria-invalid=true]').first().waitFor()
    },
  },
  {
    name: 'notice-head',
    async open(stage) {
      await openDraftNotice(stage)
      await press(stage.page, stage.t.notice.head.do)
      await openedDialog(stage.page)
    },
  },
  {
    name: 'notice-drop',
    async open(stage) {
      await openDraftNotice(stage)
      await press(stage.page, stage.t.notice.drop.do)
      await openedDialog(stage.page)
    },
  },
  {
    name: 'notice-print',
    async open(stage) {
      await openDraftNotice(stage)
      await stage.page.getByRole('link', { name: stage.t.notice.print.open }).click()
      await stage.page.getByRole('button', { name: stage.t.notice.print.do, exact: true }).waitFor()
    },
  },
  {
    name: 'notice-handed-in',
    async open(stage) {
      await submitNotice(stage)
      await stage.page.getByRole('tab', { name: stage.t.notice.tab.course }).click()
    },
  },
  at('notices', '/notices'),
]

/** Of 宣传报道组; the office has handed in two (`cast.ts`), so that one is left when the other is posted. */
export const publicityScenes: readonly Scene[] = [
  at('publicity-home', '/'),
  at('publicity-notices', '/notices'),
  {
    name: 'notice-waiting',
    open: openSubmitted,
  },
  {
    name: 'notice-approve',
    async open(stage) {
      await openSubmitted(stage)
      await press(stage.page, stage.t.notice.approve.do)
      await openedDialog(stage.page)
    },
  },
  {
    name: 'notice-refuse',
    async open(stage) {
      await openSubmitted(stage)
      await press(stage.page, stage.t.notice.refuse.do)
      await openedDialog(stage.page)
    },
  },
  { name: 'notice-posted', open: openPosted },
  {
    // Outside of the app, as a stranger reads it.
    name: 'public-notice',
    async open(stage) {
      await openPosted(stage)
      const address = await stage.page.locator('main a[href*="/public/notices/"]').getAttribute('href')
      await stage.page.goto(address ?? '')
      await stage.page.locator('h1').waitFor()
    },
  },
  {
    name: 'notice-withdraw',
    async open(stage) {
      await openPosted(stage)
      await press(stage.page, stage.t.notice.withdraw.do)
      await openedDialog(stage.page)
    },
  },
]

const rowsOf = ({ page, t }: Stage, state: NoticeState) =>
  page.locator('main a[href*="/notices/"]').filter({ hasText: t.domain.noticeState[state] })

/** Whether one was there to be opened. */
async function openFirst(stage: Stage, state: NoticeState): Promise<boolean> {
  await go(stage, '/notices')
  await stage.page.locator('main :is(a[href*="/notices/"], .empty)').first().waitFor()
  const rows = rowsOf(stage, state)
  if ((await rows.count()) === 0) return false
  await rows.first().click()
  await stage.page.getByRole('tabpanel').waitFor()
  return true
}

async function openDraftNotice(stage: Stage): Promise<void> {
  if (await openFirst(stage, 'draft')) return
  await openFrozen(stage)
  await press(stage.page, stage.t.notice.compose.do)
  await press(await openedDialog(stage.page), stage.t.notice.compose.confirm)
  await stage.page.waitForURL(/\/notices\/[0-9a-f-]{36}/)
  await stage.page.getByRole('tabpanel').waitFor()
}

async function openLines(stage: Stage): Promise<void> {
  await openDraftNotice(stage)
  await stage.page.getByRole('tab', { name: stage.t.notice.tab.lines }).click()
}

export async function submitNotice(stage: Stage): Promise<void> {
  await openDraftNotice(stage)
  await press(stage.page, stage.t.notice.submit.do)
  await stage.page.locator('main').getByText(stage.t.domain.noticeState.submitted).first().waitFor()
}

async function openSubmitted(stage: Stage): Promise<void> {
  if (!(await openFirst(stage, 'submitted'))) throw new Error('no notice waits for approval')
}

async function openPosted(stage: Stage): Promise<void> {
  if (!(await openFirst(stage, 'posted'))) {
    await openSubmitted(stage)
    await press(stage.page, stage.t.notice.approve.do)
    await press(await openedDialog(stage.page), stage.t.notice.approve.confirm)
  }
  // The public page is shown once the server has it.
  await stage.page.getByRole('button', { name: stage.t.notice.public.copy }).waitFor()
}
