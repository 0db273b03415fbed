/** Resolves when the page has nothing better to do; at the latest after a moment, so that work goes on while it is busy. */
export function whenFree(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 200 })
    else setTimeout(resolve, 8)
  })
}
