/** Longest time for which the page does not answer; a frame is 16 ms. */
const busyMs = 8

/** Lets the page draw and answer when it was kept busy for a while, else goes right on. */
export function createRest(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < busyMs) return
    await nextTask()
    since = performance.now()
  }
}

/** A message is delivered at once, where a timer waits at least 4 ms. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
