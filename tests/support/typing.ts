/** How long a search takes as the person feels it: from the key to the painted list, in a real page. */
import type { Page } from '@playwright/test'

export interface Keystroke {
  /** What stands in the box after it. */
  text: string
  /** From the input event to the frame in which the answer is painted, ms. */
  ms: number
}

declare global {
  interface Window {
    keystrokes: Keystroke[]
  }
}

/* As text, so that nothing of the test's own compiler is needed in the page. */
const watch = `(() => {
  if (window.keystrokes) return
  window.keystrokes = []
  const box = document.querySelector('main input[type=search]')
  const busy = document.querySelector('main [aria-busy]')
  box.addEventListener('input', (event) => {
    const startedAt = event.timeStamp
    const text = box.value
    if (text === '') return
    const painted = () => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => window.keystrokes.push({ text, ms: performance.now() - startedAt })
      port2.postMessage(null)
    })
    const look = () => {
      if (busy.getAttribute('aria-busy') === 'true' || !hasBegun) return false
      observer.disconnect()
      painted()
      return true
    }
    let hasBegun = false
    const observer = new MutationObserver(() => {
      hasBegun = true
      look()
    })
    observer.observe(busy, { attributes: true, attributeFilter: ['aria-busy'] })
  }, { capture: true })
})()`

/** Types each text letter by letter into the search of the page, waiting for each answer, and empties the box after. */
export async function measureTyping(page: Page, texts: readonly string[]): Promise<Keystroke[]> {
  await page.evaluate(watch)
  const box = page.locator('main input[type=search]')
  await box.focus()
  const all: Keystroke[] = []
  for (const text of texts) {
    for (const letter of text) {
      const before = await page.evaluate(() => window.keystrokes.length)
      await page.keyboard.insertText(letter)
      await page.waitForFunction((count) => window.keystrokes.length > count, before)
    }
    all.push(...(await page.evaluate(() => window.keystrokes.splice(0))))
    await box.fill('')
    await page.locator('main [aria-busy=false]').waitFor()
  }
  return all
}

export function summary(keystrokes: readonly Keystroke[]): { median: number; p95: number; max: number } {
  const sorted = keystrokes.map(({ ms }) => ms).sort((a, b) => a - b)
  const at = (share: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
  return { median: at(0.5), p95: at(0.95), max: at(1) }
}
