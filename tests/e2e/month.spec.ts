/**
 * A whole month of one zone through the screens: seven people on devices of their own, about half of them without signal
 * at any time, from twelve visits to the notice that anybody reads. In the end every device says the same.
 */
import { expect, test, type Browser } from '@playwright/test'
import { addIssue, byItself, saveVisit } from './journey'
import { chips, openAtDesk, openOwn, openTask, sheet, take } from './loopJourney'
import {
  approveNotice,
  expectInRecords,
  expectInTasks,
  expectNothingRefused,
  freezeMonth,
  handInNotice,
  readLedger,
  standings,
} from './monthEnd'
import { gatherZone, type Person, type Zone } from './monthPeople'
import { ends, issues, threshing, titleOf, visits, type IssueKey } from './monthStory'

test.describe.configure({ timeout: 600_000 })

test('a month: reported, merged, handled, urged, struck off, reopened, frozen, posted, and all agree', async ({
  browser,
}) => {
  const zone = await gatherZone()
  try {
    await report(zone)
    await decide(zone)
    await handle(zone)
    await answer(zone)
    await end(zone)
    await publish(zone, browser)
    await agree(zone)
  } finally {
    await zone.close()
  }
})

/** Week 1. */
async function report({ people: { cadre1, cadre2, leader1 }, signalFor }: Zone): Promise<void> {
  await test.step('twelve visits without signal, twenty issues', async () => {
    await signalFor('office1', 'assessor1', 'publicity1')
    await Promise.all([cadre1, cadre2, leader1].map(recordVisits))
    expect(Object.values(visits).flat()).toHaveLength(12)
    expect(Object.values(visits).flatMap((of) => of.flatMap(({ raised }) => raised))).toHaveLength(20)
  })
}

/** Week 2. */
async function decide({ people: { cadre2, office1 }, signalFor }: Zone): Promise<void> {
  const { page } = office1
  await signalFor('cadre1', 'cadre2', 'leader1', 'unit1')

  await test.step('a resident takes back what the office, without signal, is about to accept', async () => {
    await openOwn(cadre2, titleOf('road'))
    await take(cadre2.page, {
      does: '群众撤回',
      seldom: true,
      write: { 群众怎么说的: '村里自己出钱拓宽了，不用办了。' },
      confirm: '记撤回',
    })
    await expect(chips(cadre2.page).getByText(/待审核销号/)).toBeVisible()
    await expect(cadre2.page.locator('header').getByText('都已送达')).toBeVisible(byItself)
  })

  await test.step('the office accepts, declines, sends back, merges, splits and defers', async () => {
    await acceptAll(
      office1,
      keys.filter((key) => !['insurance', 'noise', 'bus'].includes(key)),
    )
    await openAtDesk(office1, titleOf('noise'))
    await take(page, {
      does: '不予受理',
      write: { 原因: '国道不归园区管。', 怎样答复群众的: '告诉他怎样向公路部门反映。' },
      confirm: '不予受理',
    })
    await openAtDesk(office1, titleOf('bus'))
    await take(page, { does: '退回补充', write: { 要补充什么: '请写清有几个孩子坐车。' }, confirm: '退回' })
    const master = titleOf('water')
    for (const key of ['kitchen', 'hill'] as const) {
      await openAtDesk(office1, titleOf(key))
      await take(page, { does: '并入主问题', seldom: true, search: master, press: [master], confirm: '并入' })
      await expect(chips(page).getByText('已并入主问题')).toBeVisible()
    }
    await openAtDesk(office1, titleOf('junction'))
    const { title: 标题, words: 群众原话 } = threshing
    await take(page, { does: '拆分', seldom: true, write: { 标题, 群众原话 }, confirm: '拆分' })
    await openAtDesk(office1, titleOf('roof'))
    await take(page, {
      does: '暂缓办理',
      seldom: true,
      write: { 为什么现在办不了: '危房改造明年才有指标。', 怎样答复群众的: '先盖油布，明年头一批报。' },
      confirm: '暂缓办理',
    })
    await expect(chips(page).getByText('暂缓办理')).toBeVisible()
  })

  await test.step('it assigns five of them, and strikes off what was solved on the spot', async () => {
    for (const key of ['lamp', 'canal', 'water', 'pension', 'medicine'] as const) {
      await openAtDesk(office1, titleOf(key))
      await take(page, {
        does: '交办',
        choose: { 责任单位: '民政办', 责任领导: '查秀莲' },
        write: { 办理措施: '上门看过以后，一周内办好。' },
        confirm: '交办',
      })
      await expect(chips(page).getByText('办理中')).toBeVisible()
    }
    await openAtDesk(office1, titleOf('insurance'))
    await take(page, { does: '销号', press: ['已解决'], confirm: '销号' })
    await expect(chips(page).getByText('已销号')).toBeVisible()
  })
}

/** Week 3. */
async function handle({ people: { leader1, unit1, office1, assessor1 }, signalFor }: Zone): Promise<void> {
  await signalFor('cadre1', 'office1', 'assessor1')

  await test.step('what the office was too late for is told with its reason, and laid aside', async () => {
    const { page, origin } = office1
    await page.goto(`${origin}/attention`)
    const refused = page.getByRole('article').filter({ hasText: titleOf('road') })
    await expect(refused).toContainText('现在是“待审核销号”')
    await refused.getByRole('button', { name: '不再处理' }).click()
    await expect(page.getByText('没有需要处理的事')).toBeVisible()
  })

  await test.step('the unit without signal: signs, reports, finishes two, asks for time, hands one back', async () => {
    const { page } = unit1
    for (const key of ['lamp', 'canal', 'water', 'medicine'] as const) {
      await openTask(unit1, titleOf(key))
      await take(page, { does: '签收', confirm: '签收' })
      await expect(chips(page).getByText('办理中')).toBeVisible()
      if (key === 'lamp' || key === 'water') {
        await take(page, { does: '报办结', write: { 怎么办的: '当天就修好了。' }, confirm: '报办结' })
        await expect(chips(page).getByText('已办结')).toBeVisible()
      }
      if (key === 'canal') {
        await take(page, {
          does: '申请延期',
          seldom: true,
          press: ['20 个工作日'],
          write: { 为什么要延期: '要等停水才能砌。' },
          confirm: '提出申请',
        })
        await expect(page.getByText('正在申请延期')).toBeVisible()
      }
      if (key === 'medicine')
        await take(page, { does: '报进展', write: { 办到哪一步了: '已向医院要药。' }, confirm: '保存进展' })
    }
    await openTask(unit1, titleOf('pension'))
    await take(page, {
      does: '退件',
      seldom: true,
      write: { 为什么退件: '津贴由人社服务中心发。' },
      confirm: '退件',
    })
    await expect(chips(page).getByText('已退件')).toBeVisible()
  })

  await test.step('the leader without signal: claims a prominent issue, and completes what was sent back', async () => {
    const { page, origin } = leader1
    await openOwn(leader1, titleOf('bridge'))
    await take(page, { does: '认领办理', write: { 办理措施: '先拦起来，再焊栏杆。' }, confirm: '认领' })
    await expect(chips(page).getByText(/办理中/)).toBeVisible()
    await take(page, { does: '确定突出问题', seldom: true, press: ['涂思远'], confirm: '保存' })
    await expect(page.getByText('突出问题，涂思远 牵头')).toBeVisible()
    await page.goto(`${origin}/attention`)
    const returned = page.getByRole('article').filter({ hasText: titleOf('bus') })
    await returned.getByRole('link', { name: '补充后再报' }).click()
    await page.getByRole('textbox', { name: /^群众原话/ }).fill('四个娃每天要走两里路去坐车。')
    await page.getByRole('button', { name: '再次上报' }).click()
    await expect(page.getByText('已保存在本机，有信号时自动再报')).toBeVisible()
  })

  await test.step('指导考核组 urges', async () => {
    await openAtDesk(assessor1, titleOf('medicine'))
    await take(assessor1.page, {
      does: '督办',
      seldom: true,
      write: { 督办内容: '老人断药了，请本周办到。' },
      confirm: '发出督办',
    })
    await expect(assessor1.page.getByText('老人断药了，请本周办到。').first()).toBeVisible()
  })
}

/** Week 4. */
async function answer({ people: { cadre1, unit1, office1 }, signalFor }: Zone): Promise<void> {
  await signalFor('office1', 'unit1', 'leader1')

  await test.step('the office grants time, gives what came back to another unit, accepts what was completed', async () => {
    const { page } = office1
    await openTask(office1, titleOf('canal'))
    await take(page, { does: '同意延期', confirm: '同意延期' })
    await expect(page.getByText('期限变更')).toBeVisible()
    await openTask(office1, titleOf('pension'))
    await take(page, {
      does: '改派',
      seldom: true,
      choose: { 责任单位: '人社服务中心' },
      write: { 为什么改派: '津贴由人社服务中心发。' },
      confirm: '改派',
    })
    await expect(chips(page).getByText('待签收')).toBeVisible()
    await openAtDesk(office1, titleOf('bus'))
    await expect(page.getByText('四个娃每天要走两里路去坐车。').first()).toBeVisible()
    await take(page, { does: '受理', confirm: '受理' })
    await expect(chips(page).getByText(/已列入清单/)).toBeVisible()
  })

  await test.step('the unit replies to the urge, and finishes within the new time', async () => {
    const { page } = unit1
    await openTask(unit1, titleOf('medicine'))
    await take(page, { does: '回复督办', write: { 回复内容: '药明天送到家。' }, confirm: '回复' })
    await expect(page.getByText('药明天送到家。').first()).toBeVisible()
    await openTask(unit1, titleOf('canal'))
    await expect(page.getByText('期限变更')).toBeVisible(byItself)
    await take(page, { does: '报办结', write: { 怎么办的: '砌好了，放水试过。' }, confirm: '报办结' })
    await expect(chips(page).getByText('已办结')).toBeVisible()
  })

  await test.step('the cadre without signal asks two residents, who are satisfied', async () => {
    for (const key of ['lamp', 'water'] as const) await askResident(cadre1, key, '满意', /待审核销号/)
  })
}

/** Week 5. */
async function end({ people: { cadre1, cadre2, office1 }, signalFor }: Zone): Promise<void> {
  await signalFor('cadre1', 'cadre2', 'publicity1')

  await test.step('a third one is not satisfied: it goes back to the unit', async () => {
    await askResident(cadre1, 'canal', '不满意', /办理中/)
  })

  await test.step('the office, without signal, strikes off', async () => {
    const { page } = office1
    for (const key of ['lamp', 'water', 'road'] as const) {
      await openAtDesk(office1, titleOf(key))
      await take(page, { does: '销号', press: key === 'road' ? [] : ['已解决'], confirm: '销号' })
      await expect(chips(page).getByText(/已销号/)).toBeVisible()
    }
  })

  await signalFor('office1', 'assessor1', 'leader1')

  await test.step('one was wrong: it is reopened under its old number', async () => {
    const { page } = office1
    await openAtDesk(office1, titleOf('lamp'))
    const before = /\d{4}-\d{4}/.exec(await chips(page).innerText())?.[0]
    expect(before).toBeDefined()
    await take(page, {
      does: '复号',
      seldom: true,
      write: { 为什么重新办: '三天后又不亮了。' },
      confirm: '复号',
    })
    await expect(chips(page).getByText(`${before} 办理中`)).toBeVisible()
    await expect(page.getByText('复号 1 次').first()).toBeVisible()
  })

  await test.step('both households of the common matter are told, the one of another village by its own cadre', async () => {
    const told = { does: '记已告知', write: { 群众怎么说: '晓得了，水来了。' }, confirm: '保存' }
    await openOwn(cadre1, titleOf('kitchen'))
    await take(cadre1.page, told)
    await openOwn(cadre2, titleOf('hill'))
    await take(cadre2.page, told)
  })
}

/** The last day. */
async function publish({ people, origin, signalFor }: Zone, browser: Browser): Promise<void> {
  const { office1, publicity1 } = people
  const { page } = office1
  await signalFor('cadre1', 'cadre2', 'office1', 'publicity1')

  await test.step('the office sees both told', async () => {
    await openAtDesk(office1, titleOf('water'))
    await expect(page.getByText('已告知 2 / 2')).toBeVisible()
  })

  await test.step('the month is frozen with a decision, and its ledger says what happened', async () => {
    const decision = '下月开会再看一次，务必修好。'
    const { counts } = await freezeMonth(office1, { title: titleOf('lamp'), decision })
    const ledger = await readLedger(page)
    expect(ledger.map(({ name }) => name)).toEqual(['问题清单', '任务清单', '效果清单'])
    expect(ledger.map(({ lines }) => lines.length)).toEqual(counts)
    for (const { name, title, lines } of ledger) {
      expect(title).toMatch(new RegExp(`\\d{4}年\\d{1,2}月${name}$`))
      expect(lines.map(({ 序号 }) => Number(序号))).toEqual(lines.map((_, at) => at + 1))
    }
    const lineOf = (list: number, key: IssueKey, column: '问题描述' | '措施') =>
      ledger[list]?.lines.find((line) => line[column]?.includes(titleOf(key)))
    expect(lineOf(0, 'lamp', '问题描述')).toMatchObject({
      来源: '入户走访',
      责任单位: '民政办',
      责任领导: '查秀莲',
      进展: expect.stringMatching(/^办理中/),
      备注: `研究意见：${decision}`,
    })
    expect(lineOf(0, 'roof', '问题描述')?.['进展']).toMatch(/^暂缓办理/)
    expect(lineOf(0, 'kitchen', '问题描述')?.['进展']).toMatch(/^已并入主问题 \d{4}-\d{4}/)
    expect(lineOf(1, 'canal', '措施')?.['进展']).toMatch(/^重新办理/)
    expect(lineOf(1, 'pension', '措施')?.['责任单位']).toBe('人社服务中心')
    expect(lineOf(2, 'water', '问题描述')).toMatchObject({ 满意度: '满意', 责任单位: '民政办' })
  })

  await test.step('a notice is posted by somebody else, and read by anybody without script', async () => {
    const path = await handInNotice(page)
    const context = await browser.newContext({ javaScriptEnabled: false })
    const stranger = await context.newPage()
    const address = `${origin}${path}`
    expect((await stranger.goto(address))?.status()).toBe(404)
    await approveNotice(publicity1)
    expect((await stranger.goto(address))?.status()).toBe(200)
    const text = await stranger.locator('body').innerText()
    for (const key of ['lamp', 'water', 'roof'] as const) expect(text).toContain(titleOf(key))
    expect(text).toContain('0722-3310000')
    expect(text).toMatch(/某某/)
    expect(text).not.toMatch(/1[3-9]\d{9}|\d{17}[\dX]/u)
    for (const kept of ['夜里', '灶屋就接不到水', '查秀莲', '老人断药']) expect(text).not.toContain(kept)
    await context.close()
  })
}

/** Everybody is back. */
async function agree({ people, everybodyOnline }: Zone): Promise<void> {
  await everybodyOnline()
  const { cadre1, cadre2, leader1, unit1, office1, assessor1 } = people
  const all = await standings(office1)
  const standing = new Map([...all].filter(([title]) => title in ends))

  await test.step('each issue ends as told, under a number of its own', () => {
    const states = [...standing].map(([title, words]) => [title, words.replace(/^[\d-]+ /, '')])
    expect(Object.fromEntries(states)).toEqual(ends)
    const numbers = [...standing.values()].flatMap((words) => /^\d{4}-\d{4}/.exec(words)?.[0] ?? [])
    const counted = numbers.map((number) => Number(number.slice(5))).sort((a, b) => a - b)
    // Without a gap, whoever had no signal when.
    expect(counted).toEqual(counted.map((_, at) => (counted[0] ?? 0) + at))
    expect(counted.length).toBeGreaterThanOrEqual(19)
  })

  await test.step('every device says the same, and nothing was turned down in silence', async () => {
    const ofAssessor = await standings(assessor1)
    for (const [title, words] of standing) expect(ofAssessor.get(title)).toBe(words)
    await Promise.all([
      ...[cadre1, cadre2, leader1].map((person) => expectInRecords(person, ownTitles(person), standing)),
      expectInTasks(unit1, (['lamp', 'canal', 'water', 'medicine'] as const).map(titleOf), standing),
    ])
    await Promise.all(Object.values(people).map(expectNothingRefused))
  })
}

const keys = Object.keys(issues) as IssueKey[]

/** All that the month's story has for this person, one household after the other. */
async function recordVisits({ page, origin, login }: Person): Promise<void> {
  for (const [at, { narrative, raised }] of (visits[login] ?? []).entries()) {
    await page.goto(`${origin}/visits/new?kind=household`)
    await page.getByText('选择走访对象').click()
    await sheet(page).getByRole('list').getByRole('button').nth(at).click()
    await expect(sheet(page)).toHaveCount(0)
    await page.getByRole('textbox', { name: '看到、听到、做了什么' }).fill(narrative)
    for (const [count, key] of raised.entries()) await addIssue(page, count + 1, issues[key])
    await saveVisit(page)
  }
}

/** 受理 of several at once, in the table. */
async function acceptAll({ page, origin }: Person, those: readonly IssueKey[]): Promise<void> {
  await page.goto(`${origin}/desk?state=reported`)
  await page.getByRole('radio', { name: '表格' }).check()
  for (const key of those) await page.getByLabel(`选中：${titleOf(key)}`, { exact: true }).check()
  await page.getByRole('button', { name: '受理', exact: true }).click()
  await sheet(page)
    .getByRole('button', { name: `受理（${those.length} 件）` })
    .click()
  await expect(sheet(page).getByText(`已办 ${those.length} 件`)).toBeVisible()
  await sheet(page).getByRole('button', { name: '知道了' }).click()
  await page.getByRole('radio', { name: '列表' }).check()
}

async function askResident(
  person: Person,
  key: IssueKey,
  satisfaction: '满意' | '不满意',
  becomes: RegExp,
): Promise<void> {
  await openOwn(person, titleOf(key))
  await take(person.page, {
    does: '记回访',
    press: [satisfaction],
    write: { 群众怎么说: satisfaction === '满意' ? '办好了，谢谢。' : '水还是放不过来。' },
    confirm: '保存回访',
  })
  await expect(chips(person.page).getByText(becomes)).toBeVisible()
}

const ownTitles = ({ login }: Person): string[] =>
  (visits[login] ?? []).flatMap(({ raised }) => raised.map(titleOf))
