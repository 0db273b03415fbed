import { nextTick, type Ref } from 'vue'
import type { FormPlace } from './useDraft'

export interface UseFormPlaceReturn {
  capture: () => FormPlace
  restore: (place: FormPlace) => void
  /** Shows a field and puts the cursor into it: the first wrong one after a refused save. */
  focusField: (field: string) => Promise<void>
}

const focusable = 'input:not([disabled]), textarea:not([disabled]), select:not([disabled]), button:not([disabled])'

/** Where the person is in a form whose fields stand inside `[data-field]`. */
export function useFormPlace(form: Readonly<Ref<HTMLElement | null>>): UseFormPlaceReturn {
  const controlOf = (field: string): HTMLElement | undefined => {
    const box = form.value?.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`)
    return box?.querySelector<HTMLElement>(focusable) ?? undefined
  }
  return {
    capture: () => ({
      scrollY: window.scrollY,
      field: document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset['field'] ?? null,
    }),
    restore({ scrollY, field }) {
      if (field !== null) controlOf(field)?.focus({ preventScroll: true })
      window.scrollTo(0, scrollY)
    },
    async focusField(field) {
      await nextTick()
      const control = controlOf(field)
      control?.focus({ preventScroll: true })
      const box = form.value?.querySelector(`[data-field="${CSS.escape(field)}"]`)
      box?.scrollIntoView({ block: 'center' })
    },
  }
}
