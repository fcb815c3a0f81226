/** What is shown in a conversation in one order: what was said, and what staff wrote beside it. Pure. */

import type { Note, ReadMessage, TierChange } from './types_chat'

export type Entry =
  | { kind: 'message'; key: string; of: ReadMessage }
  | { kind: 'note'; key: string; of: Note }
  | { kind: 'tier'; key: string; of: TierChange }

/** Messages keep the order of their numbers; what staff wrote stands where it belongs in time. */
export function entries(log: readonly ReadMessage[], notes: readonly Note[], changes: readonly TierChange[]): Entry[] {
  const beside: Array<Exclude<Entry, { kind: 'message' }>> = [
    ...notes.map((of) => ({ kind: 'note' as const, key: `note ${of.number}`, of })),
    ...changes.map((of) => ({ kind: 'tier' as const, key: `tier ${of.at}`, of })),
  ].sort((a, b) => Date.parse(a.of.at) - Date.parse(b.of.at))
  const result: Entry[] = []
  let next = 0
  for (const message of log) {
    const sentAt = message.sent_at ? Date.parse(message.sent_at) : -Infinity
    while (next < beside.length && Date.parse(beside[next]!.of.at) < sentAt) result.push(beside[next++]!)
    result.push({ kind: 'message', key: String(message.seq), of: message })
  }
  return [...result, ...beside.slice(next)]
}
