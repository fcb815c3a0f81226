/** Tells a press that is meant from a stray one: held for two seconds, or, for whoever cannot hold, five in a row. */

import { wallClock, type Clock } from '../shared/clock'

const HELD_MS = 2_000
const PRESSES = 5
/** Somebody with a switch or a screen reader needs seconds for each. */
const WITHIN_MS = 15_000

export class Hold {
  private letGo: (() => void) | null = null
  private presses: number[] = []

  constructor(
    private readonly onMeant: () => void,
    private readonly clock: Clock = wallClock,
  ) {}

  down(): void {
    if (this.letGo === null) this.letGo = this.clock.after(HELD_MS, this.onMeant)
  }

  up(): void {
    this.letGo?.()
    this.letGo = null
  }

  /** One press that has ended. */
  press(): void {
    const now = this.clock.now()
    this.presses = [...this.presses, now].filter((then) => now - then < WITHIN_MS)
    if (this.presses.length >= PRESSES) this.onMeant()
  }
}
