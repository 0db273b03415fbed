/** Whoever is not in, not yet, not any more, or has nothing to do here. */
import { at, go, press, type Scene, type Stage } from './scene'
import { lookUpSlip, slipPath } from './slipStory'

/** 群众回执 as residents look it up, outside of the app. Guessing ends it for a while, so that comes last. */
const slipScenes: readonly Scene[] = [
  { name: 'public-slip', open: (stage) => go(stage, slipPath) },
  {
    name: 'public-slip-wrong',
    async open(stage) {
      await go(stage, slipPath)
      await lookUpSlip(stage.page, 'AAAA-AAAA')
    },
  },
  {
    name: 'public-slip-too-many',
    async open({ page, origin }) {
      const guess = () => page.request.post(origin + slipPath, { form: { code: 'AAAA-AAAA' } })
      while ((await guess()).ok());
      await page.goto(origin + slipPath)
      await lookUpSlip(page, 'AAAA-AAAA')
    },
  },
]

/** Nobody is signed in. */
export const strangerScenes: readonly Scene[] = [
  { name: 'sign-in', open: openSignIn },
  {
    name: 'sign-in-mistakes',
    async open(stage) {
      await openSignIn(stage)
      await press(stage.page, stage.t.session.signIn.submit)
      await stage.page.locator('[aria-invalid=true]').first().waitFor()
    },
  },
  {
    name: 'sign-in-wrong',
    async open(stage) {
      await trySignIn(stage)
    },
  },
  {
    name: 'sign-in-offline',
    async open(stage) {
      await openSignIn(stage)
      await stage.page.context().setOffline(true)
      await trySignIn(stage)
    },
    leave: ({ page }) => page.context().setOffline(false),
  },
  at('outside-install', '/help/install'),
  at('outside-self-test', '/help/self-test'),
  at('first-password', '/first-password'),
  {
    name: 'first-password-mistakes',
    async open(stage) {
      await go(stage, '/first-password')
      await press(stage.page, stage.t.setUp.first.submit)
      await stage.page.locator('[aria-invalid=true]').first().waitFor()
    },
  },
  { name: 'set-up', open: (stage) => go(stage, '/set-up#a-token-of-nobody-0123456789abcdef0123456789') },
  {
    name: 'set-up-mistakes',
    async open(stage) {
      await go(stage, '/set-up')
      await press(stage.page, stage.t.setUp.submit)
      await stage.page.locator('[aria-invalid=true]').first().waitFor()
    },
  },
  ...slipScenes,
]

/** The link was opened inside WeChat. */
export const chatScenes: readonly Scene[] = [
  {
    name: 'chat',
    async open(stage) {
      await go(stage, '/')
      await stage.page.getByText(stage.t.help.chat.noBrowser).click()
    },
  },
  {
    name: 'chat-install',
    async open(stage) {
      await go(stage, '/help/install')
      await stage.page.locator('summary').first().click()
    },
  },
]

/** A browser that lets nothing be kept, and one whose keys can't be opened. */
export const unsupportedScenes: readonly Scene[] = [at('unsupported', '/')]
export const failedScenes: readonly Scene[] = [
  {
    name: 'start-failed',
    async open({ page, origin, t }) {
      await page.goto(origin)
      await page.getByText(t.session.failure.title).waitFor()
    },
  },
]

/** Signed in a moment ago on a line that brings nothing, then shut out. */
export const newcomerScenes: readonly Scene[] = [
  { ...at('home-filling', '/'), waits: true, anew: true },
  { ...at('subjects-loading', '/subjects'), waits: true, anew: true },
  { ...at('roster-loading', '/roster'), waits: true, anew: true },
  { ...at('sync-filling', '/sync'), waits: true, anew: true },
  {
    name: 'home-shut-out',
    waits: true,
    async open(stage) {
      await stage.page
        .context()
        .route('**/api/sync', (route) =>
          route.fulfill({ status: 403, json: { problem: { code: 'deviceRevoked' } } }),
        )
      await go(stage, '/')
      await stage.page.getByText(stage.t.session.trouble.shutOut.deviceRevoked.title).waitFor()
    },
    leave: ({ page }) => page.context().unroute('**/api/sync'),
  },
]

/** Somebody who records nothing: empty pages, and those that are not open to the role. */
export const idleScenes: readonly Scene[] = [
  at('empty-records', '/records'),
  at('empty-attention', '/attention'),
  at('denied-subjects', '/subjects'),
  at('denied-roster', '/roster'),
  at('denied-visit', '/visits/new'),
  at('denied-desk', '/desk'),
  at('denied-import', '/admin/import'),
  at('gone-subject', '/subjects/00000000-0000-7000-8000-000000000000'),
  at('gone-visit', '/visits/00000000-0000-7000-8000-000000000000'),
  at('gone-resubmit', '/issues/00000000-0000-7000-8000-000000000000/resubmit'),
]

async function openSignIn({ page, origin }: Stage): Promise<void> {
  await page.goto(origin)
  await page.locator('form').waitFor()
}

async function trySignIn(stage: Stage): Promise<void> {
  const { page, t } = stage
  if (!(await page.locator('form').isVisible())) await openSignIn(stage)
  await page.locator('input[name=username]').fill('cadre1')
  await page.locator('input[name=password]').fill('not the password')
  await press(page, t.session.signIn.submit)
  await page.getByText(t.session.signIn.failedTitle).waitFor({ timeout: 30_000 })
}
