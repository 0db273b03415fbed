// @vitest-environment happy-dom
import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { SavedForm } from '../../../../src/app/composables/useDraft'
import type { VisitDraft } from '../../../../src/app/components/visit/visitDraft'
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
  type CadrePhone,
} from '../record/cadrePhone'

enableAutoUnmount(afterEach)
// Engine, server and page of one test take a second; a busy machine needs several times that.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let cadre: CadrePhone
const narrative = '看到、听到、做了什么'

beforeEach(async () => {
  document.body.innerHTML = ''
  cadre = await makeCadrePhone()
})

const drafts = async () =>
  (await cadre.client.drafts()).map(({ id, content }) => ({
    id,
    data: (content as SavedForm).data as VisitDraft,
  }))
/** Opens the form for the first household. */
const openForm = () => cadre.page(`/visits/new?subject=${cadre.subjects[0]!.id}`)
const saved = () => cadre.client.commands().map(({ envelope }) => envelope)
const visits = () => [...cadre.client.rows('visit')].map(({ data }) => data)

async function writeIssue(title: string): Promise<void> {
  await tick('诉求')
  await tapStarting('选择类别')
  await tapStarting('cat-1')
  await write('一句话说清是什么事', title)
  await write('群众原话', `${title}，好久了`)
}

describe('a simple visit', () => {
  test('takes a subject, some words and one press', async () => {
    const { router } = await openForm()
    await write(narrative, '在家，都好')
    await tap('保存走访')
    await until(() => router.currentRoute.value.path === `/subjects/${cadre.subjects[0]!.id}`)
    expect(visits()).toMatchObject([
      { narrative: '在家，都好', subjectId: cadre.subjects[0]!.id, place: '', startTime: null },
    ])
  })

  test('is saved without signal, and saved is said only then', async () => {
    cadre.phone.line.sync = () => Promise.resolve({ ok: false, reason: 'network' })
    const { toasts } = await openForm()
    await write(narrative, '在家')
    expect(toasts.toasts.value).toEqual([])
    await tap('保存走访')
    await until(() => toasts.toasts.value.some(({ text }) => text.startsWith('已保存在本机')))
    expect(cadre.client.status().waiting).toBe(1)
  })

  test('whose words the disk does not take is not called saved, and stays in the form', async () => {
    const { toasts, router } = await openForm()
    await write(narrative, '在家')
    await until(async () => (await drafts()).length === 1)
    cadre.phone.disk.failNext('quota')
    await tap('保存走访')
    await until(() => shownText().includes('没有保存成功'))
    expect(field(narrative).value).toBe('在家')
    expect(router.currentRoute.value.path).toBe('/visits/new')
    expect(toasts.toasts.value.map(({ text }) => text)).not.toContain('已保存在本机，有信号时自动送出')
  })

  test('may be picked from the list, by name', async () => {
    await cadre.page('/visits/new')
    await tapStarting('选择走访对象')
    const search = await until(() => document.querySelector<HTMLInputElement>('dialog input[type=search]'))
    search.value = '户02'
    search.dispatchEvent(new Event('input', { bubbles: true }))
    await until(() => document.querySelectorAll('dialog .subject-row').length === 1)
    await tapStarting('户02')
    await write(narrative, '在家')
    await tap('保存走访')
    await until(() => visits().length === 1)
    expect(visits()[0]?.subjectId).toBe(cadre.subjects[2]!.id)
  })
})

describe('nothing typed is lost', () => {
  test('a killed browser brings the form back with every word and issue', async () => {
    const first = await openForm()
    await write(narrative, '老伴住院了')
    await tap('登记一个问题')
    await writeIssue('路灯不亮')
    const [draft] = await until(async () => {
      const all = await drafts()
      return all[0]?.data.issues[0]?.words === '路灯不亮，好久了' ? all : undefined
    })
    // Killed: no chance to write anything on the way out.
    cadre.phone.disk.crash()
    first.wrapper.unmount()
    document.body.innerHTML = ''
    cadre.client = await cadre.phone.open()
    const { mountPage } = await import('../mountPage')
    await mountPage({ client: cadre.client, at: `/visits/new?draft=${draft!.id}` })
    await until(() => document.querySelector('form textarea'))
    expect(field(narrative).value).toBe('老伴住院了')
    expect(field('群众原话').value).toBe('路灯不亮，好久了')
    expect(shownText()).toContain('户00')
  })

  test('the address of the form names its draft from the first moment, so that a reload finds it', async () => {
    const { router } = await openForm()
    await write(narrative, '在家')
    const [draft] = await until(async () => {
      const all = await drafts()
      return all.length > 0 ? all : undefined
    })
    expect(router.currentRoute.value.query['draft']).toBe(draft!.id)
  })

  test('the last keystroke before the page is left is kept, and a note says where', async () => {
    const { router, toasts } = await openForm()
    await write(narrative, '写到一半')
    await router.push('/records')
    await until(() => toasts.toasts.value.some(({ text }) => text.includes('已存草稿')))
    expect((await drafts())[0]?.data.narrative).toBe('写到一半')
  })

  test('a form left untouched leaves no draft and no note', async () => {
    const { router, toasts } = await openForm()
    await router.push('/records')
    await until(() => router.currentRoute.value.path === '/records')
    expect(await drafts()).toEqual([])
    expect(toasts.toasts.value).toEqual([])
  })

  test('two forms keep two drafts', async () => {
    const { router } = await openForm()
    await write(narrative, '第一家')
    await router.push('/records')
    await until(async () => (await drafts()).length === 1)
    await router.push('/visits/new')
    await until(() => document.querySelector('form textarea'))
    await write(narrative, '第二家')
    await until(async () => (await drafts()).length === 2)
    expect((await drafts()).map(({ data }) => data.narrative).sort()).toEqual(['第一家', '第二家'].sort())
  })

  test('saving ends the draft, and no late write brings it back', async () => {
    await openForm()
    await write(narrative, '在家')
    // Pressed before the timer of the autosave has run.
    await tap('保存走访')
    await until(() => visits().length === 1)
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(await drafts()).toEqual([])
  })

  test('an issue taken out comes back with one press, at its place', async () => {
    const { toasts } = await openForm()
    await tap('登记一个问题')
    await writeIssue('路灯不亮')
    await tap('再登记一个问题')
    await writeIssue('水渠堵了')
    await tapStarting('删除问题 1')
    await until(async () => (await drafts())[0]?.data.issues.length === 1)
    toasts.toasts.value.at(-1)!.action!.run()
    await until(async () => (await drafts())[0]?.data.issues.length === 2)
    expect((await drafts())[0]?.data.issues.map(({ title }) => title)).toEqual(['路灯不亮', '水渠堵了'])
  })
})

describe('what is refused', () => {
  test('is told at its field before anything is saved', async () => {
    await cadre.page('/visits/new')
    await tap('登记一个问题')
    await tap('保存走访')
    expect(errorOf('走访的农户')).toBe('请选择')
    expect(errorOf('类别')).toBe('请选择')
    expect(errorOf('群众原话')).toBe('请填写')
    expect(saved()).toEqual([])
  })

  test('goes away as it is put right, and nothing else does', async () => {
    await openForm()
    await tap('登记一个问题')
    await tap('保存走访')
    await write('群众原话', '晚上看不见')
    expect(errorOf('群众原话')).toBe('')
    expect(errorOf('一句话说清是什么事')).toBe('请填写')
  })

  test('an identity number is refused at the field that holds it, and every word stays', async () => {
    await openForm()
    await write(narrative, '在家')
    await tap('登记一个问题')
    await writeIssue('路灯不亮')
    await write('群众原话', '我的身份证 11010519491231002X')
    await tap('保存走访')
    await until(() => errorOf('群众原话') !== '')
    expect(errorOf('群众原话')).toContain('身份证')
    expect(field('群众原话').value).toBe('我的身份证 11010519491231002X')
    expect(field(narrative).value).toBe('在家')
    expect(saved()).toEqual([])
    await write('群众原话', '晚上看不见')
    await tap('保存走访')
    await until(() => saved().length === 2)
    expect(saved().map(({ name }) => name)).toEqual(['visit.record', 'issue.register'])
  })

  test('a day that has not come is refused at the date', async () => {
    await openForm()
    await write('走访日期', '2199-01-01')
    await tap('保存走访')
    await until(() => errorOf('走访日期') !== '')
    expect(errorOf('走访日期')).toContain('还没到这一天')
  })
})

describe('the register on the way', () => {
  const openRegister = async (): Promise<void> => {
    const summary = [...document.querySelectorAll('summary')].find((each) =>
      each.textContent?.includes('资料有变化'),
    )
    // What a browser does with a press on the summary.
    const fold = summary!.parentElement as HTMLDetailsElement
    fold.open = true
    fold.dispatchEvent(new Event('toggle'))
    await until(() => shownText().includes('添加家庭成员'))
  }

  test('is put right in one stroke with the visit, each as a command of its own', async () => {
    await openForm()
    await write(narrative, '换了号码')
    await openRegister()
    await write('电话', '13900001234')
    await tap('保存走访')
    await until(() => saved().length === 2)
    expect(saved()).toMatchObject([
      { name: 'visit.record' },
      { name: 'subject.edit', args: { contact: { phone: '13900001234' } } },
    ])
    expect(saved()[1]).not.toHaveProperty('args.subject')
    expect(cadre.client.row('subjectContact', cadre.subjects[0]!.id)?.data.phone).toBe('13900001234')
  })

  test('that is wrong saves neither, and both stay in the form', async () => {
    await openForm()
    await write(narrative, '添了一口人')
    await openRegister()
    await tap('添加家庭成员')
    await tap('保存走访')
    expect(errorOf('姓名')).toBe('请填写')
    expect(saved()).toEqual([])
    expect(field(narrative).value).toBe('添了一口人')
  })

  test('that was only looked at sends nothing', async () => {
    await openForm()
    await write(narrative, '在家')
    await openRegister()
    await tap('保存走访')
    await until(() => saved().length > 0)
    expect(saved().map(({ name }) => name)).toEqual(['visit.record'])
  })

  test('of a household that is no longer chosen is told, and goes on as a draft of its own', async () => {
    await openForm()
    await openRegister()
    await write('电话', '13900001234')
    await tapStarting('户00')
    await until(() => document.querySelector('dialog .subject-row'))
    await tapStarting('户01')
    await until(() => shownText().includes('您还改过 户00 的资料'))
    await tap('保存走访')
    await until(() => saved().length > 0)
    expect(saved().map(({ name }) => name)).toEqual(['visit.record'])
    const [left] = await until(async () => {
      const all = await cadre.client.drafts()
      return all[0]?.form === 'subject' ? all : undefined
    })
    expect((left!.content as SavedForm).data).toMatchObject({
      subjectId: cadre.subjects[0]!.id,
      phone: '13900001234',
    })
  })
})

describe('a visit of another kind', () => {
  test('a meeting asks for a village and how many came, and leads to the records', async () => {
    const { router } = await cadre.page('/visits/new?kind=meeting')
    await write('参加人数', '三十')
    await tap('保存走访')
    expect(errorOf('参加人数')).toBe('请填写整数')
    await write('参加人数', '30')
    await tap('保存走访')
    await until(() => router.currentRoute.value.path === '/records')
    expect(visits()).toMatchObject([{ kind: 'meeting', participants: 30, subjectId: null, areaId: 'V1' }])
  })
})

describe('a correction', () => {
  test('sends only what was changed', async () => {
    await cadre.client.dispatch(cadre.server.commands.visit(cadre.me.id, cadre.subjects[0]!.id))
    const [visit] = cadre.client.rows('visit')
    await cadre.page(`/visits/new?amend=${visit!.id}`)
    expect(field(narrative).value).toBe('拉家常')
    await write(narrative, '拉家常，看了菜园')
    await tap('保存更正')
    await until(() => saved().length === 2)
    expect(saved()[1]).toMatchObject({
      name: 'visit.amend',
      args: { changes: { narrative: '拉家常，看了菜园' } },
    })
  })

  test('of nothing says so and saves nothing', async () => {
    await cadre.client.dispatch(cadre.server.commands.visit(cadre.me.id, cadre.subjects[0]!.id))
    const [visit] = cadre.client.rows('visit')
    await cadre.page(`/visits/new?amend=${visit!.id}`)
    await tap('保存更正')
    await until(() => shownText().includes('内容没有变化'))
    expect(saved()).toHaveLength(1)
  })
})

describe('someone who is not in the register', () => {
  test('is made on the way, and the visit goes on with them', async () => {
    const { router } = await cadre.page('/visits/new')
    await write(narrative, '新搬来的一家')
    await tapStarting('选择走访对象')
    await tapStarting('底册里没有，新建一个')
    await until(() => router.currentRoute.value.path === '/subjects/new')
    await until(() => document.querySelector('form'))
    await write('户主姓名', '周承勤')
    await tap('保存')
    await until(
      () => router.currentRoute.value.path === '/visits/new' && document.querySelector('form textarea'),
    )
    expect(field(narrative).value).toBe('新搬来的一家')
    expect(shownText()).toContain('周承勤')
    await tap('保存走访')
    await until(() => visits().length === 1)
    expect(saved().map(({ name }) => name)).toEqual(['subject.create', 'visit.record'])
    expect(cadre.client.row('subject', visits()[0]!.subjectId!)?.data.name).toBe('周承勤')
  })
})
