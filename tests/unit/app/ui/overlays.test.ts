// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import ConfirmDialog from '../../../../src/app/components/ui/ConfirmDialog.vue'
import ToastHost from '../../../../src/app/components/ui/ToastHost.vue'
import UiDialog from '../../../../src/app/components/ui/UiDialog.vue'
import UiSheet from '../../../../src/app/components/ui/UiSheet.vue'
import { allByRole, byRole, lastEmitted, mountUi, rootOf } from './mountUi'

const dialogOf = (root: HTMLElement): HTMLDialogElement => {
  const dialog = root.querySelector('dialog')
  if (!dialog) throw new Error('no dialog')
  return dialog
}

describe.each([
  ['dialog', UiDialog],
  ['sheet', UiSheet],
])('a %s', (_name, component) => {
  const mounted = (props: Record<string, unknown> = {}) => {
    const { wrapper } = mountUi(component, {
      props: { open: false, title: '给这户留个回执', ...props },
      slots: { default: '短码 7K3Q' },
    })
    return { wrapper, dialog: dialogOf(rootOf(wrapper)) }
  }

  test('opens as the modal dialog of the browser, named by its title, with its content mounted only then', async () => {
    const { wrapper, dialog } = mounted()
    const showModal = vi.spyOn(dialog, 'showModal')
    expect(wrapper.text()).toBe('')
    await wrapper.setProps({ open: true })
    expect(showModal).toHaveBeenCalledTimes(1)
    expect(dialog.open).toBe(true)
    expect(document.getElementById(dialog.getAttribute('aria-labelledby') ?? '')?.textContent).toBe(
      '给这户留个回执',
    )
    expect(wrapper.text()).toContain('短码 7K3Q')
    await wrapper.setProps({ open: false })
    expect(dialog.open).toBe(false)
    expect(wrapper.text()).toBe('')
  })

  test('asks its owner to close on Escape, on its button and beside the panel, and never closes by itself', async () => {
    const { wrapper, dialog } = mounted()
    await wrapper.setProps({ open: true })
    const cancel = new Event('cancel', { cancelable: true })
    dialog.dispatchEvent(cancel)
    expect(cancel.defaultPrevented).toBe(true)
    dialog.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    byRole(dialog, 'button', '关闭').click()
    expect(wrapper.emitted('update:open')).toEqual([[false], [false], [false]])
    expect(dialog.open).toBe(true)
  })

  test('ignores a press inside the panel', async () => {
    const { wrapper, dialog } = mounted()
    await wrapper.setProps({ open: true })
    dialog.querySelector('h2')?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    expect(wrapper.emitted('update:open')).toBeUndefined()
  })

  test('that may not be dismissed stays on Escape and comes back when the browser closes it all the same', async () => {
    const { wrapper, dialog } = mounted({ dismissible: false })
    await wrapper.setProps({ open: true })
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }))
    dialog.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    expect(wrapper.emitted('update:open')).toBeUndefined()
    dialog.close()
    dialog.dispatchEvent(new Event('close'))
    expect(dialog.open).toBe(true)
  })
})

describe('a confirmation', () => {
  const props = { open: true, title: '还有 3 条没送达，要退出吗？', confirmLabel: '仍要退出', danger: true }

  test('says what happens on its button and leaves the closing to its owner', () => {
    const { wrapper } = mountUi(ConfirmDialog, { props })
    const dialog = dialogOf(rootOf(wrapper))
    expect(dialog.getAttribute('role')).toBe('alertdialog')
    byRole(dialog, 'button', '仍要退出').click()
    expect(wrapper.emitted('confirm')).toHaveLength(1)
    expect(wrapper.emitted('update:open')).toBeUndefined()
    byRole(dialog, 'button', '取消').click()
    expect(lastEmitted(wrapper, 'update:open')).toBe(false)
  })

  test('can neither be confirmed twice nor left while it is busy', async () => {
    const { wrapper } = mountUi(ConfirmDialog, { props })
    await wrapper.setProps({ busy: true })
    const dialog = dialogOf(rootOf(wrapper))
    byRole(dialog, 'button', '正在处理').click()
    byRole(dialog, 'button', '取消').click()
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }))
    expect(allByRole(dialog, 'button', '关闭')).toHaveLength(0)
    expect(wrapper.emitted('confirm')).toBeUndefined()
    expect(wrapper.emitted('update:open')).toBeUndefined()
  })
})

describe('toasts', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const host = () => {
    const { wrapper, toasts } = mountUi(ToastHost)
    return { wrapper, root: rootOf(wrapper), toasts }
  }

  test('are read out and leave after their time', async () => {
    const { wrapper, root, toasts } = host()
    toasts.show('已存本机', { staysMs: 4_000 })
    await wrapper.vm.$nextTick()
    expect(byRole(root, 'status').textContent).toContain('已存本机')
    vi.advanceTimersByTime(3_999)
    expect(toasts.toasts.value).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(toasts.toasts.value).toHaveLength(0)
  })

  test('stand inside of the topmost dialog, where they are seen and can be pressed, and leave it with it', async () => {
    const { toasts } = host()
    const { wrapper: sheet } = mountUi(UiSheet, { props: { open: true, title: '列入' } })
    const run = vi.fn()
    toasts.show('已列入', { action: { label: '撤销', run } })
    await nextTick()
    const dialog = dialogOf(rootOf(sheet))
    expect(dialog.textContent).toContain('已列入')
    byRole(dialog, 'button', '撤销').click()
    expect(run).toHaveBeenCalledTimes(1)
    toasts.show('还在')
    await sheet.setProps({ open: false })
    await nextTick()
    expect(dialog.textContent).not.toContain('还在')
    expect(document.body.textContent).toContain('还在')
    expect(lastEmitted(sheet, 'update:open')).toBeUndefined()
  })

  test('can be undone once: the press acts and takes the toast away', async () => {
    const { wrapper, root, toasts } = host()
    const run = vi.fn()
    toasts.show('已放弃这条草稿', { action: { label: '撤销', run } })
    await wrapper.vm.$nextTick()
    byRole(root, 'button', '撤销').click()
    await wrapper.vm.$nextTick()
    expect(run).toHaveBeenCalledTimes(1)
    expect(allByRole(root, 'button', '撤销')).toHaveLength(0)
  })

  test('wait while somebody points at them or has the focus in them', async () => {
    const { wrapper, root, toasts } = host()
    toasts.show('已放弃这条草稿', { staysMs: 4_000 })
    await wrapper.vm.$nextTick()
    byRole(root, 'region').dispatchEvent(new Event('pointerenter'))
    vi.advanceTimersByTime(60_000)
    expect(toasts.toasts.value).toHaveLength(1)
    byRole(root, 'region').dispatchEvent(new Event('pointerleave'))
    vi.advanceTimersByTime(4_000)
    expect(toasts.toasts.value).toHaveLength(0)
  })

  test('that can be undone stay longer than plain ones', () => {
    const { toasts } = host()
    toasts.show('一')
    toasts.show('二', { action: { label: '撤销', run: () => undefined } })
    const [plain, undoable] = toasts.toasts.value
    expect(undoable?.staysMs).toBeGreaterThan(plain?.staysMs ?? Infinity)
  })

  test('are three at most, and the oldest goes first', () => {
    const { toasts } = host()
    for (const text of ['一', '二', '三', '四']) toasts.show(text)
    expect(toasts.toasts.value.map((toast) => toast.text)).toEqual(['二', '三', '四'])
  })
})
