/** Keeps one stream of events alive: resumes by cursor, backs off, notices silence, and falls back to long polls. */

import { BackOff } from './backoff'
import { cancelling, type Cancelling } from './cancelling'
import { wallClock, type Clock } from './clock'
import { readEvents } from './event_reader'
import type { ConversationState, Message, ServerEvent } from './wire'

/** The server pings at once: no byte by then means that something on the way holds the stream back. */
const FIRST_BYTE_MS = 3_000
/** What the server has stored comes down the stream in a blink: by then a stream that has not told it is dead. */
const ECHO_MS = 3_000
/** Two pings missed, and a little. */
const SILENCE_MS = 40_000
const POLL_WAIT_S = 25
/** A poll answers in `POLL_WAIT_S` at the latest, and may need as long again on a very slow line. */
const POLL_PATIENCE_MS = 2 * POLL_WAIT_S * 1000
/** How long to go on polling before a stream gets another chance; doubles each time it was mute again. */
const POLL_FOR_MS = 120_000

export type Link = 'connecting' | 'live' | 'broken'

export interface StreamSettings {
  streamUrl(after: number): string
  /** Left out where there is no long-poll twin (the console). */
  pollUrl?(after: number, waitSeconds: number): string
  headers(): Record<string, string>
  onEvent(event: ServerEvent): void
  onLink(link: Link): void
  /** The server does not know this session any more: the stream has stopped for good. */
  onRefused(status: number): void
  after?: number
  clock?: Clock
  backOff?: BackOff
  fetch?: typeof fetch
}

export class EventStream {
  private cursor: number
  private readonly told = new Set<number>()
  /** Streams in a row that were held back on the way. */
  private mute = 0
  private pollUntil = 0
  private stopped = false
  private current: Cancelling | null = null
  private wake: (() => void) | null = null
  private lastByte = 0
  private readonly clock: Clock
  private readonly backOff: BackOff
  private readonly fetch: typeof fetch

  constructor(private readonly settings: StreamSettings) {
    this.cursor = settings.after ?? 0
    this.clock = settings.clock ?? wallClock
    this.backOff = settings.backOff ?? new BackOff()
    this.fetch = settings.fetch ?? ((input, init) => fetch(input, init))
  }

  /** Runs until `stop`, or until the server refuses the session. */
  async run(): Promise<void> {
    this.settings.onLink('connecting')
    while (!this.stopped) {
      const wait = await this.once()
      if (this.stopped) return
      if (wait > 0) await this.sleep(wait)
    }
  }

  stop(): void {
    this.stopped = true
    this.nudge()
  }

  /** Try again now: the network came back, or the page was woken and the old stream may be dead without knowing it. */
  nudge(): void {
    // Perhaps another network by now, one that lets streams through.
    this.mute = 0
    this.pollUntil = 0
    this.backOff.reset()
    const asleep = this.clock.now() - this.lastByte > SILENCE_MS / 2
    if (this.stopped || asleep) this.current?.cancel()
    this.wake?.()
  }

  /** The server has stored a message of ours. A stream that does not tell it soon is held back, or dead without knowing it. */
  expect(seq: number): void {
    this.clock.after(ECHO_MS, () => {
      if (this.stopped || this.polling || this.told.has(seq) || this.cursor >= seq) return
      this.turnToPolls()
      this.current?.cancel()
      this.wake?.()
    })
  }

  private get polling(): boolean {
    return this.settings.pollUrl !== undefined && this.clock.now() < this.pollUntil
  }

  private turnToPolls(): void {
    this.mute += 1
    this.pollUntil = this.clock.now() + POLL_FOR_MS * 2 ** (this.mute - 1)
  }

  /** One connection from opening to end. Answers how long to wait before the next. */
  private async once(): Promise<number> {
    const polling = this.polling
    const giving = cancelling()
    this.current = giving
    try {
      return polling ? await this.poll(giving) : await this.listen(giving)
    } catch {
      // Offline, cut off, or aborted by the watchdog: all the same here, the cursor brings back what was missed.
      return !polling && this.polling ? 0 : this.lost()
    } finally {
      this.current = null
    }
  }

  private async listen(giving: Cancelling): Promise<number> {
    let heard = false
    let watchdog = this.clock.after(FIRST_BYTE_MS, () => giving.cancel())
    const onBytes = (): void => {
      heard = true
      this.mute = 0
      watchdog()
      watchdog = this.clock.after(SILENCE_MS, () => giving.cancel())
      this.hear()
    }
    let answered = false
    try {
      const response = await giving.guard(this.fetch(this.settings.streamUrl(this.cursor), this.request(giving, 'text/event-stream')))
      const refused = this.refused(response)
      if (refused !== null) {
        heard = true
        return refused
      }
      answered = true
      if (!response.body) throw new TypeError('no stream in this browser')
      await readEvents(response.body, giving, onBytes, (event) => this.deliver(event))
      return this.lost()
    } finally {
      watchdog()
      // Offline is no sign of a proxy: then nothing was answered, and nothing took long.
      if (!heard && (answered || giving.cancelled) && !this.stopped && !this.polling) this.turnToPolls()
    }
  }

  private async poll(giving: Cancelling): Promise<number> {
    const watchdog = this.clock.after(POLL_PATIENCE_MS, () => giving.cancel())
    try {
      const url = this.settings.pollUrl?.(this.cursor, POLL_WAIT_S) ?? ''
      const response = await giving.guard(this.fetch(url, this.request(giving, 'application/json')))
      const refused = this.refused(response)
      if (refused !== null) return refused
      const body = (await giving.guard(response.json())) as { messages: Message[]; state: ConversationState }
      this.hear()
      for (const message of body.messages) this.deliver({ name: 'message', data: message, id: message.seq })
      this.deliver({ name: 'state', data: body.state, id: null })
      return 0
    } finally {
      watchdog()
    }
  }

  private request(giving: Cancelling, accept: string): RequestInit {
    const headers: Record<string, string> = { ...this.settings.headers(), Accept: accept }
    if (this.cursor > 0) headers['Last-Event-ID'] = String(this.cursor)
    return { headers, cache: 'no-store', credentials: 'same-origin', ...(giving.signal && { signal: giving.signal }) }
  }

  /** Null where the answer is good; otherwise how long to wait. */
  private refused(response: Response): number | null {
    if (response.ok) return null
    if ([401, 403, 404].includes(response.status)) {
      this.stopped = true
      this.settings.onRefused(response.status)
      return 0
    }
    const asked = Number(response.headers.get('Retry-After'))
    return Math.max(this.lost(), Number.isFinite(asked) ? asked * 1000 : 0)
  }

  private hear(): void {
    this.lastByte = this.clock.now()
    this.backOff.reset()
    this.settings.onLink('live')
  }

  private lost(): number {
    if (!this.stopped) this.settings.onLink('broken')
    return this.backOff.next()
  }

  private deliver(event: ServerEvent): void {
    if (this.stopped) return
    if (event.id !== null) {
      // An older one that was overtaken on the way is news; one that came before is not.
      if (this.told.has(event.id)) return
      this.told.add(event.id)
      this.cursor = Math.max(this.cursor, event.id)
    }
    this.settings.onEvent(event)
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        cancel()
        this.wake = null
        resolve()
      }
      const cancel = this.clock.after(ms, done)
      this.wake = done
    })
  }
}
