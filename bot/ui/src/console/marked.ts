/** Cuts a message into plain parts, parts that raised the alarm, and parts that are hidden. Pure. */

import type { Reason, Span } from './types_chat'
import { joined } from './veiled'

export interface Part {
  text: string
  /** The most urgent first; empty for plain text. */
  reasons: Reason[]
}

/** A run of parts that is hidden or shown as one. */
export interface Stretch {
  veiled: boolean
  parts: Part[]
}

/** Offsets count code points, so that a smiling face before the words does not move the line. */
export function marked(text: string, reasons: readonly Reason[], veiled: readonly Span[] = []): Stretch[] {
  const points = Array.from(text)
  const found = reasons.filter(({ start, end }) => start >= 0 && end > start && end <= points.length)
  const veils = joined(veiled, points.length)
  const edges = new Set([0, points.length])
  for (const { start, end } of found) edges.add(start).add(end)
  for (const [start, end] of veils) edges.add(start).add(end)
  const cuts = Array.from(edges).sort((a, b) => a - b)
  const stretches: Stretch[] = []
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const [from, to] = [cuts[at]!, cuts[at + 1]!]
    const over = found.filter(({ start, end }) => start <= from && to <= end)
    const part = { text: points.slice(from, to).join(''), reasons: over.sort((a, b) => a.tier.localeCompare(b.tier)) }
    const veil = veils.find(([start, end]) => start <= from && to <= end)
    // Two hidden words side by side are opened one by one: each veil begins a stretch.
    const last = stretches[stretches.length - 1]
    if (last && last.veiled === (veil !== undefined) && veil?.[0] !== from) last.parts.push(part)
    else stretches.push({ veiled: veil !== undefined, parts: [part] })
  }
  return stretches
}
