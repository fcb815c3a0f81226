/** What the console's server tells, made up; and a server that answers as told. */

import type { Card, Counsellor, Queue } from '../src/console/types'
import type { OpenedConversation } from '../src/console/types_chat'
import { EMPTY_QUEUE } from '../src/console/desk'

export const card = (more: Partial<Card> = {}): Card => ({
  id: 'c_1', label: 'Chat 7F3K', owner: 'counsellor', tier: 'T2', concern: null, waiting_since: null, counsellor: 'Sam', last_at: null,
  corrected_at: null, away: false, preview_words: [], unread: 0, offered_to: null, rings: false, practice: false, language: 'en', wants: [],
  blocked_until: null, answered: false, app: null, ...more,
})

export const sam: Counsellor = { id: 'k_1', name: 'Sam', role: 'counsellor', permissions: ['counsel'] }
export const robin: Counsellor = { id: 'k_2', name: 'Robin', role: 'supervisor', permissions: ['counsel', 'read_all', 'step_in', 'review'] }

export const queue = (more: Partial<Queue> = {}): Queue => ({ ...EMPTY_QUEUE, ...more })

export const opened = (more: Partial<OpenedConversation> = {}): OpenedConversation => ({
  card: card(),
  messages: [],
  brief: { tier: 'T2', concern: null, raised_by: [], facts: [], lines: [], corrected: [], situations: [], advised: [], language: 'en', tier_set_by: null },
  content_note: [],
  notes: [],
  tier_changes: [],
  emergency: null,
  ...more,
})

export interface Asked {
  url: string
  body: Record<string, unknown>
}

/** Answers by the end of the address; what is not told is a 404. */
export class FakeServer {
  readonly asked: Asked[] = []
  answers: Record<string, { status: number; body?: unknown }> = {}

  install(): this {
    globalThis.fetch = ((input: string, init: RequestInit = {}) => {
      this.asked.push({ url: input, body: init.body ? (JSON.parse(init.body as string) as Record<string, unknown>) : {} })
      const ending = Object.keys(this.answers).find((one) => input.endsWith(one))
      const { status, body } = ending === undefined ? { status: 404, body: null } : this.answers[ending]!
      return Promise.resolve(new Response(status === 204 ? null : JSON.stringify(body ?? {}), { status }))
    }) as typeof fetch
    return this
  }

  askedFor(ending: string): Asked[] {
    return this.asked.filter(({ url }) => url.endsWith(ending))
  }
}

/** A tab's own storage. */
export function fakeStorage(): Storage {
  const held = new Map<string, string>()
  return {
    get length() {
      return held.size
    },
    key: (at) => Array.from(held.keys())[at] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
  }
}
