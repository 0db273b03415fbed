import { enableAutoUnmount, mount, type ComponentMountingOptions, type VueWrapper } from '@vue/test-utils'
import { afterEach } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { createToasts, provideToasts, type Toasts } from '../../../../src/app/composables/useToasts'
import { createAppI18n, type AppI18n } from '../../../../src/app/i18n'

/* Each app counts its ids from the start, so two left in one document would share them. */
enableAutoUnmount(afterEach)

export interface MountedUi {
  wrapper: VueWrapper
  i18n: AppI18n
  toasts: Toasts
}

/** Mounts a component as the app would: with texts, routes and toasts, inside the document so that focus works. */
export function mountUi(
  component: Component,
  {
    props = {},
    slots = {},
  }: { props?: Record<string, unknown>; slots?: ComponentMountingOptions<Component>['slots'] } = {},
): MountedUi {
  const i18n = createAppI18n()
  const toasts = createToasts()
  const page = { render: () => null }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)', component: page }],
  })
  const host = document.createElement('div')
  document.body.append(host)
  const wrapper = mount(component, {
    props,
    ...(slots ? { slots } : {}),
    attachTo: host,
    global: { plugins: [i18n, router, { install: (app) => void provideToasts(app, toasts) }] },
  } as ComponentMountingOptions<Component>) as VueWrapper
  return { wrapper, i18n, toasts }
}

/** Where the component was mounted. */
export function rootOf(wrapper: VueWrapper): HTMLElement {
  const element: unknown = wrapper.element
  if (element instanceof Element && element.parentElement) return element.parentElement
  throw new Error('the component is not mounted in the document')
}

const roleSelectors: Readonly<Record<string, string>> = {
  alert: '[role="alert"]',
  button: 'button',
  checkbox: 'input[type="checkbox"]',
  combobox: 'select',
  group: 'fieldset',
  link: 'a[href]',
  navigation: 'nav',
  region: 'section',
  radio: 'input[type="radio"]',
  status: '[role="status"]',
  tab: '[role="tab"]',
  tabpanel: '[role="tabpanel"]',
  textbox: 'input:not([type="radio"]):not([type="checkbox"]), textarea',
}

/** What a screen reader would call it: its label, legend or text. */
function nameOf(element: Element): string {
  const by = element.getAttribute('aria-label')
  if (by) return by
  const label = element.id ? document.querySelector(`label[for="${element.id}"]`) : element.closest('label')
  const source = label ?? element.querySelector(':scope > legend') ?? element
  return (source.textContent ?? '').replace(/\s+/g, ' ').trim()
}

/** All elements of a role, in document order, whose name contains the text. */
export function allByRole<T extends HTMLElement = HTMLElement>(
  root: ParentNode,
  role: string,
  name = '',
): T[] {
  const selector = roleSelectors[role]
  if (!selector) throw new Error(`no selector for role ${role}`)
  return [...root.querySelectorAll<T>(selector)].filter((element) => nameOf(element).includes(name))
}

/** The one element of a role and name. @throws Error naming what was there instead. */
export function byRole<T extends HTMLElement = HTMLElement>(root: ParentNode, role: string, name = ''): T {
  const [found, second] = allByRole<T>(root, role, name)
  if (found && !second) return found
  const present = allByRole(root, role).map(nameOf).join(' | ')
  throw new Error(`${second ? 'several' : 'no'} ${role} named "${name}"; there are: ${present}`)
}

/** The text that describes a control: its hint and its error. */
export function descriptionOf(element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.map((id) => document.getElementById(id)?.textContent?.trim() ?? `missing #${id}`).join(' ')
}

/** Types as a person does: the value changes, then `input` is told. */
export async function type(wrapper: VueWrapper, element: HTMLElement, value: string): Promise<void> {
  const field = element as HTMLInputElement
  field.value = value
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await wrapper.vm.$nextTick()
}

export const lastEmitted = (wrapper: VueWrapper, event: string): unknown =>
  wrapper.emitted(event)?.at(-1)?.[0]
