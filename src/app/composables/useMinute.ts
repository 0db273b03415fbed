import { getCurrentScope, onScopeDispose, readonly, shallowRef, type Ref } from 'vue'

const minute = shallowRef(0)
let users = 0
let timer: ReturnType<typeof setInterval> | undefined

function look(): void {
  minute.value = Date.now()
}

/**
 * The time by this device's clock, ms since 1970 UTC, renewed each minute and whenever the page is shown again.
 * One timer for the whole page (a list of 300 rows says "3 分钟前" 300 times); it stops with its last user.
 * Only for words on the screen: nothing is decided by it.
 */
export function useMinute(): Readonly<Ref<number>> {
  if (!getCurrentScope()) throw new Error('useMinute needs a component or an effect scope to end with')
  if (users++ === 0) {
    timer = setInterval(look, 60_000)
    document.addEventListener('visibilitychange', look)
  }
  look()
  onScopeDispose(() => {
    if (--users > 0) return
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  })
  return readonly(minute)
}
