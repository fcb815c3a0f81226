/** The board as the stream tells it, and what can be reckoned from the queue between two events. */

import { signal } from '@preact/signals'
import type { TierName } from '../shared/wire'
import type { Card } from './types'
import type { Board } from './types_supervisor'
import { isOverdue, secondsSince } from './waiting_time'

export const TIERS: readonly TierName[] = ['T0', 'T1', 'T2', 'T3', 'T4']

/** null: nothing was told yet. */
export const board = signal<Board | null>(null)

export interface TierWait {
  tier: TierName
  count: number
  /** Seconds; null: nobody waits. */
  longest: number | null
  late: number
}

/** Those who wait, by tier, without practice. `now` in milliseconds: the numbers grow between two events. */
export function waitsByTier(waiting: readonly Card[], now: number): TierWait[] {
  return TIERS.map((tier) => {
    const seconds = waiting.filter((card) => card.tier === tier && !card.practice).map((card) => (card.waiting_since ? secondsSince(card.waiting_since, now) : 0))
    return {
      tier,
      count: seconds.length,
      longest: seconds.length > 0 ? Math.max(...seconds) : null,
      late: seconds.filter((one) => isOverdue(tier, one)).length,
    }
  })
}
