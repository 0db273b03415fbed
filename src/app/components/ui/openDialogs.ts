import { shallowReadonly, shallowRef } from 'vue'

/* Modal dialogs of the page, the topmost last: all else is inert and lies below them, also what has to be read now. */
const open = shallowRef<readonly HTMLDialogElement[]>([])
export const openDialogs = shallowReadonly(open)

export function noteDialog(dialog: HTMLDialogElement, isOpen: boolean): void {
  const others = open.value.filter((each) => each !== dialog)
  open.value = isOpen ? [...others, dialog] : others
}
