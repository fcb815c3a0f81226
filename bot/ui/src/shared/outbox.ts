/** Messages on their way: sent one at a time, in order, again and again until the server has them. */

import { BackOff } from './backoff'
import { wallClock, type Clock } from './clock'

export type ParcelState = 'sending' | 'retrying' | 'refused'

export interface Parcel<C> {
  clientId: string
  content: C
  state: ParcelState
}

/** `stored`: the server has it. `again`: try later with the same id. `refused`: it never will, do not ask again. */
export type Delivery = { kind: 'stored'; seq: number } | { kind: 'again'; afterMs: number } | { kind: 'refused' }

export interface OutboxSettings<C> {
  deliver(parcel: Parcel<C>): Promise<Delivery>
  onStored(parcel: Parcel<C>, seq: number): void
  onChange(parcels: readonly Parcel<C>[]): void
  clock?: Clock
  backOff?: BackOff
}

export class Outbox<C> {
  private parcels: readonly Parcel<C>[] = []
  private busy = false
  private stopped = false
  private cancelWait: (() => void) | null = null
  private readonly clock: Clock
  private readonly backOff: BackOff

  constructor(private readonly settings: OutboxSettings<C>) {
    this.clock = settings.clock ?? wallClock
    this.backOff = settings.backOff ?? new BackOff()
  }

  put(clientId: string, content: C): void {
    this.change([...this.parcels, { clientId, content, state: 'sending' }])
    void this.work()
  }

  /** Somebody wants a refused one tried once more. */
  retry(clientId: string): void {
    this.mark(clientId, 'sending')
    void this.work()
  }

  /** The log shows it, so it arrived, whatever became of the answer to our request. */
  confirm(clientId: string): void {
    if (this.parcels.some((parcel) => parcel.clientId === clientId)) this.drop(clientId)
  }

  /** The network is back: do not sit out the wait. */
  nudge(): void {
    if (this.cancelWait === null) return
    this.cancelWait()
    this.cancelWait = null
    void this.work()
  }

  stop(): void {
    this.stopped = true
    this.cancelWait?.()
    this.change([])
  }

  private async work(): Promise<void> {
    if (this.busy || this.cancelWait !== null) return
    this.busy = true
    while (!this.stopped) {
      const head = this.parcels.find((parcel) => parcel.state !== 'refused')
      if (head === undefined || !(await this.sendOne(head))) break
    }
    this.busy = false
  }

  /** False when the rest has to wait behind this one: order is part of what somebody says. */
  private async sendOne(parcel: Parcel<C>): Promise<boolean> {
    const delivery = await this.settings.deliver(parcel)
    if (this.stopped) return false
    const open = this.parcels.some((other) => other.clientId === parcel.clientId)
    if (delivery.kind === 'again' && open) {
      this.mark(parcel.clientId, 'retrying')
      this.waitFor(Math.max(this.backOff.next(), delivery.afterMs))
      return false
    }
    this.backOff.reset()
    if (delivery.kind === 'stored') {
      // Told before it leaves the box, so that there is no moment in which the message is nowhere.
      this.settings.onStored(parcel, delivery.seq)
      this.drop(parcel.clientId)
    } else if (delivery.kind === 'refused') {
      this.mark(parcel.clientId, 'refused')
    }
    return true
  }

  private waitFor(ms: number): void {
    this.cancelWait = this.clock.after(ms, () => {
      this.cancelWait = null
      void this.work()
    })
  }

  private mark(clientId: string, state: ParcelState): void {
    this.change(this.parcels.map((parcel) => (parcel.clientId === clientId ? { ...parcel, state } : parcel)))
  }

  private drop(clientId: string): void {
    this.change(this.parcels.filter((parcel) => parcel.clientId !== clientId))
  }

  private change(parcels: readonly Parcel<C>[]): void {
    this.parcels = parcels
    this.settings.onChange(parcels)
  }
}
