/**
 * Every screen and every dialog over it, as `tests/support/screens` leads to them, loaded once and changed in place:
 * all of axe in the light theme; contrast in each other theme; in larger text and other widths what depends on size.
 * Nothing is cut off, nothing to press is below 48 px, nothing scrolls sideways, no text is untranslated, and the
 * console stays silent. A page of the router that no screen shows fails.
 */
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { gatherCast, roleNames, type Cast, type Person } from '../support/screens/cast'
import { faultsOf } from '../support/screens/faults'
import { looks, sizeOf, wear, type Look } from '../support/screens/looks'
import { watchPlaces } from '../support/screens/places'
import { settle, speak, texts, type Scene } from '../support/screens/scene'

// The cadre alone has some forty screens.
test.describe.configure({ timeout: 600_000 })
// A record of every step of forty screens takes longer than the steps; what is wrong is told in words.
test.use({ trace: 'off', screenshot: 'off' })

const places = watchPlaces()
const seen = new Set<string>()
let cast: Cast
test.beforeAll(async () => {
  cast = await gatherCast()
})
test.afterAll(() => cast?.close())

const inChinese = looks.filter(({ locale }) => locale === 'zh-CN')
/** Depends on the size of things; all other rules hear nothing new from larger text. Targets are measured by `faultsOf`. */
const rulesOfSize = ['scrollable-region-focusable']

for (const name of roleNames) {
  test(`no screen of the ${name} breaks a rule in any look`, async () => {
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
    seen.add(name)
  })
}

test('every page of the router was among them', () => {
  // After a failure the rest begins anew and has not seen everything; the failure is told already.
  if (seen.size === roleNames.length) expect(places.forgotten()).toEqual([])
})

/** All of a screen's faults are told, then those of the next one. */
async function lookAt(person: Person, scene: Scene): Promise<void> {
  const { page, width } = person
  const [first, ...others] = inChinese
    .filter((look) => width === 1280 || !look.desk)
    .sort((a, b) => Number(b.width === width) - Number(a.width === width)) as [Look, ...Look[]]
  await wear(page, first)
  await settle(page, scene.waits)
  const found = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  tell(scene, first, wordsOf(found.violations))
  tell(scene, first, [...(await faultsOf(page, first.locale)), ...person.complaints()])
  for (const look of others) {
    await wear(page, look)
    await settle(page, scene.waits)
    // Ground and ink of a theme are the same at any width; sizes are the same in any theme.
    if (look.theme !== 'light' && look.width === width)
      tell(scene, look, await violations(page, ['color-contrast']))
    if (look.theme !== 'light') continue
    tell(scene, look, await violations(page, rulesOfSize))
    tell(scene, look, [...(await faultsOf(page, look.locale)), ...person.complaints()])
  }
}

interface Violation {
  id: string
  nodes: readonly { html: string }[]
}
const wordsOf = (found: readonly Violation[]): string[] =>
  found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)

/** By the axe that the first look left in the page: sending it again takes longer than a rule. */
async function violations(page: Page, rules: readonly string[]): Promise<string[]> {
  const found = await page.evaluate(async (values) => {
    const { axe } = window as unknown as {
      axe: { run(root: Document, options: object): Promise<{ violations: Violation[] }> }
    }
    const { violations } = await axe.run(document, {
      runOnly: { type: 'rule', values },
      resultTypes: ['violations'],
    })
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) }))
  }, rules)
  return wordsOf(found)
}

function tell({ name }: Scene, look: Look, faults: readonly string[]): void {
  expect.soft(faults, `${name}, ${look.name}`).toEqual([])
}
