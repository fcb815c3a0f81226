/** How long to wait before the next try: longer each time, never the same for everybody at once. */

const FIRST_MS = 500
const LONGEST_MS = 15_000

export class BackOff {
  private tries = 0

  constructor(private readonly random: () => number = Math.random) {}

  /** Half of the wait is drawn by chance: after an outage a whole school must not knock in the same second. */
  next(): number {
    const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.tries)
    this.tries += 1
    return full / 2 + (full / 2) * this.random()
  }

  reset(): void {
    this.tries = 0
  }
}
