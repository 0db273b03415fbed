import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { computed, defineComponent, h, provide, type Component } from 'vue'
import { createMemoryHistory, createRouter, RouterView, type Router } from 'vue-router'
import type { Client } from '../../../src/app/client/engine/client'
import { shellKey } from '../../../src/app/components/shell/shell'
import { clientKey, observeClient } from '../../../src/app/composables/useClient'
import { searchKey } from '../../../src/app/composables/useSearch'
import { createToasts, provideToasts, type Toasts } from '../../../src/app/composables/useToasts'
import { createAppI18n } from '../../../src/app/i18n'
import { routes } from '../../../src/app/router'
import { searchInPlace } from './search/searchInPlace'

export interface MountedPage {
  wrapper: VueWrapper
  router: Router
  toasts: Toasts
  root: HTMLElement
  context: ReturnType<typeof observeClient>['context']
}

export interface MountPageOptions {
  client: Client
  /** Roles as the shell knows them. */
  roles?: readonly string[]
  at?: string
  /** Instead of the page of `at`. */
  component?: Component
}

/** A page as the signed-in app shows it: the engine given, real routes, a fresh pinia, inside the document. */
export async function mountPage({
  client,
  roles = [],
  at = '/',
  component,
}: MountPageOptions): Promise<MountedPage> {
  const toasts = createToasts()
  const pinia = createPinia()
  setActivePinia(pinia)
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push(at)
  const { context } = observeClient(client)
  const App = defineComponent(() => {
    provide(clientKey, context)
    provide(searchKey, searchInPlace(client))
    provide(shellKey, {
      items: computed(() => []),
      sync: computed(() => ({ state: 'sent' as const, label: '' })),
      zone: computed(() => '区'),
      roles: computed(() => roles),
    })
    return () => (component ? h(component) : h(RouterView))
  })
  const host = document.createElement('div')
  document.body.append(host)
  const wrapper = mount(App, {
    attachTo: host,
    global: {
      plugins: [pinia, createAppI18n(), router, { install: (app) => void provideToasts(app, toasts) }],
    },
  })
  await router.isReady()
  return { wrapper: wrapper as VueWrapper, router, toasts, root: host, context }
}

export const textOf = (root: ParentNode, selector: string): string[] =>
  [...root.querySelectorAll(selector)].map((element) =>
    (element.textContent ?? '').replace(/\s+/g, ' ').trim(),
  )

/** The button or link of this name. @throws Error naming what is there instead. */
export function press(root: ParentNode, name: string): HTMLElement {
  const all = [...root.querySelectorAll<HTMLElement>('button, a[href]')]
  const found = all.filter((element) => (element.textContent ?? '').trim() === name)
  const [one, second] = found
  if (!one || second)
    throw new Error(
      `${found.length} of "${name}" among: ${all.map((e) => e.textContent?.trim()).join(' | ')}`,
    )
  return one
}
