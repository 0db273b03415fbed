/** The phone of a cadre without signal, after the day of `story.ts`. */
import { expect } from '@playwright/test'
import { cadreLoopScenes } from './loopScenes'
import { at, counted, go, openedDialog, press, type Scene, type Stage } from './scene'

const listScenes: readonly Scene[] = [
  at('home', '/'),
  at('subjects', '/subjects'),
  {
    name: 'subjects-search',
    async open(stage) {
      await go(stage, '/subjects')
      await stage.page.getByRole('main').getByRole('searchbox').fill('lgs')
      await stage.page.getByRole('main').locator('mark').first().waitFor()
    },
  },
  {
    name: 'subjects-search-nothing',
    async open(stage) {
      await go(stage, '/subjects')
      await stage.page.getByRole('main').getByRole('searchbox').fill('没有这个人')
      await stage.page.getByText(stage.t.find.noMatchText).waitFor()
    },
  },
  {
    name: 'subjects-filters',
    async open(stage) {
      await go(stage, '/subjects')
      // A village that was chosen before counts as a filter.
      await press(stage.page, new RegExp(`^${stage.t.find.filters}`))
      await openedDialog(stage.page)
    },
  },
  {
    name: 'subjects-filtered',
    async open(stage) {
      await go(stage, '/subjects')
      await press(stage.page, new RegExp(`^${stage.t.find.filters}`))
      const sheet = await openedDialog(stage.page)
      await sheet.getByText(stage.t.find.openOnly, { exact: true }).click()
      await sheet.locator('.sheet__actions button, footer button').last().click()
      await expect(sheet).toBeHidden()
    },
  },
  { name: 'subject', open: openSubject },
  { name: 'subject-new', open: (stage) => go(stage, '/subjects/new') },
  {
    name: 'subject-new-mistakes',
    async open(stage) {
      await go(stage, '/subjects/new')
      await stage.page.locator('select').first().selectOption({ index: 1 })
      await press(stage.page, stage.t.subject.form.addMember)
      await press(stage.page, stage.t.subject.form.save)
      await stage.page.locator('[aria-invalid=true]').first().waitFor()
    },
  },
  {
    name: 'subject-edit',
    async open(stage) {
      await openSubject(stage)
      await stage.page.locator('a[href$="/edit"]').click()
      await stage.page.locator('form').first().waitFor()
    },
  },
  at('records', '/records'),
  at('records-drafts', '/records?state=draft'),
  at('attention', '/attention'),
  at('roster', '/roster'),
  {
    name: 'roster-village',
    async open(stage) {
      await go(stage, '/roster')
      await stage.page.locator('main a[href^="/roster/"]').first().click()
      await stage.page.waitForURL(/\/roster\/.+/)
    },
  },
  {
    name: 'empty-route',
    async open(stage) {
      await go(stage, '/route')
      const remove = stage.page.getByRole('button', { name: counted(stage.t.roster.route.remove) })
      await stage.page.getByText(stage.t.roster.route.due).first().waitFor()
      while ((await remove.count()) > 0) await remove.first().click()
      await stage.page.getByText(stage.t.roster.route.empty).waitFor()
    },
  },
  {
    name: 'route',
    async open(stage) {
      await go(stage, '/route')
      const stops = stage.page.getByRole('list', { name: stage.t.roster.route.next }).getByRole('listitem')
      for (let count = await stops.count(); count < 3; count++) {
        await press(stage.page, stage.t.roster.route.add)
        await expect(stops).toHaveCount(count + 1)
      }
    },
  },
]

const visitScenes: readonly Scene[] = [
  at('visit-new', '/visits/new'),
  {
    name: 'visit-mistakes',
    async open(stage) {
      await go(stage, '/visits/new')
      await press(stage.page, stage.t.visit.save)
      await stage.page.getByText(counted(stage.t.visit.checkFields)).first().waitFor()
    },
  },
  ...(['enterprise', 'meeting', 'stay', 'talk'] as const).map(
    (kind): Scene => ({
      name: `visit-${kind}`,
      async open(stage) {
        await go(stage, '/visits/new')
        const kinds = stage.page.getByRole('group', { name: stage.t.visit.kind })
        await kinds.getByText(stage.t.visit.kindTile[kind], { exact: true }).click()
        await stage.page.locator('summary').last().click()
      },
    }),
  ),
  {
    name: 'visit-picker',
    async open(stage) {
      await go(stage, '/visits/new')
      await stage.page.locator('[data-field="subject"] button').click()
      await openedDialog(stage.page)
    },
  },
  {
    name: 'visit-companions',
    async open(stage) {
      await go(stage, '/visits/new')
      await press(stage.page, stage.t.visit.addVisitor)
      await openedDialog(stage.page)
    },
  },
  {
    name: 'visit-category',
    async open(stage) {
      await openDraft(stage)
      await stage.page.getByText(stage.t.visit.issue.chooseCategory).click()
      await openedDialog(stage.page)
    },
  },
  {
    name: 'visit-again',
    async open(stage) {
      await openSubject(stage)
      await stage.page.locator('a[href*="/visits/new"]').first().click()
      await stage.page.getByText(stage.t.visit.last.title).waitFor()
    },
  },
  // At the issue that was being written, where the form was left.
  { name: 'visit-draft', open: openDraft },
  { name: 'visit', open: openVisit },
  {
    name: 'visit-withdraw',
    async open(stage) {
      await openVisit(stage)
      await press(stage.page, stage.t.visit.page.withdraw)
      await openedDialog(stage.page)
    },
  },
  {
    name: 'visit-correct',
    async open(stage) {
      await openVisit(stage)
      await stage.page.getByRole('link', { name: stage.t.visit.page.amend }).click()
      await stage.page.locator('form').first().waitFor()
    },
  },
  {
    name: 'issue',
    async open(stage) {
      await go(stage, '/attention')
      await stage.page.locator('article button').last().click()
      await openedDialog(stage.page)
    },
  },
  {
    name: 'issue-resubmit',
    async open(stage) {
      await go(stage, '/attention')
      await stage.page.locator('a[href$="/resubmit"]').first().click()
      await stage.page.locator('form').first().waitFor()
    },
  },
]

const otherScenes: readonly Scene[] = [
  at('sync', '/sync'),
  { ...at('settings', '/settings'), anew: true },
  {
    name: 'sign-out-unsent',
    async open(stage) {
      await go(stage, '/settings')
      await press(stage.page, stage.t.session.signOut.action)
      await stage.page.locator('dialog[open]').waitFor({ timeout: 30_000 })
    },
  },
  at('about', '/about'),
  at('diagnosis', '/diagnosis'),
  {
    name: 'diagnosis-report',
    async open(stage) {
      await go(stage, '/diagnosis')
      await stage.page.locator('summary').first().click()
    },
  },
  at('install', '/help/install'),
  at('self-test', '/help/self-test'),
  {
    name: 'self-test-done',
    async open(stage) {
      await go(stage, '/help/self-test')
      await press(stage.page, stage.t.help.test.run)
      await stage.page.getByRole('button', { name: stage.t.help.test.again }).waitFor({ timeout: 60_000 })
    },
  },
  at('feedback', '/feedback'),
  at('missing', '/no-such-page'),
  // Last, since it leaves a draft.
  {
    name: 'subject-new-like-another',
    async open(stage) {
      await go(stage, '/subjects/new')
      await stage.page.getByLabel(stage.t.subject.form.nameHousehold).first().fill('柳国松')
      await stage.page.getByText(stage.t.find.isThisOne).waitFor()
    },
  },
  {
    name: 'loss',
    async open(stage) {
      await go(stage, '/about')
      // As the app notes it down when the browser threw its database away.
      await stage.page.evaluate(() => {
        const witness = Object.keys(localStorage).find((name) => name.startsWith('minqing-witness|')) ?? ''
        const note = { told: { saved: 57, unsent: 4 }, read: 0 }
        localStorage.setItem(witness.replace('witness', 'loss'), JSON.stringify(note))
      })
      await go(stage, '/loss')
      await stage.page.getByText(stage.t.session.loss.doTitle).waitFor()
    },
    leave: ({ page }) =>
      page.evaluate(() => {
        for (const name of Object.keys(localStorage)) {
          if (name.startsWith('minqing-loss|')) localStorage.removeItem(name)
        }
      }),
  },
]

export const cadreScenes: readonly Scene[] = [
  ...listScenes,
  ...visitScenes,
  ...otherScenes,
  ...cadreLoopScenes,
]

/** The household of the story, which has a visit and two issues. */
async function openSubject(stage: Stage): Promise<void> {
  await go(stage, '/subjects')
  await stage.page.locator('main a[href*="/subjects/"]:not([href$="/new"])').nth(1).click()
  await stage.page.waitForURL(/\/subjects\/[0-9a-f-]{36}$/)
}

async function openDraft(stage: Stage): Promise<void> {
  await go(stage, '/records?state=draft')
  await stage.page.locator('main a[href*="/visits/new"]').first().click()
  await stage.page.locator('form').first().waitFor()
}

async function openVisit(stage: Stage): Promise<void> {
  await go(stage, '/records?state=waiting')
  await stage.page.locator('main a[href*="/visits/"]').first().click()
  await stage.page.waitForURL(/\/visits\/[0-9a-f-]{36}$/)
}
