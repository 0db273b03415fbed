/** 抽查回访 and 群众回执: a sample as it is taken from door to door, and the paper for a resident. */
import { at, go, openedDialog, press, type Scene, type Stage } from './scene'

/** The office's desk, with signal. */
export const drawScenes: readonly Scene[] = [
  at('draws', '/draws'),
  { name: 'draws-make', open: openMakeSheet },
  { name: 'draw', open: openDraw },
  {
    name: 'draw-visit',
    async open(stage) {
      await openDraw(stage)
      await press(stage.page, stage.t.draws.item.visit)
      await openedDialog(stage.page)
    },
  },
  {
    name: 'draw-missed',
    async open(stage) {
      await openDraw(stage)
      await press(stage.page, stage.t.draws.item.notReached)
      await press(await openedDialog(stage.page), stage.t.loop.draw.notReached.confirm)
      await stage.page.locator('dialog[open] [aria-invalid=true]').first().waitFor()
    },
  },
  at('draws-list', '/draws'),
]

/** On a cadre's phone, the page being open; given once, it is shown. */
export async function openSlip({ page, t }: Stage): Promise<void> {
  await page
    .getByRole('button', { name: t.slip.give, exact: true })
    .or(page.getByRole('button', { name: t.slip.show, exact: true }))
    .first()
    .click()
  await openedDialog(page)
}

async function openMakeSheet(stage: Stage): Promise<void> {
  await go(stage, '/draws')
  await press(stage.page, stage.t.draws.make.do)
  await openedDialog(stage.page)
}

/** The latest; where there is none yet, one is drawn. Its names come from the server. */
async function openDraw(stage: Stage): Promise<void> {
  await go(stage, '/draws')
  const make = stage.page.getByRole('button', { name: stage.t.draws.make.do, exact: true })
  await make.waitFor()
  const draws = stage.page.locator('main a[href*="/draws/"]')
  if ((await draws.count()) > 0) await draws.first().click()
  else {
    await openMakeSheet(stage)
    await press(stage.page.locator('dialog[open]'), stage.t.draws.make.confirm)
  }
  await stage.page.locator('main article').first().waitFor({ timeout: 30_000 })
}
