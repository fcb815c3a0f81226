/** Which characters of a message are hidden until somebody wants to read them. Pure. */

import type { Span } from './types_chat'
import { CHAT } from './words_chat'

/** The text as it is read aloud: what is hidden on the screen is not spoken either. */
export function spoken(text: string, veiled: readonly Span[]): string {
  const points = Array.from(text)
  const kept: string[] = []
  let at = 0
  for (const [start, end] of joined(veiled, points.length)) {
    kept.push(points.slice(at, start).join(''), CHAT.veiledSpoken)
    at = end
  }
  return [...kept, points.slice(at).join('')].join('')
}

/** In order, without overlap, inside the text. */
export function joined(spans: readonly Span[], length: number): Span[] {
  const inside = spans.filter(([start, end]) => start >= 0 && end > start && end <= length)
  const result: Array<[number, number]> = []
  for (const [start, end] of [...inside].sort((a, b) => a[0] - b[0])) {
    const last = result[result.length - 1]
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else result.push([start, end])
  }
  return result
}
