import type { Clock } from '../ports'

/** Timers count in 32 bits: a longer delay would run out at once. */
const longestTimerMs = 0x7fff_ffff

/** The device clock as the browser shows it. */
export const createBrowserClock = (): Clock => ({
  now: () => Date.now(),
  after(ms, run) {
    let left = ms
    let timer: ReturnType<typeof setTimeout>
    const wait = (): void => {
      const step = Math.min(left, longestTimerMs)
      left -= step
      timer = setTimeout(() => (left > 0 ? wait() : run()), step)
    }
    wait()
    return () => clearTimeout(timer)
  },
})
