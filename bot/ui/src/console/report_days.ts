/** Ready-made stretches of days for a report. Pure; days are written 2026-03-01 and know no time zone. */

import type { Days } from './api_supervisor'

export type Preset = 'week' | 'four_weeks' | 'month' | 'quarter'

/** The stretch that ends with the newest day, or with the last month that is over. */
export function daysOf(preset: Preset, newest: string): Days {
  if (preset === 'week') return { from: plusDays(newest, -6), to: newest }
  if (preset === 'four_weeks') return { from: plusDays(newest, -27), to: newest }
  const last = endOfLastMonth(newest)
  const months = preset === 'month' ? 0 : 2
  return { from: firstOfMonth(last, -months), to: last }
}

export function plusDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** The month is over when its last day is the newest one. */
function endOfLastMonth(newest: string): string {
  const tomorrow = plusDays(newest, 1)
  return tomorrow.endsWith('-01') ? newest : plusDays(firstOfMonth(newest, 0), -1)
}

function firstOfMonth(day: string, months: number): string {
  const at = new Date(`${day.slice(0, 8)}01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString().slice(0, 10)
}
