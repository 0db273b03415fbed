/**
 * The visit form to the end: drafts that outlive a killed browser down to the caret, the register put right in the same
 * stroke, things solved on the spot in two presses, and what the visit before offers to the next one.
 */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { openBrowser, phone, type Browser } from '../support/real/browser'
import { recordsOnDisk } from '../support/real/disk'
import { startRelay, type Relay } from '../support/real/network'
import { removeFolder, startRealServer, temporaryFolder, type RealServer } from '../support/real/server'
import {
  addIssue,
  fillVisit,
  goTo,
  saveVisit,
  signIn,
  unsentCount,
  untilOfflineReady,
  untilStill,
  visitsOf,
} from './journey'

const household = '柳国松'
const thirdWords = '渠塌了一段，秋播的水放不过来，我们几户'
const category: [string, string] = ['政策惠农', '农业生产']

test.describe.serial('the visit form', () => {
  const folders = { data: temporaryFolder('data'), phone: temporaryFolder('phone') }
  const mistakes: string[] = []
  let server: RealServer
  let relay: Relay
  let browser: Browser
  let origin: string

  const open = async (): Promise<Page> => {
    browser = await openBrowser(folders.phone, phone)
    browser.page.on('console', (message) => {
      if (message.type() === 'error' && !/ERR_|Failed to load/.test(message.text()))
        mistakes.push(message.text())
    })
    browser.page.on('pageerror', (error) => mistakes.push(String(error)))
    return browser.page
  }

  test.beforeAll(async () => {
    server = await startRealServer(folders.data)
    relay = await startRelay(() => server.port)
    origin = `http://127.0.0.1:${relay.port}`
    await signIn(await open(), origin, 'cadre1')
    await untilOfflineReady(browser.page)
  })
  test.afterAll(async () => {
    await browser?.close().catch(() => undefined)
    await relay?.close()
    await server?.stop()
    for (const folder of Object.values(folders)) removeFolder(folder)
  })

  test('killed in the third issue’s words with two other drafts, it goes on without signal at the same letter', async () => {
    const { page } = browser
    for (const words of ['第一家，门锁着', '第二家，说到一半']) {
      await page.goto(`${origin}/visits/new`)
      await narrative(page).fill(words)
      await expect(page.getByText(/^草稿已存/)).toBeVisible()
    }
    await page.goto(`${origin}/visits/new`)
    await fillVisit(page, household, '在院子里坐了半个钟头。')
    for (const number of [1, 2])
      await addIssue(page, number, { kind: '诉求', category, title: `事${number}`, words: `第${number}件` })
    await page.getByRole('button', { name: '再登记一个问题' }).click()
    const words = page.getByRole('textbox', { name: /^群众原话/ })
    await words.click()
    await page.keyboard.type(thirdWords.replace('放', ''), { delay: 20 })
    // Back into the middle of the sentence, with the box a little above the middle of the screen.
    for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowLeft')
    await page.mouse.move(200, 300)
    await page.mouse.wheel(0, -60)
    await untilStill(page)
    await savedAfter(page, () => page.keyboard.type('放'))
    await expect(words).toHaveValue(thirdWords)
    const before = await placeOf(words)
    expect(before.scrollY).toBeGreaterThan(400)

    await browser.kill()
    await relay.cut()
    const next = await open()
    await next.goto(origin)
    const drafts = next.locator('section').filter({ hasText: '没写完的草稿' })
    await expect(drafts.getByRole('listitem')).toHaveCount(3)
    await expect(drafts.getByText('第二家，说到一半')).toBeVisible()
    await drafts.getByText(household).click()
    const again = next.getByRole('textbox', { name: /^群众原话/ })
    await expect(again).toHaveValue(thirdWords)
    await expect(again).toBeFocused()
    await expect.poll(() => placeOf(again)).toEqual(before)
    // And it is written on where the hand was.
    await next.keyboard.type('都')
    await expect(again).toHaveValue(thirdWords.replace('放', '放都'))
  })

  test('a half-filled field in a folded part is open and in hand again after a reload', async () => {
    const { page } = browser
    await page.goto(`${origin}/visits/new`)
    await savedAfter(page, () => narrative(page).fill('第三家'))
    await page.getByText('补充（可不填）').click()
    await savedAfter(page, () => page.getByRole('textbox', { name: '地点' }).click())
    await page.reload()
    await expect(page.getByRole('textbox', { name: '地点' })).toBeFocused()
  })

  test('phone, family and tags are put right in the stroke of the visit, each as a command of its own', async () => {
    const { page } = browser
    await page.goto(origin)
    await page.locator('section').filter({ hasText: '没写完的草稿' }).getByText(household).click()
    await page.getByRole('button', { name: '删除问题 3' }).click()
    await page.getByText('资料有变化，顺手改').click()
    await page.getByRole('textbox', { name: '电话' }).fill('13900005566')
    await page.getByRole('textbox', { name: '标签' }).fill('党员户 在外务工')
    await page.getByRole('button', { name: '添加家庭成员' }).click()
    await page.getByRole('textbox', { name: '姓名' }).last().fill('柳小满')
    await page.getByRole('textbox', { name: '与户主关系' }).last().fill('孙女')
    await expect(page.getByText('已改动，和走访一起保存')).toBeVisible()
    await saveVisit(page)
    // Of a visit, two issues and the register; the form led to the household.
    for (const shown of ['139 0000 5566', '柳小满', '党员户']) {
      await expect(page.getByRole('main').getByText(new RegExp(shown.replaceAll(' ', '\\s?')))).toBeVisible()
    }
    await page.goto(`${origin}/sync`)
    await expect(unsentCount(page)).toHaveText('4')
  })

  test('the next visit to the same door begins from the last; an open issue is solved in two presses', async () => {
    const { page } = browser
    await page.goto(`${origin}/visits/new`)
    await fillVisit(page, household, '又去看了看。')
    await expect(page.getByText('上次走访')).toBeVisible()
    await expect(page.getByText('在院子里坐了半个钟头。').first()).toBeVisible()
    const known = page.getByRole('listitem').filter({ hasText: '事1' })
    await known.getByRole('button', { name: '当场解决了' }).click()
    await known.getByRole('button', { name: '打电话办好' }).click()
    await expect(known.getByRole('textbox', { name: /^怎么解决的/ })).toHaveValue(/当场打电话/)
    // A new one as well: marked solved, and by what.
    await page.getByRole('button', { name: '登记一个问题' }).click()
    await page.getByRole('group', { name: /^性质/ }).getByText('困难', { exact: true }).click()
    await page.getByRole('button', { name: /^类别/ }).click()
    for (const name of category) await page.locator('dialog[open]').getByText(name, { exact: true }).click()
    await page.getByRole('textbox', { name: /^一句话说清是什么事/ }).fill('手机不会缴费')
    await page.getByRole('textbox', { name: /^群众原话/ }).fill('缴医保的那个不会弄。')
    const card = page.locator('.card').filter({ hasText: '问题 1' })
    await card.getByText('当场解决了', { exact: true }).click()
    await card.getByRole('button', { name: '帮着填表申请' }).click()
    await saveVisit(page)
    await expect(page.getByRole('list', { name: '走访和问题' })).toContainText('手机不会缴费')
  })

  test('whom one went with is offered at the next door and not filled in, and a meeting’s issue may name who raised it', async () => {
    const { page } = browser
    await page.goto(`${origin}/visits/new`)
    await page.getByRole('group', { name: '走访类型' }).getByText('座谈会', { exact: true }).click()
    await page.getByLabel('村（社区）').selectOption({ label: '新春村' })
    await page.getByLabel('参加人数').fill('23')
    await page.getByRole('button', { name: '添加同行人' }).click()
    const people = page.locator('dialog[open]')
    await people.getByRole('searchbox').fill('龚道全')
    await people.getByText('龚道全', { exact: true }).click()
    await people.getByRole('button', { name: '选好了' }).click()
    await addIssue(page, 1, { kind: '诉求', category, title: '机耕路太窄', words: '收割机进不来。' })
    await page.getByRole('button', { name: '修改问题 1' }).click()
    await page.getByRole('button', { name: /^谁提的/ }).click()
    await people.getByRole('searchbox').fill(household)
    await people
      .getByRole('button', { name: new RegExp(household) })
      .first()
      .click()
    await expect(page.getByRole('button', { name: /^谁提的/ })).toContainText(household)
    await page.getByRole('button', { name: '商量结果' }).click()
    await expect(narrative(page)).toBeFocused()
    await page.keyboard.type('先修路。')
    await expect(narrative(page)).toHaveValue('商量结果：先修路。')
    await saveVisit(page)
    await page.goto(`${origin}/visits/new`)
    const offer = page.getByRole('button', { name: '和上次一样：龚道全' })
    await expect(offer).toBeVisible()
    const taken = page.getByRole('button', { name: '去掉同行人 龚道全' })
    await expect(taken).toHaveCount(0)
    await offer.click()
    await expect(taken).toBeVisible()
    await expect(offer).toHaveCount(0)
    await taken.click()
    // Nothing was typed: leaving it keeps no draft.
    await page.goto(origin)
    const drafts = page.locator('section').filter({ hasText: '没写完的草稿' })
    await expect(drafts.getByRole('listitem')).toHaveCount(3)
  })

  test('with signal all of it is sent and taken, and nothing was wrong on the way', async () => {
    await relay.mend()
    const { page } = browser
    await page.goto(`${origin}/sync`)
    await page.getByRole('button', { name: '立即同步' }).click()
    await expect(unsentCount(page)).toHaveText('0', { timeout: 60_000 })
    await goTo(page, '首页')
    await expect(page.getByText(/没有通过/)).toHaveCount(0)
    await visitsOf(page, household, '')
    const history = page.getByRole('list', { name: '走访和问题' })
    for (const title of ['事1', '手机不会缴费'])
      await expect(history.getByRole('listitem').filter({ hasText: title })).toContainText('待审核')
    for (const title of ['事2', '机耕路太窄'])
      await expect(history.getByRole('listitem').filter({ hasText: title })).toContainText('待受理')
    expect(mistakes).toEqual([])
  })
})

const narrative = (page: Page): Locator => page.getByRole('textbox', { name: '看到、听到、做了什么' })

interface Place {
  scrollY: number
  top: number
  caret: number
}

const placeOf = (box: Locator): Promise<Place> =>
  box.evaluate((element) => ({
    scrollY: Math.round(window.scrollY),
    top: Math.round(element.getBoundingClientRect().top),
    caret: (element as HTMLTextAreaElement).selectionEnd,
  }))

/** Does something in the form and waits until the draft that came of it is on the disk. */
async function savedAfter(page: Page, act: () => Promise<void>): Promise<void> {
  const at = await page.evaluate(() => Date.now())
  await act()
  await expect.poll(() => newestDraft(page)).toBeGreaterThanOrEqual(at)
}

/** When the newest draft was written, as the record on the disk says in plain. */
async function newestDraft(page: Page): Promise<number> {
  const drafts = await recordsOnDisk(page, 'drafts')
  return Math.max(0, ...drafts.map(({ updatedAt }) => Number(updatedAt)))
}
