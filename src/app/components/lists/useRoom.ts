import { onBeforeUnmount, onMounted, readonly, shallowRef, type Ref } from 'vue'

/** Whether an element is at least so wide, counted in the text's own size; true until it was measured. */
export function useRoom(
  element: Readonly<Ref<HTMLElement | null>>,
  leastRem: number,
): Readonly<Ref<boolean>> {
  const hasRoom = shallowRef(true)
  function measure(): void {
    const widthPx = element.value?.clientWidth ?? 0
    const remPx = parseFloat(getComputedStyle(document.documentElement).fontSize)
    if (widthPx > 0 && remPx > 0) hasRoom.value = widthPx >= leastRem * remPx
  }
  const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(measure)
  onMounted(() => {
    measure()
    if (element.value) observer?.observe(element.value)
  })
  onBeforeUnmount(() => observer?.disconnect())
  return readonly(hasRoom)
}
