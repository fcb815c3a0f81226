/** The chat that is open on the desk: its log, its brief, and what the counsellor does in it. */

import { signal } from '@preact/signals'
import { newClientId } from '../shared/client_id'
import { Outbox, type Parcel } from '../shared/outbox'
import { insert } from '../shared/timeline'
import * as api from './api'
import type { Brief, Card, OpenedConversation, ReadMessage } from './types'
import { WORDS } from './words'

/** A burst of messages asks for one new brief, not for ten. */
const BRIEF_AFTER_MS = 600
const TYPING_LASTS_MS = 6_000
const TYPING_EVERY_MS = 3_000

export type OpenChat = ReturnType<typeof openChat>

/** `onStatus` is asked first what a failed answer means for the whole desk. */
export function openChat(opened: OpenedConversation, onStatus: (status: number) => boolean) {
  const card = signal(opened.card)
  const log = signal<readonly ReadMessage[]>(opened.messages)
  const brief = signal<Brief>(opened.brief)
  const parcels = signal<readonly Parcel<string>[]>([])
  const typing = signal(false)
  const notice = signal<string | null>(null)
  const busy = signal(false)
  const id = opened.card.id
  let stopped = false
  let briefTimer: ReturnType<typeof setTimeout> | undefined
  let typingTimer: ReturnType<typeof setTimeout> | undefined
  let toldTypingAt = 0

  const outbox = new Outbox<string>({
    deliver: async ({ clientId, content }) => {
      const answer = await api.reply(id, clientId, content)
      if (answer.ok) return { kind: 'stored', seq: answer.body.seq }
      if (answer.problem === 'offline' || answer.problem === 'server' || answer.problem === 'busy') {
        return { kind: 'again', afterMs: answer.retryAfterMs }
      }
      if (!onStatus(answer.status) && answer.status === 404) vanish()
      return { kind: 'refused' }
    },
    onStored: ({ clientId, content }, seq) => hear({ seq, sender: 'counsellor', text: content, client_id: clientId }),
    onChange: (next) => (parcels.value = next),
  })

  function hear(message: ReadMessage): void {
    log.value = insert(log.value, message)
    if (message.client_id) outbox.confirm(message.client_id)
    if (message.sender === 'young_person') typing.value = false
    clearTimeout(briefTimer)
    briefTimer = setTimeout(() => void refresh(), BRIEF_AFTER_MS)
  }

  function hearTyping(now: boolean): void {
    clearTimeout(typingTimer)
    typing.value = now
    if (now) typingTimer = setTimeout(() => (typing.value = false), TYPING_LASTS_MS)
  }

  async function refresh(): Promise<void> {
    const answer = await api.read(id)
    if (stopped) return
    if (!answer.ok) {
      if (onStatus(answer.status)) return
      if (answer.status === 403) lose()
      if (answer.status === 404) vanish()
      return
    }
    card.value = answer.body.card
    brief.value = answer.body.brief
    log.value = answer.body.messages.reduce(insert, log.value)
  }

  /** The queue has told how the chat stands. What was corrected changes the brief, and is no message. */
  function follow(now: Card): void {
    const corrected = now.corrected_at !== card.value.corrected_at
    card.value = now
    if (corrected) void refresh()
  }

  /** The young person has deleted it: what was said must not stay on this screen either. */
  function vanish(): void {
    stop()
    card.value = { ...card.value, owner: 'closed' }
    log.value = []
    parcels.value = []
    brief.value = { ...brief.value, raised_by: [], facts: [], corrected: [], situations: [], advised: [] }
    notice.value = WORDS.deleted
  }

  /** Somebody else answers it now: what is on the screen may stay, writing may not. */
  function lose(): void {
    card.value = { ...card.value, owner: 'closed' }
    notice.value = WORDS.takenByColleague
  }

  async function claim(): Promise<void> {
    await act(async () => {
      const answer = await api.claim(id)
      if (answer.ok) card.value = answer.body
      else if (answer.status === 409) {
        const by = api.takenBy(answer.body)
        notice.value = by ? WORDS.takenBy(by) : WORDS.takenByColleague
        card.value = { ...card.value, owner: 'counsellor', counsellor: by }
      } else fail(answer.status)
    })
  }

  async function hand(to: 'return' | 'close'): Promise<void> {
    await act(async () => {
      const answer = await api.hand(id, to)
      if (answer.ok) card.value = answer.body
      else fail(answer.status)
    })
  }

  async function act(step: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    notice.value = null
    await step()
    busy.value = false
  }

  function fail(status: number): void {
    if (onStatus(status)) return
    if (status === 404) vanish()
    else notice.value = WORDS.failed
  }

  function tellTyping(): void {
    const now = Date.now()
    if (now - toldTypingAt < TYPING_EVERY_MS) return
    toldTypingAt = now
    api.typing(id)
  }

  function stop(): void {
    stopped = true
    clearTimeout(briefTimer)
    clearTimeout(typingTimer)
  }

  const say = (text: string): void => outbox.put(newClientId(), text)
  const retry = (clientId: string): void => outbox.retry(clientId)
  return { card, log, brief, parcels, typing, notice, busy, follow, hear, hearTyping, refresh, claim, hand, say, retry, tellTyping, stop }
}
