/** Looks at a page of the product from the inside, by its own clock (ms since its navigation). */

export interface Watched {
  /** By name: a selector, noted when it first matches. */
  shown: Record<string, string>
  /** By name: a text, noted when it is gone after it was there. */
  gone: Record<string, string>
}

const moments: Record<string, number> = {}

/** After a forced layout, so ready to be painted; without the wait for the next frame, which tells of the screen. */
function laidOut(): number {
  void document.body.offsetHeight
  return performance.now()
}

function watch({ shown, gone }: Watched): void {
  const seen = new Set<string>()
  const look = (): void => {
    if (!document.body) return
    for (const [name, selector] of Object.entries(shown))
      if (!(name in moments) && document.querySelector(selector)) moments[name] = laidOut()
    for (const [name, text] of Object.entries(gone)) {
      if (name in moments) continue
      const isThere = document.body.textContent.includes(text)
      if (isThere) seen.add(name)
      else if (seen.has(name)) moments[name] = laidOut()
    }
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
}

const resources = (): PerformanceResourceTiming[] =>
  performance.getEntriesByType('resource') as PerformanceResourceTiming[]

/** Answers from these paths so far, and the bytes of their bodies as they came. */
function received(paths: readonly string[]): { requests: number; bytes: number } {
  const answers = resources().filter(({ name }) => paths.includes(new URL(name).pathname))
  return {
    requests: answers.length,
    bytes: answers.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  }
}

/** When the page first asked the server for this path. */
function firstRequestAt(path: string): number {
  const first = resources().find(({ name }) => new URL(name).pathname === path)
  if (!first) throw new Error(`nothing was asked of ${path}`)
  return first.startTime
}

/** Types a text into the search box of the page; ms from its `input` event until other results are laid out. */
function keystroke(text: string): Promise<number> {
  const box = document.querySelector<HTMLInputElement>('main input')
  const place = document.querySelector('main')
  if (!box || !place) throw new Error('no search box')
  const before = place.textContent
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no other results for ${text}`)), 10_000)
    let startedAt = 0
    const observer = new MutationObserver(() => {
      const at = laidOut()
      if (place.textContent === before) return
      clearTimeout(timer)
      observer.disconnect()
      resolve(at - startedAt)
    })
    observer.observe(place, { childList: true, subtree: true, characterData: true })
    box.focus()
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, text)
    startedAt = performance.now()
    box.dispatchEvent(new InputEvent('input', { bubbles: true, data: text }))
  })
}

/** Paths of everything the page has loaded. */
const loadedPaths = (): string[] => resources().map(({ name }) => new URL(name).pathname)

export const benchScreen = { watch, received, firstRequestAt, keystroke, loadedPaths }
export type BenchScreen = typeof benchScreen
performance.setResourceTimingBufferSize(5_000)
Object.assign(globalThis, { benchScreen, benchMoments: moments })
