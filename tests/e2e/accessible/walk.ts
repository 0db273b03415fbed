/**
 * Every screen and every dialog over it, as `tests/support/screens` leads to them, loaded once and changed in place:
 * all of axe in the light theme; contrast in each other theme; in larger text and other widths what depends on size.
 * Nothing is cut off, nothing to press is below 48 px, nothing scrolls sideways, no text is untranslated, and the
 * console stays silent. Which pages were shown is noted for `everyPage.spec.ts`.
 */
import { expect, test } from '@playwright/test'
import { violationsOf } from '../../support/screens/axe'
import { gatherCast, type Cast, type Person, type RoleName } from '../../support/screens/cast'
import { faultsOf } from '../../support/screens/faults'
import { looks, sizeOf, wear, type Look } from '../../support/screens/looks'
import { notePlaces, watchPlaces } from '../../support/screens/places'
import { settle, speak, texts, type Scene } from '../../support/screens/scene'

const inChinese = looks.filter(({ locale }) => locale === 'zh-CN')
/** Depends on the size of things; all other rules hear nothing new from larger text. Targets are measured by `faultsOf`. */
const rulesOfSize = ['scrollable-region-focusable']

/** Some people's screens, one after the other in one browser; those of others can be walked side by side. */
export function walkScreens(names: readonly RoleName[]): void {
  // The office alone has some ninety screens, each in nine looks.
  test.describe.configure({ timeout: 1_200_000 })
  // A record of every step of fifty screens takes longer than the steps; what is wrong is told in words.
  test.use({ trace: 'off', screenshot: 'off' })

  let cast: Cast
  test.beforeAll(async () => {
    cast = await gatherCast()
  })
  test.afterAll(() => cast?.close())

  for (const name of names) {
    test(`no screen of the ${name} breaks a rule in any look`, async () => {
      const places = watchPlaces()
      const person = await cast.enter(name)
      await speak(person.page, person.origin, 'zh-CN')
      for (const scene of person.scenes) {
        const stage = { ...person, t: texts['zh-CN'] }
        await test.step(scene.name, async () => {
          await person.page.setViewportSize(sizeOf(person))
          try {
            await scene.open(stage)
            places.show(person.page.url())
            await lookAt(person, scene)
          } catch (error) {
            // What stood there instead tells more than what was waited for.
            const shown = await person.page.locator('body').innerText()
            expect.soft(`${(error as Error).message}\n${shown.slice(0, 500)}`, `${scene.name} opens`).toBe('')
          }
          await scene.leave?.(stage)
        })
      }
      notePlaces(name, places.shown())
    })
  }
}

/** All of a screen's faults are told, then those of the next one. */
async function lookAt(person: Person, scene: Scene): Promise<void> {
  const { page, width } = person
  // Ground and ink of a theme are the same at any width; sizes are the same in any theme.
  const [first, ...others] = inChinese
    .filter((look) => (width === 1280 || !look.desk) && (look.theme === 'light' || look.width === width))
    .sort((a, b) => Number(b.width === width) - Number(a.width === width)) as [Look, ...Look[]]
  await wear(page, first)
  await settle(page, scene.waits)
  tell(scene, first, await violationsOf(page))
  tell(scene, first, [...(await faultsOf(page, first.locale)), ...person.complaints()])
  for (const look of others) {
    await wear(page, look)
    await settle(page, scene.waits)
    if (look.theme === 'light') {
      tell(scene, look, await violationsOf(page, rulesOfSize))
      tell(scene, look, [...(await faultsOf(page, look.locale)), ...person.complaints()])
    } else tell(scene, look, await violationsOf(page, ['color-contrast']))
  }
}

function tell({ name }: Scene, look: Look, faults: readonly string[]): void {
  expect.soft(faults, `${name}, ${look.name}`).toEqual([])
}
