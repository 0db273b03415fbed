// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makePhone } from '../../../fixtures/syncPhone'
import { shanghaiDate } from '../../../../src/domain/time/shanghai'
import {
  makeCadrePhone,
  shownText,
  tapStarting,
  tick,
  until,
  write,
  type CadrePhone,
} from '../record/cadrePhone'
import { mountPage, textOf } from '../mountPage'

enableAutoUnmount(afterEach)
// Engine, server and page of one test take a second; a busy machine needs several times that.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let cadre: CadrePhone
beforeEach(async () => {
  document.body.innerHTML = ''
  // Every page of a browser has a state of its own; here all share the window's.
  window.history.replaceState(null, '')
  // The search is kept with the place in the history, which all tests of this file share.
  window.history.replaceState(null, '')
  cadre = await makeCadrePhone('bothCadre')
})

async function search(text: string): Promise<void> {
  const box = document.querySelector<HTMLInputElement>('main input[type=search]')!
  box.value = text
  box.dispatchEvent(new Event('input', { bubbles: true }))
  await flushPromises()
}
const recently = (): string => shanghaiDate(Date.now() - 3 * 86_400_000)
const names = (): string[] => textOf(document, 'main .subject-row__name')

describe('the register', () => {
  test('shows one village at a time, by group', async () => {
    await cadre.page('/subjects')
    expect(names()).toEqual(['户00', '户01', '户02'])
    expect(shownText()).toContain('3 个')
    document.querySelectorAll<HTMLInputElement>('.segments__input')[1]!.click()
    await until(() => names()[0] === '户10')
    expect(names()).toEqual(['户10', '户11', '户12'])
  })

  test('searches all villages, in full-width as in half-width', async () => {
    await cadre.page('/subjects')
    await search('户１')
    await until(() => names().join() === '户10,户11,户12')
    await search('户0 2')
    await until(() => names().join() === '户02')
  })

  test('shows the same search again to someone who comes back', async () => {
    const { router } = await cadre.page('/subjects')
    await search('户02')
    await router.push(`/subjects/${cadre.subjects[2]!.id}`)
    await until(() => shownText().includes('联系方式'))
    router.back()
    await until(() => names().join() === '户02')
  })

  test('offers to add whom nobody has found, by the name that was typed', async () => {
    const { router } = await cadre.page('/subjects')
    await search('周承勤')
    await until(() => shownText().includes('没有找到“周承勤”'))
    await tapStarting('新建“周承勤”')
    await until(() => router.currentRoute.value.path === '/subjects/new')
    expect(router.currentRoute.value.query['name']).toBe('周承勤')
  })

  test('tells the last visit and what is open, of own unsent work too', async () => {
    const [first] = cadre.subjects
    const visit = cadre.server.commands.visit(cadre.me.id, first!.id)
    const issue = cadre.server.commands.issue(first!.id, 0, { visitId: visit.args.visitId })
    await cadre.client.dispatch([visit, issue])
    await cadre.page('/subjects')
    await until(() => textOf(document, 'main .subject-row').length > 0)
    const [row] = textOf(document, 'main .subject-row')
    expect(row).toContain('7月1日')
    expect(row).toContain('1 件未办结')
    expect(textOf(document, 'main .subject-row')[1]).toContain('还没走访')
  })

  test('does not count a withdrawn visit as the last one', async () => {
    const visit = cadre.server.commands.visit(cadre.me.id, cadre.subjects[0]!.id)
    await cadre.client.dispatch([
      visit,
      { name: 'visit.withdraw', args: { visitId: visit.args.visitId, reason: '记错了户' } },
    ])
    await cadre.page('/subjects')
    await until(() => textOf(document, 'main .subject-row').length > 0)
    expect(textOf(document, 'main .subject-row')[0]).toContain('还没走访')
  })

  test('says that nothing is granted any more, where nothing is', async () => {
    for (const { id, data } of [...cadre.client.rows('pairing')]) {
      if (data.personId !== cadre.me.id) continue
      await cadre.server.act(cadre.server.people.admin, [cadre.server.commands.endPairing(id)])
    }
    await cadre.client.sync()
    await cadre.page('/subjects')
    await until(() => shownText().includes('还没有联系的村'))
  })

  test('says so when it was never filled and there is no signal', async () => {
    const phone = await makePhone(cadre.server, cadre.me)
    phone.line.sync = () => Promise.resolve({ ok: false, reason: 'network' })
    const client = await phone.open()
    await mountPage({ client, at: '/subjects' })
    expect(shownText()).toContain('正在把资料装到本机')
    await client.sync()
    await until(() => shownText().includes('资料还没有装到本机'))
  })
})

describe('finding', () => {
  const summary = (): string => textOf(document, '.summary')[0] ?? ''
  const marked = (): string[] => textOf(document, 'main mark')

  test('marks what was found, and says where the row does not show it', async () => {
    const { zone } = cadre.server
    await cadre.client.dispatch({
      name: 'subject.edit',
      args: {
        subjectId: cadre.subjects[1]!.id,
        campaignId: zone.campaignId,
        subject: { tags: ['党员户'] },
        contact: { phone: '139 0000 7788' },
      },
    })
    await cadre.page('/subjects')
    await search('户01')
    await until(() => marked().join() === '户01')
    await search('党员')
    await until(() => names().join() === '户01')
    expect(textOf(document, 'main .subject-row')[0]).toContain('党员户')
    await search('户 7788')
    await until(() => textOf(document, 'main .subject-row')[0]?.includes('139 0000 7788'))
    expect(marked()).toEqual(['户', '7788'])
  })

  test('filters by what happened, and each filter is taken away with one press', async () => {
    const visit = cadre.server.commands.visit(cadre.me.id, cadre.subjects[0]!.id, { happenedOn: recently() })
    const issue = cadre.server.commands.issue(cadre.subjects[1]!.id, 0)
    await cadre.client.dispatch([visit, issue])
    await cadre.page('/subjects')
    await tapStarting('筛选')
    await until(() => document.querySelector('dialog[open]'))
    await tick('30 天')
    await until(() => summary() === '2 个')
    expect(names()).toEqual(['户01', '户02'])
    await tick('有未办结的')
    await until(() => names().join() === '户01')
    await tapStarting('看 1 个')
    expect(textOf(document, '.chips__chip')).toEqual(['V1', '30 天没走访', '有未办结的问题'])
    await tapStarting('去掉筛选：有未办结的问题')
    await until(() => names().join() === '户01,户02')
    await tapStarting('去掉筛选：V1')
    await until(() => names().join() === '户01,户02,户10,户11,户12')
    await tapStarting('去掉筛选：30 天没走访')
    await until(() => names().join() === '户00,户01,户02')
  })

  test('filters by care group where this person holds any, and says nothing of it elsewhere', async () => {
    await cadre.page('/subjects')
    await tapStarting('筛选')
    await until(() => document.querySelector('dialog[open]'))
    expect(shownText()).not.toContain('特殊群体')
    await cadre.client.dispatch({
      name: 'subject.edit',
      args: {
        subjectId: cadre.subjects[2]!.id,
        campaignId: cadre.server.zone.campaignId,
        care: { groups: ['care-1'] },
      },
    })
    await until(() => shownText().includes('特殊群体'))
    await write('特殊群体', 'care-1')
    await until(() => names().join() === '户02')
  })

  test('keeps search and filters for whoever comes back', async () => {
    const { router } = await cadre.page('/subjects')
    await tapStarting('筛选')
    await until(() => document.querySelector('dialog[open]'))
    await tick('农户/居民户')
    await tapStarting('看')
    await search('户02')
    await until(() => names().join() === '户02')
    await router.push(`/subjects/${cadre.subjects[2]!.id}`)
    await until(() => shownText().includes('联系方式'))
    router.back()
    await until(() => names().join() === '户02')
    expect(textOf(document, '.chips__chip')).toEqual(['V1', '农户/居民户'])
  })

  test('says that filters leave nobody, and takes them away', async () => {
    await cadre.page('/subjects')
    await tapStarting('筛选')
    await until(() => document.querySelector('dialog[open]'))
    await tick('基层单位')
    await until(() => shownText().includes('没有符合条件的走访对象'))
    await tapStarting('没有符合的')
    await tapStarting('全部清除')
    await until(() => names().length === 3)
  })

  test('does not take pinyin or digits for a name to be added', async () => {
    await cadre.page('/subjects')
    await search('zhouchengqin')
    await until(() => shownText().includes('没有找到'))
    expect(shownText()).not.toContain('新建“')
    await search('7788')
    await until(() => shownText().includes('没有找到“7788”'))
    expect(shownText()).not.toContain('新建“')
  })
})

describe('the page of a subject', () => {
  test('calls with one press, whatever the number looks like', async () => {
    const { zone } = cadre.server
    await cadre.client.dispatch({
      name: 'subject.edit',
      args: {
        subjectId: cadre.subjects[0]!.id,
        campaignId: zone.campaignId,
        contact: { phone: '0722-331 20 18' },
      },
    })
    await cadre.page(`/subjects/${cadre.subjects[0]!.id}`)
    expect(document.querySelector('a[href^="tel:"]')?.getAttribute('href')).toBe('tel:07223312018')
    expect(shownText()).toContain('0722-331 20 18')
    expect(shownText()).toContain('有修改待送')
    await cadre.client.sync()
    await until(() => !shownText().includes('有修改待送'))
  })

  test('lists visits and issues, the newest first, and opens an issue’s story', async () => {
    const [first] = cadre.subjects
    const visit = cadre.server.commands.visit(cadre.me.id, first!.id, { happenedOn: '2026-06-20' })
    const issue = cadre.server.commands.issue(first!.id, 0)
    await cadre.client.dispatch([visit, issue])
    await cadre.page(`/subjects/${first!.id}`)
    expect(textOf(document, 'main .list-row__title')).toEqual(['路灯不亮', '入户走访'])
    await tapStarting('路灯不亮')
    await until(() => document.querySelector('dialog[open]'))
    expect(textOf(document, 'dialog[open]')[0]).toContain('门口的灯坏了')
  })

  test('offers only what this person may do: the office edits and records no visits', async () => {
    const phone = await makePhone(cadre.server, cadre.server.people.office)
    const client = await phone.open()
    await client.sync()
    await mountPage({ client, at: `/subjects/${cadre.subjects[0]!.id}` })
    await until(() => shownText().includes('类型'))
    expect(textOf(document, '.action-bar a')).toEqual(['修改'])
  })
})
