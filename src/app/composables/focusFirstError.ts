import { nextTick } from 'vue'

/** Leads to the first field that is not right yet: on a long form it may be far from the button that was pressed. */
export async function focusFirstError(form: HTMLElement | null | undefined): Promise<void> {
  await nextTick()
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
