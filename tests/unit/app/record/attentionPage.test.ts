// @vitest-environment happy-dom
import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import { mountPage, textOf } from '../mountPage'
import {
  errorOf,
  field,
  makeCadrePhone,
  shownText,
  tap,
  tick,
  tile,
  until,
  write,
  type CadrePhone,
} from './cadrePhone'

enableAutoUnmount(afterEach)
// Engine, server and page of one test take a second; a busy machine needs several times that.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let cadre: CadrePhone
beforeEach(async () => {
  document.body.innerHTML = ''
  localStorage.clear()
  cadre = await makeCadrePhone()
})

/** Written by a phone whose clock ran four days ahead: what it took for today lies in the future for the server. */
async function refusedVisit(
  narrative = '收成一般',
): Promise<{ visitId: string; issueId: string; subjectId: string }> {
  const { commands } = cadre.server
  const subjectId = cadre.subjects[0]!.id
  cadre.phone.clock.at += 4 * 86_400_000
  const happenedOn = new Date(cadre.phone.clock.at + 8 * 3_600_000).toISOString().slice(0, 10)
  const visit = commands.visit(cadre.me.id, subjectId, { narrative, happenedOn })
  const issue = commands.issue(subjectId, 0, { visitId: visit.args.visitId, words: '塘底漏水' })
  expect((await cadre.client.dispatch([visit, issue])).saved).toBe(true)
  const solved = { issueId: issue.args.issueId, measure: '堵了漏洞', result: '', happenedOn: '2026-07-01' }
  await cadre.client.dispatch({ name: 'issue.resolveOnSite', args: solved })
  await cadre.client.dispatch(commands.amend(visit.args.visitId, `${narrative}，想种油菜`))
  cadre.phone.clock.at -= 4 * 86_400_000
  await cadre.client.sync()
  expect(cadre.client.status().refused).toBe(4)
  return { visitId: visit.args.visitId, issueId: issue.args.issueId, subjectId }
}
const cards = (): string[] => textOf(document, 'main article')

describe('a refused visit', () => {
  test('is one card with its issues and corrections, and says why', async () => {
    await refusedVisit()
    await cadre.page('/attention')
    expect(cards()).toHaveLength(1)
    expect(cards()[0]).toContain('入户走访 户00')
    expect(cards()[0]).toContain('连同 1 个问题')
    expect(cards()[0]).toContain('还没到这一天')
  })

  test('shows every word that was typed', async () => {
    await refusedVisit()
    await cadre.page('/attention')
    await tap('看内容')
    for (const typed of ['收成一般', '塘底漏水', '堵了漏洞', '收成一般，想种油菜'])
      expect(cards()[0]).toContain(typed)
  })

  test('is copied as plain lines', async () => {
    await refusedVisit()
    const copied: string[] = []
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text))
    await cadre.page('/attention')
    await tap('复制')
    await until(() => copied.length === 1)
    expect(copied[0]).toContain('走访情况：收成一般')
    expect(copied[0]).toContain('群众原话：塘底漏水')
    expect(copied[0]).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
  })

  test('opens as a form with all of it, and once sent again it is settled and gone from here', async () => {
    const { visitId, issueId } = await refusedVisit()
    const { router } = await cadre.page('/attention')
    await tap('改正后重报')
    await until(
      () => router.currentRoute.value.path === '/visits/new' && document.querySelector('form textarea'),
    )
    expect(field('看到、听到、做了什么').value).toBe('收成一般，想种油菜')
    await write('走访日期', '2026-07-01')
    await tap('保存走访')
    await until(() => router.currentRoute.value.path.startsWith('/subjects/'))
    await cadre.client.sync()
    expect(cadre.client.row('visit', visitId)?.data).toMatchObject({
      narrative: '收成一般，想种油菜',
      happenedOn: '2026-07-01',
    })
    expect(cadre.client.row('issue', issueId)?.data).toMatchObject({
      words: '塘底漏水',
      state: 'awaitingReview',
    })
    expect(cadre.client.status().refused).toBe(0)
    await router.push('/attention')
    await until(() => shownText().includes('没有需要处理的事'))
  })

  test('whose correction was begun goes on with that draft, and stays here until it is sent', async () => {
    await refusedVisit()
    const { router } = await cadre.page('/attention')
    await tap('改正后重报')
    await until(() => document.querySelector('form textarea'))
    await write('看到、听到、做了什么', '改到一半')
    await router.push('/attention')
    await until(() => shownText().includes('接着改（草稿）'))
    expect(cadre.client.status().refused).toBe(4)
    await tap('接着改（草稿）')
    await until(() => document.querySelector('form textarea'))
    expect(field('看到、听到、做了什么').value).toBe('改到一半')
    expect(await cadre.client.drafts()).toHaveLength(1)
  })

  test('is let go of in one press that can be taken back, and stays readable in the records', async () => {
    await refusedVisit()
    const { router, toasts } = await cadre.page('/attention')
    await tap('不再处理')
    await until(() => shownText().includes('没有需要处理的事'))
    expect(cadre.client.status().refused).toBe(0)
    toasts.toasts.value.at(-1)?.action?.run()
    await until(() => cadre.client.status().refused === 4)
    await until(() => !shownText().includes('没有需要处理的事'))
    await tap('不再处理')
    await until(() => cadre.client.status().refused === 0)
    await router.push('/records')
    await until(() => shownText().includes('收成一般'))
    expect(shownText()).toContain('已处理')
  })
})

describe('what hangs on something refused', () => {
  test('says that the other comes first, and is free once that was dealt with', async () => {
    const { commands } = cadre.server
    const subjectId = cadre.server.newId()
    await cadre.client.dispatch(commands.create(0, '周承勤', subjectId))
    const visit = commands.visit(cadre.me.id, subjectId)
    await cadre.client.dispatch(visit)
    const pairing = [...cadre.client.rows('pairing')].find(({ data }) => data.personId === cadre.me.id)!
    await cadre.server.act(cadre.server.people.admin, [commands.endPairing(pairing.id)])
    await cadre.client.sync()
    await cadre.page('/attention')
    await until(() => cards().length === 2)
    expect(cards()[0]).toContain('没有找到这条记录，或者您没有办理它的权限')
    expect(cards()[1]).toContain('先改好前一条')
    await cadre.client.settle([cadre.client.commands()[0]!.id])
    await until(() => cards()[0]?.includes('前一条已经处理了'))
  })
})

describe('a refused edit of the family', () => {
  test('shows who was meant, and opens with all of it as it was typed', async () => {
    const { commands, newId, zone } = cadre.server
    const subjectId = cadre.subjects[0]!.id
    const [daughter, mother, son] = [newId(), newId(), newId()]
    const edit = (
      members: CommandArgs<'subject.edit'>['members'] & object,
    ): Extract<CommandRequest, { name: 'subject.edit' }> => ({
      name: 'subject.edit',
      args: { subjectId, campaignId: zone.campaignId, members },
    })
    await cadre.client.dispatch(
      edit({
        put: [
          { id: daughter, name: '周小满' },
          { id: mother, name: '周母' },
        ],
        remove: [],
      }),
    )
    await cadre.client.sync()
    const pairing = [...cadre.client.rows('pairing')].find(({ data }) => data.personId === cadre.me.id)!
    await cadre.client.dispatch(
      edit({
        put: [
          { id: daughter, birthYear: 2014 },
          { id: son, name: '周小宝' },
        ],
        remove: [mother],
      }),
    )
    // For a moment the household is not this cadre's.
    await cadre.server.act(cadre.server.people.admin, [commands.endPairing(pairing.id)])
    await cadre.client.sync()
    await cadre.server.act(cadre.server.people.admin, [commands.pair(cadre.me.id, 0)])
    await cadre.client.sync()
    await cadre.page('/attention')
    await until(() => cards().length === 1)
    await tap('看内容')
    expect(cards()[0]).toContain('周小满 2014、周小宝')
    expect(cards()[0]).toContain('删除的家庭成员周母')
    await tap('改正后重报')
    await until(() => document.querySelector('form'))
    expect(shownText()).toContain('“周母”不再列为家庭成员')
    expect(field('出生年份').value).toBe('2014')
    await tap('保存')
    await until(() => cadre.client.commands().at(-1)?.state === 'waiting')
    await cadre.client.sync()
    const names = cadre.client
      .related('subjectMember.subjectId', subjectId)
      .map(({ data }) => [data.name, data.birthYear])
    expect(names.sort()).toEqual([
      ['周小宝', null],
      ['周小满', 2014],
    ])
  })
})

describe('an issue that was sent back', () => {
  async function sentBack(overrides: { confidential?: boolean } = {}): Promise<string> {
    const { args } = cadre.server.commands.issue(cadre.subjects[0]!.id, 0)
    await cadre.client.dispatch({ name: 'issue.register', args: { ...args, ...overrides } })
    await cadre.client.sync()
    await cadre.server.act(cadre.server.people.office, [
      { name: 'issue.sendBack', args: { issueId: args.issueId, remark: '请补充路灯编号' } },
    ])
    await cadre.client.sync()
    return args.issueId
  }

  test('is answered with what the office asked for in sight; only what was changed is sent', async () => {
    const issueId = await sentBack()
    const { router } = await cadre.page('/attention')
    expect(cards()[0]).toContain('请补充路灯编号')
    await tap('补充后再报')
    await until(() => document.querySelector('form textarea'))
    expect(shownText()).toContain('请补充路灯编号')
    expect(field('群众原话').value).toBe('门口的灯坏了')
    await write('群众原话', '门口 12 号灯坏了')
    await write('补充说明', '到现场看过')
    await tap('再次上报')
    await until(() => router.currentRoute.value.path === '/attention')
    expect(cadre.client.commands().at(-1)?.envelope.args).toEqual({
      issueId,
      words: '门口 12 号灯坏了',
      reply: '到现场看过',
    })
    await until(() => shownText().includes('没有需要处理的事'))
    await cadre.client.sync()
    expect(cadre.client.row('issue', issueId)?.data).toMatchObject({
      state: 'reported',
      words: '门口 12 号灯坏了',
    })
  })

  test('is put right in kind and urgency, and made confidential, all as it was at first', async () => {
    const issueId = await sentBack()
    const { router } = await cadre.page(`/issues/${issueId}/resubmit`)
    await until(() => document.querySelector('form textarea'))
    expect(tile('诉求').checked).toBe(true)
    expect(shownText()).not.toContain('紧急上报')
    await tick('风险隐患')
    await tick('紧急上报')
    await tick('保密')
    await tap('再次上报')
    await until(() => router.currentRoute.value.path === '/attention')
    expect(cadre.client.commands().at(-1)?.envelope.args).toEqual({
      issueId,
      kind: 'risk',
      urgent: true,
      confidential: true,
      reply: '',
    })
    await cadre.client.sync()
    expect(cadre.client.row('issue', issueId)?.data).toMatchObject({
      kind: 'risk',
      urgent: true,
      confidential: true,
    })
  })

  test('that is confidential is offered no way back', async () => {
    const issueId = await sentBack({ confidential: true })
    await cadre.page(`/issues/${issueId}/resubmit`)
    await until(() => document.querySelector('form textarea'))
    expect(shownText()).toContain('按保密处理')
    expect(() => tile('保密')).toThrow()
  })

  test('keeps a half-written answer', async () => {
    const issueId = await sentBack()
    const { router } = await cadre.page(`/issues/${issueId}/resubmit`)
    await until(() => document.querySelector('form textarea'))
    await write('补充说明', '写到一半')
    const { draft } = router.currentRoute.value.query
    await router.push('/attention')
    await until(async () => (await cadre.client.drafts()).length === 1)
    await router.push(`/issues/${issueId}/resubmit?draft=${String(draft)}`)
    await until(() => document.querySelector('form textarea'))
    expect(field('补充说明').value).toBe('写到一半')
  })

  test('whose words were emptied says so at the field', async () => {
    await cadre.page(`/issues/${await sentBack()}/resubmit`)
    await until(() => document.querySelector('form textarea'))
    await write('群众原话', '')
    await tap('再次上报')
    expect(errorOf('群众原话')).toBe('请填写')
  })

  test('needs no answer any more once the office has moved on', async () => {
    const issueId = await sentBack()
    await cadre.client.dispatch({ name: 'issue.resubmit', args: { issueId, reply: '已补充' } })
    await cadre.page(`/issues/${issueId}/resubmit`)
    await until(() => shownText().includes('现在不用补充'))
  })
})

describe('two people who changed the same field', () => {
  /** Mine came later and stands; the other one’s was there first. */
  async function conflict(): Promise<CadrePhone> {
    const other = await makeCadrePhone('bothCadre', cadre.server)
    const { commands } = cadre.server
    const [subject] = cadre.subjects
    await other.client.dispatch(commands.note(subject!.id, '晚上在家'))
    await cadre.client.dispatch(commands.note(subject!.id, '白天在家'))
    await cadre.client.sync()
    await other.client.sync()
    await other.client.sync()
    await cadre.client.sync()
    return other
  }

  test('both see both values, and what stands now', async () => {
    const other = await conflict()
    for (const { client } of [cadre, other]) {
      document.body.innerHTML = ''
      const { wrapper } = await mountPage({ client, at: '/attention' })
      await until(() => cards().length === 1)
      expect(cards()[0]).toContain('户00')
      for (const value of ['白天在家', '晚上在家']) expect(cards()[0]).toContain(value)
      wrapper.unmount()
    }
  })

  test('the one whose value was overwritten can put it back, as a new edit', async () => {
    await conflict()
    await cadre.page('/attention')
    await until(() => cards().length === 1)
    await tap('改回我的')
    await until(() => shownText().includes('没有需要处理的事'))
    await cadre.client.sync()
    expect(cadre.client.row('subject', cadre.subjects[0]!.id)?.data.notes).toBe('白天在家')
  })

  test('of a family member is told with the name, and put back there', async () => {
    const { commands, newId, zone } = cadre.server
    const subjectId = cadre.subjects[0]!.id
    const id = newId()
    const put = (member: { name?: string; birthYear?: number }): CommandRequest => ({
      name: 'subject.edit',
      args: {
        subjectId,
        campaignId: zone.campaignId,
        members: { put: [{ id, ...member }], remove: [] },
      },
    })
    await cadre.client.dispatch([commands.rename(subjectId, '周承勤'), put({ name: '周小满' })])
    await cadre.client.sync()
    const other = await makeCadrePhone('bothCadre', cadre.server)
    await cadre.client.dispatch(put({ birthYear: 2014 }))
    await other.client.dispatch(put({ birthYear: 2015 }))
    await cadre.client.sync()
    await other.client.sync()
    await cadre.client.sync()
    await cadre.page('/attention')
    await until(() => cards().length === 1)
    expect(cards()[0]).toContain('周承勤 周小满：出生年份')
    for (const value of ['2014', '2015']) expect(cards()[0]).toContain(value)
    await tap('改回我的')
    await until(() => shownText().includes('没有需要处理的事'))
    await cadre.client.sync()
    expect(cadre.client.row('subjectMember', id)?.data).toMatchObject({ name: '周小满', birthYear: 2014 })
    expect(cadre.client.row('subject', subjectId)?.data.name).toBe('周承勤')
  })

  test('leaving it is remembered, and changes nothing', async () => {
    const other = await conflict()
    await mountPage({ client: other.client, at: '/attention' })
    await until(() => cards().length === 1)
    expect(shownText()).not.toContain('改回我的')
    await tap('就这样')
    await until(() => shownText().includes('没有需要处理的事'))
    document.body.innerHTML = ''
    await mountPage({ client: other.client, at: '/attention' })
    await until(() => shownText().includes('没有需要处理的事'))
    expect(other.client.commands()).toHaveLength(1)
  })
})
