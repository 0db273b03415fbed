/** The administrator's desk: people with their accounts and devices, and areas. */
import { at, go, openedDialog, press, type Scene, type Stage } from './scene'

export const adminScenes: readonly Scene[] = [
  at('admin-home', '/'),
  { name: 'people', open: (stage) => go(stage, '/admin/people') },
  {
    name: 'people-new-mistakes',
    async open(stage) {
      await go(stage, '/admin/people')
      await press(stage.page, stage.t.admin.people.add)
      const sheet = await openedDialog(stage.page)
      await sheet.getByRole('button', { name: stage.t.common.save, exact: true }).click()
      await sheet.locator('[aria-invalid=true]').first().waitFor()
    },
  },
  ...(['facts', 'villages', 'login'] as const).map(
    (tab): Scene => ({ name: `person-${tab}`, open: (stage) => openPerson(stage, tab) }),
  ),
  {
    name: 'person-lost-device',
    async open(stage) {
      await openPerson(stage, 'login')
      await press(stage.page, stage.t.admin.devices.lost)
      await stage.page.getByRole('alertdialog').waitFor()
    },
  },
  { name: 'areas', open: (stage) => go(stage, '/admin/areas') },
  {
    name: 'area-new',
    async open(stage) {
      await go(stage, '/admin/areas')
      await press(stage.page, stage.t.admin.areas.addVillage)
      await openedDialog(stage.page)
    },
  },
  at('zone-settings', '/admin/settings'),
  at('units', '/admin/units'),
  { name: 'unit-new', open: (stage) => sheetOf(stage, '/admin/units', stage.t.zone.units.add) },
  {
    name: 'unit-end',
    async open(stage) {
      await go(stage, '/admin/units')
      await stage.page.getByRole('searchbox').fill('民政办')
      await stage.page
        .getByRole('main')
        .getByRole('button', { name: /民政办/ })
        .click()
      const sheet = await openedDialog(stage.page)
      await press(sheet, stage.t.zone.units.dissolve)
      await sheet.locator('[aria-invalid=true]').first().waitFor()
    },
  },
  {
    name: 'units-import',
    open: (stage) => sheetOf(stage, '/admin/units', stage.t.zone.table.import),
  },
  {
    name: 'units-import-rows',
    async open(stage) {
      await sheetOf(stage, '/admin/units', stage.t.zone.table.import)
      await choose(
        stage,
        '编号（不要改）,名称,类型,所在区域,状态\r\n,应急办,部门,,在用\r\n,招商专班,公司,,在用\r\n',
      )
    },
  },
  at('categories', '/admin/categories'),
  { name: 'category-new', open: (stage) => sheetOf(stage, '/admin/categories', stage.t.zone.categories.add) },
  {
    name: 'category-change',
    async open(stage) {
      await go(stage, '/admin/categories')
      await stage.page.getByRole('main').getByRole('listitem').first().getByRole('button').click()
      await openedDialog(stage.page)
    },
  },
  at('rules', '/admin/rules'),
  {
    name: 'rules-mistake',
    async open(stage) {
      await go(stage, '/admin/rules')
      await stage.page.getByLabel(stage.t.zone.rules.handBackDays).fill('99')
      await press(stage.page, stage.t.common.save)
      await stage.page.locator('[aria-invalid=true]').first().waitFor()
    },
  },
  at('calendar', '/admin/calendar'),
  {
    name: 'calendar-year',
    async open(stage) {
      await go(stage, '/admin/calendar')
      await stage.page.getByRole('main').getByRole('button', { name: /2026/ }).first().click()
      await openedDialog(stage.page)
    },
  },
  at('campaigns', '/admin/campaigns'),
  { name: 'campaign-new', open: (stage) => sheetOf(stage, '/admin/campaigns', stage.t.zone.campaigns.add) },
  {
    name: 'campaign-change',
    async open(stage) {
      await go(stage, '/admin/campaigns')
      await stage.page.getByRole('main').getByRole('listitem').first().getByRole('button').click()
      await openedDialog(stage.page)
    },
  },
  at('notice-texts', '/admin/notice-texts'),
  at('pairings', '/admin/pairings'),
  { name: 'pairing-new', open: (stage) => sheetOf(stage, '/admin/pairings', stage.t.zone.pairings.add) },
  {
    name: 'area-change',
    async open(stage) {
      await go(stage, '/admin/areas')
      await stage.page.getByRole('searchbox').fill('新春村')
      const name = stage.t.admin.areas.change.replace('{name}', '新春村')
      await press(stage.page, name)
      await openedDialog(stage.page)
    },
  },
]

/** A page and the sheet that one of its buttons opens. */
async function sheetOf(stage: Stage, path: string, button: string): Promise<void> {
  await go(stage, path)
  await press(stage.page, button)
  await openedDialog(stage.page)
}

/** A small table, as somebody would have saved it. */
async function choose(stage: Stage, text: string): Promise<void> {
  await stage.page
    .locator('dialog[open] input[type=file]')
    .setInputFiles({ name: '单位.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') })
  await stage.page.getByText(stage.t.zone.table.differences).waitFor()
}

/** Somebody who has signed in on a phone. */
async function openPerson(stage: Stage, tab: 'facts' | 'villages' | 'login'): Promise<void> {
  await go(stage, '/admin/people')
  await stage.page
    .getByRole('main')
    .getByRole('button', { name: /柳明芳/ })
    .click()
  const sheet = await openedDialog(stage.page)
  await sheet.getByRole('tab', { name: stage.t.admin.people.tab[tab] }).click()
}
