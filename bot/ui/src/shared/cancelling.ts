/** Gives up on a request, also in browsers that cannot abort one (before Chrome 66 and Safari 12.1). */

export interface Cancelling {
  /** For `fetch`; undefined where the browser has none. */
  readonly signal: AbortSignal | undefined
  readonly cancelled: boolean
  cancel(): void
  /** The promise, or a rejection as soon as it is cancelled, whichever comes first. */
  guard<T>(promise: Promise<T>): Promise<T>
}

export function cancelling(): Cancelling {
  const abort = typeof AbortController === 'function' ? new AbortController() : null
  let refuse: (fault: Error) => void
  const refused = new Promise<never>((_, reject) => (refuse = reject))
  refused.catch(() => undefined) // nobody may be waiting for it
  let cancelled = false
  return {
    signal: abort?.signal,
    get cancelled() {
      return cancelled
    },
    cancel() {
      cancelled = true
      abort?.abort()
      refuse(new Error('cancelled'))
    },
    guard: (promise) => Promise.race([promise, refused]),
  }
}
