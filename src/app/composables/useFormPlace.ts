import { nextTick, type Ref } from 'vue'
import type { FormPlace } from './useDraft'

export interface UseFormPlaceReturn {
  capture: () => FormPlace
  restore: (place: FormPlace) => void
  /** Shows the first of these fields on the page and puts the cursor into it: what is wrong after a refused save. */
  focusFirst: (fields: readonly string[]) => Promise<void>
}

const focusable =
  'input:not([disabled]), textarea:not([disabled]), select:not([disabled]), button:not([disabled])'

/** Where the person is in a form whose fields stand inside `[data-field]`. */
export function useFormPlace(form: Readonly<Ref<HTMLElement | null>>): UseFormPlaceReturn {
  const boxOf = (isWanted: (field: string) => boolean): HTMLElement | undefined =>
    [...(form.value?.querySelectorAll<HTMLElement>('[data-field]') ?? [])].find(({ dataset }) =>
      isWanted(dataset['field'] ?? ''),
    )
  const focus = (box: HTMLElement | undefined): void =>
    box?.querySelector<HTMLElement>(focusable)?.focus({ preventScroll: true })

  return {
    capture: () => ({
      scrollY: window.scrollY,
      field: document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset['field'] ?? null,
    }),
    restore({ scrollY, field }) {
      if (field !== null) focus(boxOf((each) => each === field))
      window.scrollTo(0, scrollY)
    },
    async focusFirst(fields) {
      await nextTick()
      const box = boxOf((each) => fields.includes(each))
      focus(box)
      box?.scrollIntoView({ block: 'center' })
    },
  }
}
