/** Why the next chat cannot be taken, if it cannot. Pure. */

import type { Queue } from './types'
import { dayAndTime } from './words'
import { QUEUE } from './words_queue'

/** Null: it can. The server decides again when it is pressed. */
export function whyNotTake({ next, me, waiting, hours }: Queue): string | null {
  if (next !== null) return null
  if (me.paused_at !== null) return QUEUE.paused
  if (waiting.length === 0) return hours.open ? QUEUE.nobodyWaits : outOfHours(hours.opens_at)
  if (me.rest_first) return QUEUE.restFirst(me.hard_in_a_row)
  if (me.has >= me.capacity) return QUEUE.full(me.has, me.capacity)
  return QUEUE.nobodyForYou
}

function outOfHours(opensAt: string | null): string {
  return opensAt === null ? QUEUE.outOfHours : QUEUE.opensAt(dayAndTime(opensAt))
}
