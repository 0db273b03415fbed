// @vitest-environment happy-dom
import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  errorOf,
  field,
  makeCadrePhone,
  shownText,
  tap,
  tapStarting,
  tick,
  until,
  write,
  writeLast,
  type CadrePhone,
} from '../record/cadrePhone'
import { makePhone } from '../../../fixtures/syncPhone'
import { mountPage } from '../mountPage'

enableAutoUnmount(afterEach)
// Engine, server and page of one test take a second; a busy machine needs several times that.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let cadre: CadrePhone
beforeEach(async () => {
  document.body.innerHTML = ''
  cadre = await makeCadrePhone()
})
const saved = () => cadre.client.commands().map(({ envelope }) => envelope)

describe('a new subject', () => {
  test('is saved with contact, family and care groups, and opens', async () => {
    const { router } = await cadre.page('/subjects/new?name=周承勤')
    expect(field('户主姓名').value).toBe('周承勤')
    await write('电话', '139 0000 0000')
    await tap('添加家庭成员')
    await write('姓名', '周小满')
    await write('出生年份', '2014')
    await tick('独居老人')
    await tap('保存')
    await until(() => router.currentRoute.value.name === 'subject')
    expect(shownText()).toContain('周小满')
    expect(saved()).toMatchObject([
      {
        name: 'subject.create',
        args: { name: '周承勤', areaId: 'V1', members: [{ birthYear: 2014 }], care: { groups: ['care-1'] } },
      },
    ])
  })

  test('of a name that is there already asks whether it is the same, while it is typed', async () => {
    await cadre.page('/subjects/new')
    await write('户主姓名', '户0')
    expect(shownText()).not.toContain('是这一户吗')
    await write('户主姓名', '户00')
    await until(() => shownText().includes('是这一户吗'))
    expect(shownText()).toContain('同名')
    expect(document.querySelector(`main a[href="/subjects/${cadre.subjects[0]!.id}"]`)).not.toBeNull()
  })

  test('that is refused says why at the field and keeps every word', async () => {
    await cadre.page('/subjects/new')
    await write('备注', '身份证 11010519491231002X')
    await tap('保存')
    expect(errorOf('户主姓名')).toBe('请填写')
    await write('户主姓名', '周承勤')
    await tap('保存')
    await until(() => errorOf('备注') !== '')
    expect(errorOf('备注')).toContain('身份证')
    expect(field('备注').value).toBe('身份证 11010519491231002X')
    expect(saved()).toEqual([])
  })
})

describe('an edit', () => {
  test('sends only what was changed', async () => {
    const [first] = cadre.subjects
    const { router } = await cadre.page(`/subjects/${first!.id}/edit`)
    await write('电话', '139')
    await tap('保存')
    await until(() => router.currentRoute.value.name === 'subject')
    expect(saved()[0]?.args).toEqual({
      subjectId: first!.id,
      contact: { phone: '139' },
      campaignId: cadre.server.zone.campaignId,
    })
  })

  test('of the family sends who was added, changed and removed; a removal can be taken back', async () => {
    const [first] = cadre.subjects
    const [daughter, mother] = [cadre.server.newId(), cadre.server.newId()]
    await cadre.client.dispatch({
      name: 'subject.edit',
      args: {
        subjectId: first!.id,
        campaignId: cadre.server.zone.campaignId,
        members: {
          put: [
            { id: daughter, name: '周小满', relation: '女儿', birthYear: 2014 },
            { id: mother, name: '周母' },
          ],
          remove: [],
        },
      },
    })
    await cadre.client.sync()
    const { router } = await cadre.page(`/subjects/${first!.id}/edit`)
    expect(field('姓名').value).toBe('周小满')
    await write('出生年份', '2015')
    await tapStarting('删除成员 1')
    expect(shownText()).toContain('“周小满”不再列为家庭成员')
    await tap('不删除')
    expect(field('出生年份').value).toBe('2015')
    await tapStarting('删除成员 2')
    await tap('添加家庭成员')
    await writeLast('姓名', '周小宝')
    await tap('保存')
    await until(() => router.currentRoute.value.name === 'subject')
    expect(saved().at(-1)?.args).toMatchObject({
      members: {
        put: [
          { id: daughter, birthYear: 2015 },
          { name: '周小宝', relation: '', birthYear: null },
        ],
        remove: [mother],
      },
    })
    expect(shownText()).toContain('周小宝')
    expect(shownText()).not.toContain('周母')
    await cadre.client.sync()
    expect(cadre.client.row('subjectMember', mother)).toBeUndefined()
  })

  test('shows no family to the office, which does not hold it', async () => {
    const phone = await makePhone(cadre.server, cadre.server.people.office)
    const client = await phone.open()
    await client.sync()
    await mountPage({ client, at: `/subjects/${cadre.subjects[0]!.id}/edit` })
    await until(() => shownText().includes('联系方式'))
    expect(shownText()).not.toContain('家庭成员')
  })

  test('of nothing says so', async () => {
    await cadre.page(`/subjects/${cadre.subjects[0]!.id}/edit`)
    await tap('保存')
    await until(() => shownText().includes('内容没有变化'))
    expect(saved()).toEqual([])
  })

  test('tells that somebody else has changed the same field since the form was opened', async () => {
    const [first] = cadre.subjects
    await cadre.page(`/subjects/${first!.id}/edit`)
    await write('备注', '白天在地里')
    expect(shownText()).not.toContain('别人改了')
    await cadre.server.act(cadre.server.people.bothCadre, [
      cadre.server.commands.note(first!.id, '晚上才在家'),
    ])
    await cadre.client.sync()
    await until(() => shownText().includes('别人改了：备注'))
    expect(field('备注').value).toBe('白天在地里')
  })
})
