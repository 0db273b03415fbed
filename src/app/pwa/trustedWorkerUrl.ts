/** Workers of this build, and the service worker: what may run in the background under this app's name. */
const ownWorker = /^(?:\/sw\.js|\/assets\/[\w-]+Worker-[\w-]+\.js)$/u

let policy: Pick<TrustedTypePolicy, 'createScriptURL'> | undefined

/**
 * Under `require-trusted-types-for 'script'` a worker's address must come from a policy; this one knows only our own.
 * The server's header has to name it: `trusted-types vue minqing-worker`.
 */
export function trustedWorkerUrl(url: string): string {
  if (!window.trustedTypes || import.meta.env.DEV) return url
  policy ??= window.trustedTypes.createPolicy('minqing-worker', {
    createScriptURL(asked: string) {
      if (!ownWorker.test(asked)) throw new TypeError(`not this app's worker: ${asked}`)
      return asked
    },
  })
  // The libraries that take it know only strings; the browser looks at what it really is.
  return policy.createScriptURL(url) as unknown as string
}
