/** 群众回执: given at the door without signal, looked up by somebody without account, script or app; guessing ends. */
import { expect, test } from '@playwright/test'
import { openBrowser } from '../support/real/browser'
import { removeFolder, startRealServer, temporaryFolder } from '../support/real/server'
import { addIssue, byItself, fillVisit, saveVisit, signIn, untilOfflineReady } from './journey'

test.describe.configure({ timeout: 240_000 })

const title = '三组机耕路塌了一截'

test('a slip given without signal answers anybody who holds it, and nobody who guesses', async () => {
  const folders = ['data', 'phone', 'resident'].map(temporaryFolder) as [string, string, string]
  const server = await startRealServer(folders[0])
  const origin = `http://127.0.0.1:${server.port}`
  const cadre = await openBrowser(folders[1])
  const { page, context } = cadre
  const sheet = page.locator('dialog[open]')
  let code = ''
  try {
    await signIn(page, origin, 'cadre1')
    await untilOfflineReady(page)

    await test.step('without signal the code stands on the phone, one press after the visit', async () => {
      await context.setOffline(true)
      await page.getByRole('navigation').getByRole('link', { name: '记走访' }).click()
      await fillVisit(page, '柳国松', '看了机耕路')
      await addIssue(page, 1, {
        kind: '困难',
        category: ['政策惠农', '农业生产'],
        title,
        words: '下雨塌的，三轮车过不去',
      })
      await saveVisit(page)
      await page.getByRole('button', { name: '给回执', exact: true }).first().click()
      const shown = sheet.getByText(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
      await expect(shown).toBeVisible()
      code = (await shown.textContent()) ?? ''
      await expect(sheet.getByText(`${origin}/public/slip`)).toBeVisible()
      await expect(sheet.getByRole('img', { name: '扫码打开查询网址' })).toBeVisible()
      await sheet.getByRole('button', { name: '关闭', exact: true }).last().click()
    })

    const resident = await openBrowser(folders[2])
    const plain = await resident.context.browser()?.newContext({ javaScriptEnabled: false })
    const paper = await (plain ?? resident.context).newPage()
    const look = async (typed: string): Promise<void> => {
      await paper.goto(`${origin}/public/slip`)
      await paper.getByLabel('查询码', { exact: true }).fill(typed)
      await paper.getByRole('button', { name: '查询' }).click()
    }
    try {
      await test.step('it answers nothing before the matter has arrived', async () => {
        await look(code)
        await expect(paper.getByRole('heading', { name: '没有查到' })).toBeVisible()
        await context.setOffline(false)
        await expect(page.locator('header').getByText('都已送达')).toBeVisible(byItself)
      })

      await test.step('then state and dates, and not a word of what it is', async () => {
        await look(code.toLowerCase())
        await expect(paper.getByText('已登记，等待受理')).toBeVisible()
        const said = await paper.locator('body').innerText()
        expect(said).toMatch(/反映日期\s*\d{4}年\d{1,2}月\d{1,2}日/)
        for (const kept of ['机耕路', '三组', '农业', '柳']) expect(said).not.toContain(kept)
        expect(paper.url()).toBe(`${origin}/public/slip`)
        expect(await paper.context().cookies()).toEqual([])
      })

      await test.step('a wrong code finds nothing, and too many are refused', async () => {
        await look('AAAA-AAAA')
        await expect(paper.getByText(/请对照回执条再输一次/)).toBeVisible()
        const statuses = new Set<number>()
        for (let tried = 0; tried < 20; tried++) {
          const answer = await paper.request.post(`${origin}/public/slip`, { form: { code: 'AAAA-AAAA' } })
          statuses.add(answer.status())
        }
        expect([...statuses]).toEqual([200, 429])
        await look(code)
        await expect(paper.getByRole('heading', { name: '查得太多了，请稍后再查' })).toBeVisible()
      })
    } finally {
      await plain?.close()
      await resident.close()
    }
  } finally {
    await cadre.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }
})
