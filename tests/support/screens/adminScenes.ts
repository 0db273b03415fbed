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
