// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, h, provide } from 'vue'
import type { ImportEnd, RegisterTransport } from '../../../../src/app/client/browser/registerTransport'
import type { TransportResult } from '../../../../src/app/client/ports'
import { registerTransportKey } from '../../../../src/app/composables/useRegisterImport'
import ImportPage from '../../../../src/app/pages/admin/ImportPage.vue'
import type { ImportHead, ImportPreview, ImportPreviewAnswer } from '../../../../src/sync/registerImport'
import { mountPage, press, textOf, type MountedPage } from '../mountPage'
import { makeCadrePhone } from '../record/cadrePhone'

type End = Awaited<ReturnType<RegisterTransport['apply']>>

const makePreview = (overrides: Partial<ImportPreview> = {}): ImportPreview => ({
  hash: 'h1',
  format: 'xlsx',
  encoding: null,
  sheets: [
    {
      sheet: '新春村',
      isSkipped: false,
      isHidden: false,
      headerFrom: 3,
      headerTo: 4,
      columns: ['headName', 'ignore', 'identityNumber'],
      villageId: null,
      rows: 12,
      isRemembered: false,
      views: [
        { letter: 'A', label: '户主姓名', field: 'headName', confidence: 'sure', samples: ['柳大山'] },
        { letter: 'B', label: '代号', field: 'ignore', confidence: 'none', samples: ['甲'] },
        { letter: 'C', label: '证号', field: 'identityNumber', confidence: 'likely', samples: [] },
      ],
    },
  ],
  counts: { create: 2, edit: 0, same: 0, rejectedRows: 1, warnings: 0, rows: 2, memberDifferences: 0 },
  skipped: { headings: 0, totals: 1, remarks: 0, sections: 0 },
  dropped: { identityNumbers: 3, memberNotes: 0 },
  rejected: [{ sheet: '新春村', row: 9, column: '', code: 'nameMissing', value: '' }],
  warnings: [],
  households: [],
  ...overrides,
})

let page: MountedPage
let heads: ImportHead[]
let answers: ImportPreviewAnswer[]
let end: (value: End) => void
let progress: (done: number, total: number) => void
let applySignal: AbortSignal | undefined

const transport: RegisterTransport = {
  preview(head) {
    heads.push(head)
    return Promise.resolve({
      ok: true,
      value: answers.shift() ?? { result: 'preview', preview: makePreview() },
    })
  },
  apply(head, _file, { signal, onProgress }) {
    heads.push(head)
    applySignal = signal
    progress = onProgress
    return new Promise((resolve) => (end = resolve))
  },
}

async function open(roles: readonly string[] = ['admin']): Promise<void> {
  const phone = await makeCadrePhone()
  const component = defineComponent(() => {
    provide(registerTransportKey, transport)
    return () => h(ImportPage)
  })
  page = await mountPage({ client: phone.client, roles, at: '/admin/import', component })
}
async function choose(): Promise<void> {
  const input = page.root.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('no file input')
  Object.defineProperty(input, 'files', { value: [new File(['x'], '底册.xlsx')], configurable: true })
  input.dispatchEvent(new Event('change'))
  await flushPromises()
  await flushPromises()
}
async function click(name: string): Promise<void> {
  press(page.root, name).click()
  await flushPromises()
}
const text = (): string => (page.root.textContent ?? '').replace(/\s+/g, ' ')

beforeEach(() => {
  heads = []
  answers = []
  applySignal = undefined
  Element.prototype.scrollIntoView = vi.fn()
})
afterEach(() => {
  page.wrapper.unmount()
  document.body.replaceChildren()
})

describe('the page that imports a register', () => {
  test('shows how each column is read, and asks again only when something was corrected', async () => {
    await open()
    await choose()
    expect(text()).toContain('表头在第 3–4 行')
    expect(text()).toContain('身份证号，不保存')
    expect(page.root.querySelectorAll('select')).toHaveLength(3)
    await click('下一步：核对结果')
    expect(heads).toHaveLength(1)
    expect(text()).toContain('表里有 3 个身份证号，已全部去掉，没有保存。')
    await click('上一步')
    const column = [...page.root.querySelectorAll('select')].at(-1) as HTMLSelectElement
    column.value = 'notes'
    column.dispatchEvent(new Event('change'))
    await click('下一步：核对结果')
    expect(heads.at(-1)?.mappings[0]?.columns).toEqual(['headName', 'notes', 'identityNumber'])
  })

  test('other rows as headings are read at once, their columns guessed anew', async () => {
    await open()
    await choose()
    await click('表头不对？')
    const [from, to] = page.root.querySelectorAll<HTMLInputElement>('input[inputmode=numeric]')
    for (const [input, value] of [
      [from, '1'],
      [to, '2'],
    ] as const) {
      if (!input) throw new Error('no field')
      input.value = value
      input.dispatchEvent(new Event('input'))
    }
    await flushPromises()
    await click('按这几行重新认')
    expect(heads.at(-1)?.mappings[0]).toMatchObject({ headerFrom: 1, headerTo: 2, columns: [] })
  })

  test('applies what was shown, tells how far it is and what was left out', async () => {
    await open()
    await choose()
    await click('下一步：核对结果')
    await click('导入 2 户')
    progress(1, 2)
    await flushPromises()
    expect(page.root.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('1')
    expect(heads.at(-1)?.shown).toBe('h1')
    end({ ok: true, value: { result: 'applied', applied: 2, preview: makePreview() } })
    await flushPromises()
    expect(text()).toContain('新增 2 户，修改 0 户。')
    expect(text()).toContain('有 1 行没有导入')
  })

  test('cancelled, it tells the server and says that nothing was written', async () => {
    await open()
    await choose()
    await click('下一步：核对结果')
    await click('导入 2 户')
    await click('取消')
    expect(applySignal?.aborted).toBe(true)
    expect(text()).toContain('已取消，没有写入任何内容。')
    expect(text()).toContain('导入 2 户')
  })

  test('a register that changed meanwhile is shown anew before anything is done', async () => {
    await open()
    await choose()
    await click('下一步：核对结果')
    await click('导入 2 户')
    const counts = { ...makePreview().counts, create: 1 }
    end({ ok: true, value: { result: 'changedMeanwhile', preview: makePreview({ hash: 'h2', counts }) } })
    await flushPromises()
    expect(text()).toContain('底册又有变化')
    await click('导入 1 户')
    expect(heads.at(-1)?.shown).toBe('h2')
  })

  test.each<[TransportResult<ImportEnd>, string]>([
    [
      { ok: true, value: { result: 'refused', sheet: '新春村', row: 7, rejection: 'alreadyExists' } },
      '第 7 行（新春村）没有被接受',
    ],
    [{ ok: true, value: { result: 'failed', code: 'storageFull' } }, '存储空间不足，没有写入任何内容'],
    [{ ok: false, reason: 'network' }, '没有连上服务器，或者中途断了'],
  ])('%j is said in words', async (answer, sentence) => {
    await open()
    await choose()
    await click('下一步：核对结果')
    await click('导入 2 户')
    end(answer)
    await flushPromises()
    expect(textOf(page.root, '[role=alert]').join()).toContain(sentence)
  })

  test('a file that cannot be read says what to do, and another one can be chosen', async () => {
    await open()
    answers = [{ result: 'fileRefused', code: 'oldExcel', what: '' }]
    await choose()
    expect(textOf(page.root, '[role=alert]').join()).toContain('另存为')
    await choose()
    expect(textOf(page.root, '[role=alert]')).toEqual([])
    expect(text()).toContain('请看看每一列认得对不对')
  })

  test('a file with nothing new has nothing to import', async () => {
    await open()
    const counts = {
      create: 0,
      edit: 0,
      same: 2,
      rejectedRows: 0,
      warnings: 0,
      rows: 2,
      memberDifferences: 0,
    }
    answers = [{ result: 'preview', preview: makePreview({ counts, rejected: [] }) }]
    await choose()
    await click('下一步：核对结果')
    expect(text()).toContain('表里的户都在底册里，内容也一样。')
    expect((press(page.root, '没有要导入的') as HTMLButtonElement).disabled).toBe(true)
  })

  test('who may not import finds no file button', async () => {
    await open(['cadre'])
    expect(text()).toContain('底册由系统管理员和综合协调组导入')
    expect(page.root.querySelector('input[type=file]')).toBeNull()
  })
})
