/** 实践活动: plans, activities, policy talks, cases, press and reports, for those who write and those who review. */
import { at, go, openedDialog, press, type Scene, type Stage } from './scene'

/** At the office's desk, with signal. */
export const campaignScenes: readonly Scene[] = [
  at('campaign', '/campaign'),
  at('campaign-plans', '/plans'),
  { name: 'campaign-plan', open: (stage) => openPlan(stage, 'submitted') },
  {
    name: 'campaign-plan-returned',
    async open(stage) {
      await openPlan(stage, 'returned')
      await stage.page.locator('main details summary').first().click()
    },
  },
  {
    name: 'campaign-plan-approve',
    async open(stage) {
      await openPlan(stage, 'submitted')
      await press(stage.page, stage.t.campaign.plan.approve)
      await openedDialog(stage.page)
    },
  },
  {
    name: 'campaign-plan-return',
    async open(stage) {
      await openPlan(stage, 'submitted')
      await press(stage.page, stage.t.campaign.plan.return)
      await refusedEmpty(stage, stage.t.campaign.plan.return)
    },
  },
  at('campaign-activities', '/activities'),
  {
    name: 'campaign-activity',
    async open(stage) {
      await go(stage, '/activities')
      await firstRow(stage).click()
      await openedDialog(stage.page)
    },
  },
  { name: 'campaign-activity-record', open: openRecord },
  {
    name: 'campaign-activity-withdraw',
    async open(stage) {
      await go(stage, '/activities')
      await firstRow(stage).click()
      await press(await openedDialog(stage.page), stage.t.campaign.activity.withdraw)
      await refusedEmpty(stage, stage.t.campaign.activity.withdraw)
    },
  },
  at('campaign-talks', '/talks'),
  at('campaign-cases', '/cases'),
  { name: 'campaign-case', open: (stage) => openCase(stage, 'submitted') },
  {
    name: 'campaign-case-write',
    async open(stage) {
      await go(stage, '/cases')
      await press(stage.page, stage.t.sharing.case.write)
      await press(await openedDialog(stage.page), stage.t.sharing.case.submit)
      await stage.page.locator('dialog[open] [aria-invalid=true]').first().waitFor()
    },
  },
  {
    name: 'campaign-case-publish',
    async open(stage) {
      await openCase(stage, 'submitted')
      await press(stage.page, stage.t.sharing.case.publish)
      await openedDialog(stage.page)
    },
  },
  {
    name: 'campaign-case-withdraw',
    async open(stage) {
      await openCase(stage, 'published')
      await press(stage.page, stage.t.sharing.case.withdraw)
      await refusedEmpty(stage, stage.t.sharing.case.withdraw)
    },
  },
  at('campaign-press', '/press'),
  {
    name: 'campaign-press-record',
    async open(stage) {
      await go(stage, '/press')
      await press(stage.page, stage.t.sharing.press.record)
      await refusedEmpty(stage, stage.t.sharing.press.save)
    },
  },
  at('campaign-reports', '/reports/units'),
  at('campaign-report', '/reports/units/unit-civil-affairs'),
]

/** On a unit's phone. */
export const unitCampaignScenes: readonly Scene[] = [
  at('unit-campaign', '/campaign'),
  at('unit-plans', '/plans'),
  {
    name: 'unit-plan',
    async open(stage) {
      await go(stage, '/plans')
      await stage.page.locator('main a[href*="/plans/"]').first().click()
      await stage.page.getByRole('heading', { name: stage.t.campaign.plan.current }).waitFor()
    },
  },
  at('unit-report', '/reports/units/unit-civil-affairs'),
]

/** On a cadre's phone, without signal. */
export const cadreCampaignScenes: readonly Scene[] = [
  at('cadre-campaign', '/campaign'),
  at('cadre-activities', '/activities'),
  { name: 'cadre-activity-record', open: openRecord },
]

const firstRow = ({ page }: Stage) => page.getByRole('main').getByRole('listitem').getByRole('button').first()

async function openPlan(stage: Stage, state: 'submitted' | 'returned'): Promise<void> {
  await go(stage, '/plans')
  const plans = stage.page.locator('main a[href*="/plans/"]')
  await plans.filter({ hasText: stage.t.domain.planState[state] }).first().click()
  await stage.page.getByRole('heading', { name: stage.t.campaign.plan.current }).waitFor()
}

async function openCase(stage: Stage, state: 'submitted' | 'published'): Promise<void> {
  await go(stage, '/cases')
  const cases = stage.page.locator('main a[href*="/cases/"]')
  await cases.filter({ hasText: stage.t.domain.caseState[state] }).first().click()
  await stage.page.locator('main article').waitFor()
}

/** A talk, which asks for more than the other kinds; nothing of it is kept that other scenes would find. */
async function openRecord(stage: Stage): Promise<void> {
  await go(stage, '/activities')
  await press(stage.page, stage.t.campaign.activity.record)
  await refusedEmpty(stage, stage.t.campaign.activity.save)
}

/** Confirmed with nothing written: says at its field what is missing. */
async function refusedEmpty(stage: Stage, confirm: string): Promise<void> {
  const sheet = await openedDialog(stage.page)
  await sheet.getByRole('button', { name: confirm, exact: true }).last().click()
  await sheet.locator('[aria-invalid=true]').first().waitFor()
}
