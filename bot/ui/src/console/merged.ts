/** What the server tells of a whole log, put together with what is on the screen. Pure. */

import { insert } from '../shared/timeline'
import type { ReadMessage } from './types_chat'

/** The server's lines, and after them what has come since it was asked. A line that says nothing new stays the same object. */
export function merged(told: readonly ReadMessage[], log: readonly ReadMessage[]): readonly ReadMessage[] {
  const known = new Map(log.map((message) => [message.seq, message]))
  const last = told[told.length - 1]?.seq ?? 0
  const kept = told.map((message) => {
    const before = known.get(message.seq)
    return before && isFromServer(before) ? before : message
  })
  const all = log.filter(({ seq }) => seq > last).reduce<readonly ReadMessage[]>(insert, kept)
  return all.length === log.length && all.every((message, at) => message === log[at]) ? log : all
}

/** One's own words are on the screen before the server has told them. */
const isFromServer = (message: ReadMessage): boolean => message.reasons !== undefined
