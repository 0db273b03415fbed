import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue'
import { noteDialog } from './openDialogs'

export interface UseNativeDialogOptions {
  element: Readonly<Ref<HTMLDialogElement | null>>
  isOpen: () => boolean
  /** Whether Escape, the phone's back gesture and a press beside the panel may close it. */
  isDismissible: () => boolean
  /** Asked to close; the owner of the open state decides. */
  onAskClose: () => void
}

export interface UseNativeDialogReturn {
  onCancel: (event: Event) => void
  onClick: (event: MouseEvent) => void
  onClose: () => void
}

/**
 * Follows an open state with the browser's own modal dialog: it keeps the focus inside, makes the rest inert,
 * gives the focus back, and lies above everything. No library needed, and no style tags that the CSP would refuse.
 */
export function useNativeDialog(options: UseNativeDialogOptions): UseNativeDialogReturn {
  const { element, isOpen, isDismissible, onAskClose } = options
  let isLeaving = false

  function follow(): void {
    const dialog = element.value
    if (!dialog) return
    if (isOpen() === dialog.open) return
    if (isOpen()) dialog.showModal()
    else dialog.close()
    noteDialog(dialog, isOpen())
  }

  onMounted(follow)
  watch(isOpen, follow, { flush: 'post' })
  onBeforeUnmount(() => {
    // Nobody asked for this close; whatever takes its place stays open.
    isLeaving = true
    if (!element.value?.open) return
    noteDialog(element.value, false)
    element.value.close()
  })

  return {
    onCancel(event) {
      event.preventDefault()
      if (isDismissible()) onAskClose()
    },
    /* The dialog itself is hit only beside its panel: the panel fills it. */
    onClick(event) {
      if (event.target === element.value && isDismissible()) onAskClose()
    },
    /* Browsers close it by themselves on a second Escape, whatever `cancel` said. */
    onClose() {
      if (isLeaving || !isOpen()) return
      if (isDismissible()) onAskClose()
      else follow()
    },
  }
}
