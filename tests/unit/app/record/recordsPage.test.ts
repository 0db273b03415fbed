// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { shanghaiDate } from '../../../../src/domain/time/shanghai'
import { emptyVisitDraft } from '../../../../src/app/components/visit/visitDraft'
import { textOf } from '../mountPage'
import { makeCadrePhone, shownText, tap, tapStarting, until, write, type CadrePhone } from './cadrePhone'

enableAutoUnmount(afterEach)
// Engine, server and page of one test take a second; a busy machine needs several times that.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let cadre: CadrePhone
beforeEach(async () => {
  document.body.innerHTML = ''
  cadre = await makeCadrePhone()
})

const [offline, online] = [
  () => (cadre.phone.line.sync = () => Promise.resolve({ ok: false, reason: 'network' })),
  () => (cadre.phone.line.sync = (carry, request) => carry(request)),
]
async function saveVisit(narrative = '拉家常') {
  const visit = cadre.server.commands.visit(cadre.me.id, cadre.subjects[0]!.id, { narrative })
  const issue = cadre.server.commands.issue(cadre.subjects[0]!.id, 0, { visitId: visit.args.visitId })
  expect((await cadre.client.dispatch([visit, issue])).saved).toBe(true)
  return { visitId: visit.args.visitId, issueId: issue.args.issueId }
}
/** Each record with the state it shows. */
const records = (): string[] => textOf(document, 'main .list-row').map((text) => text)
const stateOf = (title: string): string | undefined => {
  const row = [...document.querySelectorAll('main .list-row')].find((each) =>
    each.querySelector('.list-row__title')?.textContent?.includes(title),
  )
  return row?.querySelector('.chip')?.textContent?.trim()
}

describe('my records', () => {
  test('a visit is on the phone until the server has it, and says so each time', async () => {
    offline()
    await saveVisit()
    await cadre.page('/records')
    await until(() => stateOf('户00') === '已存本机')
    await cadre.client.sync()
    expect(stateOf('户00')).toBe('已存本机')
    online()
    await cadre.client.sync()
    await until(() => stateOf('户00') === '已生效')
    expect(stateOf('路灯不亮')).toBe('待受理')
  })

  test('an issue shows its number and state once the office has dealt with it', async () => {
    const { issueId } = await saveVisit()
    await cadre.client.sync()
    await cadre.server.act(cadre.server.people.office, [cadre.server.commands.accept(issueId)])
    await cadre.client.sync()
    await cadre.page('/records')
    await until(() => stateOf('路灯不亮') === `${cadre.client.row('issue', issueId)!.data.number} 已列入清单`)
  })

  test('what was sent back stands under 退回, and an answer that waits is no longer there', async () => {
    const { issueId } = await saveVisit()
    await cadre.client.sync()
    await cadre.server.act(cadre.server.people.office, [
      { name: 'issue.sendBack', args: { issueId, remark: '请补充地点' } },
    ])
    await cadre.client.sync()
    await cadre.page('/records?state=returned')
    await until(() => stateOf('路灯不亮') === '退回补充')
    expect(records()).toHaveLength(1)
    await cadre.client.dispatch({ name: 'issue.resubmit', args: { issueId, reply: '一组路口' } })
    await until(() => shownText().includes('这一栏没有记录'))
  })

  test('a refused visit leads to what can be done about it', async () => {
    await saveVisit()
    const pairing = [...cadre.client.rows('pairing')].find(({ data }) => data.personId === cadre.me.id)!
    await cadre.server.act(cadre.server.people.admin, [cadre.server.commands.endPairing(pairing.id)])
    await cadre.client.sync()
    const [refused] = cadre.client.commands()
    await cadre.page('/records?state=returned')
    await until(() => records().length === 2)
    expect(document.querySelector(`main a[href="/attention#${refused!.id}"]`)).not.toBeNull()
  })

  test('drafts stand first, open where they were left, and come back after a hasty discard', async () => {
    await saveVisit()
    const data = { ...emptyVisitDraft('2026-07-01'), narrative: '写到一半', subjectId: cadre.subjects[1]!.id }
    await cadre.client.saveDraft({ id: 'd1', form: 'visit', content: { data, place: null } })
    const { toasts } = await cadre.page('/records')
    await until(() => records()[0]?.includes('走访草稿'))
    expect(records()[0]).toContain('户01')
    expect(document.querySelector('main a[href="/visits/new?draft=d1"]')).not.toBeNull()
    await tap('删除草稿')
    await until(async () => (await cadre.client.drafts()).length === 0)
    toasts.toasts.value.at(-1)!.action!.run()
    await until(() => records()[0]?.includes('写到一半'))
  })

  test('a draft of a form that this build does not know is listed and harms nothing', async () => {
    await cadre.client.saveDraft({ id: 'd1', form: 'from a later build', content: null })
    await cadre.client.saveDraft({ id: 'd2', form: 'visit', content: null })
    await cadre.page('/records')
    await until(() => records().length === 2)
  })

  test('records of another phone of the same person are there as well', async () => {
    await cadre.server.act(cadre.me, [cadre.server.commands.visit(cadre.me.id, cadre.subjects[2]!.id)])
    await cadre.client.sync()
    await cadre.page('/records')
    await until(() => stateOf('户02') === '已生效')
  })

  test('records of others are not', async () => {
    await cadre.server.act(cadre.server.people.bothCadre, [
      cadre.server.commands.visit(cadre.server.people.bothCadre.id, cadre.subjects[2]!.id),
    ])
    await cadre.client.sync()
    await cadre.page('/records')
    await until(() => shownText().includes('还没有记录'))
  })
})

describe('somebody who records no visits', () => {
  test('is told so where visits are recorded, and is offered none', async () => {
    const office = await makeCadrePhone('office')
    await office.page('/visits/new')
    await until(() => shownText().includes('没有对您开放'))
    expect(document.querySelector('form')).toBeNull()
    expect(shownText()).not.toContain('保存走访')
    document.body.innerHTML = ''
    await office.page('/records')
    await until(() => shownText().includes('还没有记录'))
    expect(document.querySelector('a[href*="/visits/new"]')).toBeNull()
    document.body.innerHTML = ''
    await office.page('/route')
    await until(() => shownText().includes('没有对您开放'))
    expect(shownText()).not.toContain('添加一户')
  })

  test('sees which lists an own step was about, and gets to them', async () => {
    const office = await makeCadrePhone('office')
    const { server, client } = office
    const [editionId, issueId] = [server.newId(), server.newId()]
    await server.act(server.people.cadre, [server.commands.issue(office.subjects[0]!.id, 0, { issueId })])
    await server.act(server.people.office, [server.commands.accept(issueId)])
    await client.sync()
    const month = shanghaiDate(Date.now()).slice(0, 7)
    const edition = {
      editionId,
      month,
      heldOn: shanghaiDate(Date.now()),
      title: '本月三张清单',
      publicForms: ['board' as const],
      correctsId: null,
      reason: '',
      items: [{ list: 'issues' as const, refId: issueId }],
    }
    expect((await client.dispatch({ name: 'edition.open', args: edition })).saved).toBe(true)
    await client.sync()
    await office.page('/records')
    await until(() => records().some((text) => text.includes('本月三张清单')))
    expect(document.querySelector(`main a[href="/lists/${editionId}"]`)).not.toBeNull()
  })

  test('sees which issue each own step was about, and gets to it', async () => {
    const { issueId } = await saveVisit()
    await cadre.client.sync()
    const office = await makeCadrePhone('office', cadre.server)
    expect((await office.client.dispatch([office.server.commands.accept(issueId)])).saved).toBe(true)
    const { router } = await office.page('/records')
    await until(() => records().length > 0)
    const title = office.client.row('issue', issueId)!.data.title
    expect(textOf(document, 'main .list-row__title')).toEqual([title])
    expect(records()[0]).toContain('受理问题')
    await tapStarting(title)
    await until(() => router.currentRoute.value.path === `/desk/${issueId}`)
  })
})

describe('the page of a visit', () => {
  test('tells what happened, and what has not reached the server', async () => {
    offline()
    const { visitId } = await saveVisit('看了菜园')
    await cadre.page(`/visits/${visitId}`)
    expect(shownText()).toContain('看了菜园')
    expect(shownText()).toContain('有内容待送')
    expect(textOf(document, '.timeline')[0]).toContain('待送')
    online()
    await cadre.client.sync()
    await until(() => !shownText().includes('有内容待送'))
  })

  test('is withdrawn with a reason only, and stays to be read', async () => {
    const { visitId } = await saveVisit('看了菜园')
    await cadre.page(`/visits/${visitId}`)
    await tap('撤回')
    await tap('撤回走访')
    await until(() => shownText().includes('请填写'))
    expect(cadre.client.row('visit', visitId)?.data.state).toBe('recorded')
    await write('为什么撤回', '记错了户')
    await tap('撤回走访')
    await until(() => shownText().includes('已撤回，原因：记错了户'))
    expect(shownText()).toContain('看了菜园')
    expect(textOf(document, '.action-bar')).toEqual([])
  })

  test('of somebody else can’t be withdrawn', async () => {
    const other = cadre.server.people.bothCadre
    const visit = cadre.server.commands.visit(other.id, cadre.subjects[0]!.id)
    await cadre.server.act(other, [visit])
    await cadre.client.sync()
    await cadre.page(`/visits/${visit.args.visitId}`)
    await flushPromises()
    expect(shownText()).toContain('拉家常')
    expect(textOf(document, '.action-bar')).toEqual([])
  })

  test('opens an issue in place', async () => {
    const { visitId } = await saveVisit()
    await cadre.page(`/visits/${visitId}`)
    await tapStarting('路灯不亮')
    await until(() => textOf(document, 'dialog[open]')[0]?.includes('待编号'))
  })
})
