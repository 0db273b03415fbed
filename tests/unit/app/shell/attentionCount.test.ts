// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { h } from 'vue'
import { RouterView } from 'vue-router'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Client, ClientStatus } from '../../../../src/app/client/engine/client'
import type { KeyRecord } from '../../../../src/app/client/vault/keyRecord'
import ShellProvider from '../../../../src/app/components/shell/ShellProvider.vue'
import { leftBehind } from '../../../../src/app/session/leftBehind'
import { useSyncStore } from '../../../../src/app/stores/sync'
import { mountPage, textOf } from '../mountPage'
import { makeCadrePhone, shownText, tap, until, type CadrePhone } from '../record/cadrePhone'

enableAutoUnmount(afterEach)
// Engine, server and pages of one test take a second; a busy machine needs several times that.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let cadre: CadrePhone
beforeEach(async () => {
  document.body.innerHTML = ''
  localStorage.clear()
  cadre = await makeCadrePhone()
})

/** Pages inside the real shell, with its navigation and its badge. */
async function inShell(at: string, client: Client = cadre.client) {
  const keys = { roles: ['cadre'], tenantName: '区' } as unknown as KeyRecord
  const component = { render: () => h(ShellProvider, { keys }, () => h(RouterView)) }
  const mounted = await mountPage({ client, component, at })
  await flushPromises()
  return mounted
}

/** A visit with an issue that the server refuses: two commands, one record. */
async function refusedVisit(): Promise<void> {
  const { commands } = cadre.server
  const subjectId = cadre.subjects[0]!.id
  cadre.phone.clock.at += 4 * 86_400_000
  const happenedOn = new Date(cadre.phone.clock.at + 8 * 3_600_000).toISOString().slice(0, 10)
  const visit = commands.visit(cadre.me.id, subjectId, { happenedOn })
  const issue = commands.issue(subjectId, 0, { visitId: visit.args.visitId })
  await cadre.client.dispatch([visit, issue])
  cadre.phone.clock.at -= 4 * 86_400_000
  await cadre.client.sync()
}

async function sentBackIssue(): Promise<void> {
  const { args } = cadre.server.commands.issue(cadre.subjects[1]!.id, 0)
  await cadre.client.dispatch({ name: 'issue.register', args })
  await cadre.client.sync()
  await cadre.server.act(cadre.server.people.office, [
    { name: 'issue.sendBack', args: { issueId: args.issueId, remark: '请补充' } },
  ])
  await cadre.client.sync()
}

/** The other one overwrote a note of this person. */
async function conflict(): Promise<void> {
  const other = await makeCadrePhone('bothCadre', cadre.server)
  const { commands } = cadre.server
  await other.client.dispatch(commands.note(cadre.subjects[2]!.id, '晚上在家'))
  await cadre.client.dispatch(commands.note(cadre.subjects[2]!.id, '白天在家'))
  await cadre.client.sync()
  await other.client.sync()
  await cadre.client.sync()
}

const navCount = () => textOf(document, 'nav .badge .sr-only')[0]
const badge = () => textOf(document, 'header .sync')[0]

describe('需处理 has one number', () => {
  test('on the home page, in the navigation, in the badge, in the sync panel and under 更多', async () => {
    await refusedVisit()
    await sentBackIssue()
    await conflict()
    expect(cadre.client.status().refused).toBe(2)
    const { router } = await inShell('/')
    await until(() => shownText().includes('需要您处理'))
    const section = [...document.querySelectorAll('section')].find((each) =>
      each.textContent?.includes('需要您处理'),
    )
    expect(textOf(section!, '.section__head .badge .sr-only')).toEqual(['3 项'])
    expect(section!.textContent).toContain('1 条记录没有通过')
    expect(section!.textContent).toContain('1 处与别人改得不一样')
    expect(navCount()).toBe('3 条需处理')
    expect(badge()).toContain('3 条需处理')

    await router.push('/sync')
    await until(() => shownText().includes('最近联系'))
    const facts = new Map(
      textOf(document, 'dt').map((label, index) => [label, textOf(document, 'dd')[index]]),
    )
    expect(facts.get('需处理')).toBe('3')
    expect(shownText()).toContain('去处理')

    await router.push('/settings')
    await until(() => shownText().includes('退出登录'))
    expect(textOf(document, 'main .list-row .badge .sr-only')).toEqual(['3 条需处理'])
    expect((await leftBehind(cadre.client)).refused).toBe(1)
  })

  test('falls everywhere at once when a conflict was looked at', async () => {
    await conflict()
    await inShell('/attention')
    await until(() => navCount() === '1 条需处理')
    await tap('就这样')
    await until(() => shownText().includes('没有需要处理的事'))
    expect(navCount()).toBeUndefined()
  })

  test('an issue that came back says nothing about sending: the badge still claims what was sent', async () => {
    await sentBackIssue()
    await inShell('/')
    await until(() => navCount() === '1 条需处理')
    expect(badge()).toContain('都已送达')
  })
})

describe('what concerns the whole phone', () => {
  const told = (fields: Partial<ClientStatus>): Client => ({
    ...cadre.client,
    status: () => ({ ...cadre.client.status(), ...fields }),
  })

  test('no room for what came is said as that, not as no signal, with what to do', async () => {
    const client = told({ lastResult: 'failed' })
    const { router } = await inShell('/', client)
    await until(() => shownText().includes('本机没能存下新资料'))
    expect(shownText()).toContain('请删除一些不用的照片或应用')
    expect(shownText()).not.toMatch(/没有信号，|没有连上/)
    expect(badge()).toContain('请看一下')
    // The schedule, which only needs to know when to try again, reports such a round as one without network.
    useSyncStore().$patch({ report: { result: 'offline' }, reportedAt: Date.now() })
    await router.push('/sync')
    await until(() => shownText().includes('立即同步'))
    expect(shownText()).toContain('本机没能存下新资料')
    expect(shownText()).not.toContain('上次同步成功')
    expect(shownText()).not.toMatch(/没有信号，|没有连上/)
  })

  test.each([
    [{ waiting: 2, scopesHeld: 3 }, '您还有 2 条记录待送'],
    [{ waiting: 0, scopesHeld: 3 }, '正在清除'],
    [{ waiting: 0, scopesHeld: 0 }, '都已交给服务器，由综合协调组核对'],
  ])('a revoked device is told what became of its data: %o', async (fields, sentence) => {
    await inShell('/', told({ ...fields, lastProblem: 'deviceRevoked' }))
    await until(() => shownText().includes('这台设备已被停用'))
    expect(shownText()).toContain(sentence)
    expect(shownText()).toContain('作为一台新设备')
    expect(shownText()).toContain('重新登录')
  })

  test('nobody whose account is switched off is sent to the sign-in', async () => {
    await inShell('/', told({ waiting: 0, scopesHeld: 0, lastProblem: 'personInactive' }))
    await until(() => shownText().includes('您的账号已停用'))
    expect(shownText()).toContain('请联系园区管理员')
    expect(shownText()).not.toContain('重新登录')
  })
})
