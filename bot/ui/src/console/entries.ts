/** What is shown in a conversation in one order: what was said, and what staff wrote beside it. Pure. */

import type { Note, ReadMessage, TierChange } from './types_chat'

export type Entry =
  | { kind: 'message'; key: string; message: ReadMessage }
  | { kind: 'note'; key: string; note: Note }
  | { kind: 'tier'; key: string; change: TierChange }

/** Messages keep the order of their numbers; what staff wrote stands where it belongs in time. */
export function entries(log: readonly ReadMessage[], notes: readonly Note[], changes: readonly TierChange[]): Entry[] {
  const beside = [
    ...notes.map((note): Entry & { at: number } => ({ kind: 'note', key: `note ${note.number}`, note, at: Date.parse(note.at) })),
    ...changes.map((change): Entry & { at: number } => ({ kind: 'tier', key: `tier ${change.at}`, change, at: Date.parse(change.at) })),
  ].sort((a, b) => a.at - b.at)
  const result: Entry[] = []
  let next = 0
  for (const message of log) {
    const sentAt = message.sent_at ? Date.parse(message.sent_at) : -Infinity
    while (next < beside.length && beside[next]!.at < sentAt) result.push(beside[next++]!)
    result.push({ kind: 'message', key: String(message.seq), message })
  }
  return [...result, ...beside.slice(next)]
}
