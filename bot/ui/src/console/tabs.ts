/** Several tabs of one counsellor: one of them rings, and switching the sound off in one switches it off in all. */

export interface Tabs {
  /** Whether this is the tab that rings. */
  isFirst(): boolean
  /** This tab could ring: it takes its place in the line. */
  standInLine(): void
  tell(what: TabNews): void
  close(): void
}

/** `rings`: this is the tab that sounds. `looked`: somebody has this tab in front of them. `hello`: it was just opened. */
export type TabNews = { sound: boolean } | 'rings' | 'looked' | 'hello'

const NAME = 'bell'

/** In a browser without locks every tab rings: twice is better than not at all. */
export function browserTabs(onNews: (news: TabNews) => void, locks: LockManager | null = navigator.locks ?? null): Tabs {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME)
  const leaving = new AbortController()
  let first = !locks
  let inLine = false
  let letGo: (() => void) | null = null

  if (channel) channel.onmessage = ({ data }: MessageEvent<TabNews>) => onNews(data)

  function standInLine(): void {
    if (inLine || !locks) return
    inLine = true
    const held = locks.request(NAME, { signal: leaving.signal }, () => {
      first = true
      return new Promise<void>((resolve) => (letGo = resolve))
    })
    held.catch(() => undefined) // left before its turn came
  }

  function close(): void {
    first = false
    leaving.abort()
    letGo?.()
    channel?.close()
  }

  return { isFirst: () => first, standInLine, tell: (news) => channel?.postMessage(news), close }
}
