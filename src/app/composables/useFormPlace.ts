import { nextTick, onScopeDispose, type Ref } from 'vue'
import type { FormPlace } from './useDraft'

export interface UseFormPlaceReturn {
  capture: () => FormPlace
  restore: (place: FormPlace) => void
  /** Shows the first of these fields on the page and puts the cursor into it: what is wrong after a refused save. */
  focusFirst: (fields: readonly string[]) => Promise<void>
}

const focusable =
  'input:not([disabled]), textarea:not([disabled]), select:not([disabled]), button:not([disabled])'
/** What a person does who goes on by themselves: from then on nothing is put back into place. */
const ownSteps = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** Where the person is in a form whose fields stand inside `[data-field]`. */
export function useFormPlace(form: Readonly<Ref<HTMLElement | null>>): UseFormPlaceReturn {
  /** Being brought back, and kept there while the page above it still grows. */
  let returning: FormPlace | undefined
  let watcher: ResizeObserver | undefined

  const boxOf = (isWanted: (field: string) => boolean): HTMLElement | undefined =>
    [...(form.value?.querySelectorAll<HTMLElement>('[data-field]') ?? [])].find(({ dataset }) =>
      isWanted(dataset['field'] ?? ''),
    )
  const fieldInHand = (): HTMLElement | null =>
    document.activeElement?.closest<HTMLElement>('[data-field]') ?? null

  function focus(box: HTMLElement | undefined, caret: number | null = null): void {
    // What is folded away takes no focus.
    for (let fold = box?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
      fold.open = true
    const control = box?.querySelector<HTMLElement>(focusable)
    control?.focus({ preventScroll: true })
    if (caret !== null && hasCaret(control)) control.setSelectionRange(caret, caret)
  }

  /** By the field in hand, whatever now stands above it; without one by the distance from the top. */
  function settle(): void {
    if (!returning) return
    const { scrollY, field, fieldTop = null } = returning
    const box = field === null ? undefined : boxOf((each) => each === field)
    const top =
      box && fieldTop !== null ? window.scrollY + box.getBoundingClientRect().top - fieldTop : scrollY
    if (Math.abs(window.scrollY - top) >= 1) window.scrollTo(0, top)
  }

  function goOn(): void {
    returning = undefined
    watcher?.disconnect()
    watcher = undefined
    for (const step of ownSteps) window.removeEventListener(step, goOn)
    window.removeEventListener('scroll', settle)
  }
  onScopeDispose(goOn)

  return {
    capture() {
      if (returning) return returning
      const box = fieldInHand()
      const { activeElement } = document
      return {
        scrollY: window.scrollY,
        field: box?.dataset['field'] ?? null,
        fieldTop: box ? box.getBoundingClientRect().top : null,
        caret: hasCaret(activeElement) ? activeElement.selectionEnd : null,
      }
    },
    restore(place) {
      goOn()
      returning = place
      const { field, caret } = place
      if (field !== null)
        focus(
          boxOf((each) => each === field),
          caret,
        )
      settle()
      for (const step of ownSteps) window.addEventListener(step, goOn, { passive: true })
      // Rows that arrive after the form make the page longer, and the router puts a new page to its top.
      window.addEventListener('scroll', settle, { passive: true })
      if (form.value && typeof ResizeObserver !== 'undefined') {
        watcher = new ResizeObserver(settle)
        watcher.observe(form.value)
      }
    },
    async focusFirst(fields) {
      goOn()
      await nextTick()
      const box = boxOf((each) => fields.includes(each))
      focus(box)
      box?.scrollIntoView({ block: 'center' })
    },
  }
}

/** A box of text; dates, numbers and marks have no caret to ask for. */
function hasCaret(element: Element | null | undefined): element is HTMLInputElement | HTMLTextAreaElement {
  if (element instanceof HTMLTextAreaElement) return true
  return element instanceof HTMLInputElement && /^(?:text|tel|search|url|password)$/u.test(element.type)
}
