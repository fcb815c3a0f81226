/** Whether a block is in force: it ends by the clock. Pure. */

import type { Card } from './types'

export function isBlocked({ blocked_until: until }: Card, now: number): boolean {
  return until !== null && Date.parse(until) > now
}
