/** The words of a reason as they stand in the conversation: what is hidden there is hidden in the brief too. Pure. */

import type { ReadMessage, Span } from './types_chat'

/** The hidden spans of a quotation, counted from its own beginning. */
export function veiledInQuote(words: string, log: readonly ReadMessage[]): Span[] {
  for (const { reasons = [], veiled = [] } of log) {
    const reason = reasons.find((one) => one.words === words)
    if (!reason) continue
    return veiled
      .map(([start, end]): Span => [Math.max(start, reason.start) - reason.start, Math.min(end, reason.end) - reason.start])
      .filter(([start, end]) => end > start)
  }
  return []
}
