/** Cuts a message into plain parts and parts that raised the alarm. Pure. */

import type { Reason } from './types'

export interface Part {
  text: string
  /** The most urgent first; empty for plain text. */
  reasons: Reason[]
}

/** Offsets count code points, so that a smiling face before the words does not move the line. */
export function marked(text: string, reasons: readonly Reason[]): Part[] {
  const points = Array.from(text)
  const found = reasons.filter(({ start, end }) => start >= 0 && end > start && end <= points.length)
  const edges = new Set([0, points.length])
  for (const { start, end } of found) edges.add(start).add(end)
  const cuts = Array.from(edges).sort((a, b) => a - b)
  const parts: Part[] = []
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const [from, to] = [cuts[at]!, cuts[at + 1]!]
    const over = found.filter(({ start, end }) => start <= from && to <= end)
    parts.push({ text: points.slice(from, to).join(''), reasons: over.sort((a, b) => a.tier.localeCompare(b.tier)) })
  }
  return parts
}
