/** Lets two answers of the bot arrive one after the other, as somebody would say them. */

import { wallClock, type Clock } from '../shared/clock'
import type { Message } from '../shared/wire'

const SHORTEST_MS = 600
const LONGEST_MS = 900
const MS_A_CHARACTER = 3

export interface PacerSettings {
  show(message: Message): void
  onHolding(holding: boolean): void
  clock?: Clock
}

export class Pacer {
  private held: Message[] = []
  private lastBotAt = -Infinity
  private cancel: (() => void) | null = null
  private readonly clock: Clock

  constructor(private readonly settings: PacerSettings) {
    this.clock = settings.clock ?? wallClock
  }

  /** `old`: it was on the screen before a reload. Crisis words, and everything a person says, never wait. */
  offer(message: Message, old: boolean): void {
    const waits = !old && message.sender === 'bot' && message.style !== 'crisis'
    // A telephone's clock may be put right by a day at any moment: nothing waits longer than it ever should.
    const pause = Math.min(this.lastBotAt + gap(message) - this.clock.now(), gap(message))
    if (!waits) this.flush()
    if (waits && (this.held.length > 0 || pause > 0)) {
      this.held.push(message)
      this.settings.onHolding(true)
      if (this.cancel === null) this.schedule(pause)
    } else {
      this.show(message, old)
    }
  }

  private flush(): void {
    this.cancel?.()
    this.cancel = null
    const waiting = this.held
    this.held = []
    this.settings.onHolding(false)
    for (const message of waiting) this.show(message, false)
  }

  private schedule(ms: number): void {
    this.cancel = this.clock.after(ms, () => {
      this.cancel = null
      const next = this.held.shift()
      this.settings.onHolding(this.held.length > 0)
      if (next) this.show(next, false)
      if (this.held[0]) this.schedule(gap(this.held[0]))
    })
  }

  private show(message: Message, old: boolean): void {
    if (message.sender === 'bot' && !old) this.lastBotAt = this.clock.now()
    this.settings.show(message)
  }
}

function gap(message: Message): number {
  return Math.min(LONGEST_MS, SHORTEST_MS + message.text.length * MS_A_CHARACTER)
}
