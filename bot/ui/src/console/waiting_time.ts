/** How long somebody has been waiting, and whether that is too long. Pure. */

import type { TierName } from '../shared/wire'

/** Seconds in which a person should have joined. T3 and T4 have no clock: they are answered the same day. */
export const TARGET_S: Readonly<Partial<Record<TierName, number>>> = { T0: 60, T1: 5 * 60, T2: 15 * 60 }

export function secondsSince(since: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(since)) / 1000))
}

/** "0:46", "3:10", "1 h 05". Always as wide as its neighbours, so that a column of them can be compared at a glance. */
export function waitingTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)}`
}

export function isOverdue(tier: TierName, seconds: number): boolean {
  return seconds > (TARGET_S[tier] ?? Infinity)
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
