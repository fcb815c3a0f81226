/** A clock that stands still until told, and a network that answers as told. */

import type { Clock } from '../src/shared/clock'

export class FakeClock implements Clock {
  private time = 0
  private timers: Array<{ at: number; call: () => void }> = []

  now(): number {
    return this.time
  }

  /** Somebody, or the network, puts the clock right. What was set to ring in a while still does. */
  shift(ms: number): void {
    this.time += ms
    this.timers = this.timers.map((timer) => ({ ...timer, at: timer.at + ms }))
  }

  after(ms: number, call: () => void): () => void {
    const timer = { at: this.time + ms, call }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }

  /** Lets time pass, firing what falls due in its order, and everything that was waiting for it. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms
    await settle()
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!due) break
      this.timers = this.timers.filter((other) => other !== due)
      this.time = Math.max(this.time, due.at)
      due.call()
      await settle()
    }
    this.time = end
  }
}

/** Gives every promise that can go on the chance to. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** One connection of the fake network: the test writes into it and cuts it. */
export class FakeStream {
  private controller!: ReadableStreamDefaultController<Uint8Array>
  readonly body: ReadableStream<Uint8Array>

  constructor(signal?: AbortSignal | null) {
    this.body = new ReadableStream({ start: (controller) => void (this.controller = controller) })
    signal?.addEventListener('abort', () => this.cut())
  }

  write(text: string): void {
    this.controller.enqueue(new TextEncoder().encode(text))
  }

  message(seq: number): void {
    this.write(`event: message\nid: ${seq}\ndata: {"seq": ${seq}}\n\n`)
  }

  cut(): void {
    try {
      this.controller.error(new TypeError('network lost'))
    } catch {
      return // it was over already
    }
  }
}

export interface Call {
  url: string
  headers: Record<string, string>
}
