/** Time as a value, so that tests can hold it still. */

export interface Clock {
  now(): number
  /** Calls back once after `ms`; the answer takes it back. */
  after(ms: number, call: () => void): () => void
}

export const wallClock: Clock = {
  now: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}
