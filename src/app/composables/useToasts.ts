import { inject, shallowRef, type App, type InjectionKey, type Ref } from 'vue'

export type ToastTone = 'info' | 'ok' | 'warn' | 'bad'

export interface ToastOptions {
  tone?: ToastTone
  /** What the button says and does; a toast with an undo stays longer. */
  action?: { label: string; run: () => void }
  /** How long it stays, ms. Pointing at it or focusing it holds it. */
  staysMs?: number
}

export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: ToastTone
  readonly action: { readonly label: string; readonly run: () => void } | undefined
  readonly staysMs: number
}

export interface Toasts {
  /** Oldest first; at most three are kept. */
  toasts: Readonly<Ref<readonly Toast[]>>
  show: (text: string, options?: ToastOptions) => number
  dismiss: (id: number) => void
}

/** Slow readers need about 5 s for two lines; something to press needs time to be found. */
const staysMsPlain = 5_000
const staysMsWithAction = 10_000
const mostAtOnce = 3

const key: InjectionKey<Toasts> = Symbol('toasts')

export function createToasts(): Toasts {
  const toasts = shallowRef<readonly Toast[]>([])
  let lastId = 0
  return {
    toasts,
    show(text, { tone = 'ok', action, staysMs = action ? staysMsWithAction : staysMsPlain } = {}) {
      const toast: Toast = { id: ++lastId, text, tone, action, staysMs }
      toasts.value = [...toasts.value, toast].slice(-mostAtOnce)
      return toast.id
    },
    dismiss(id) {
      toasts.value = toasts.value.filter((toast) => toast.id !== id)
    },
  }
}

export function provideToasts(app: App, toasts: Toasts = createToasts()): Toasts {
  app.provide(key, toasts)
  return toasts
}

/** @throws Error when the app was started without `provideToasts`. */
export function useToasts(): Toasts {
  const toasts = inject(key)
  if (!toasts) throw new Error('provideToasts(app) has not been called')
  return toasts
}
