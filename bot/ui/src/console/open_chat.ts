/** One chat on the desk: its log, its brief, its notes, and what stands ready beside it. */

import { computed, signal } from '@preact/signals'
import { insert } from '../shared/timeline'
import * as api from './api_chat'
import { bell } from './bell'
import { chatDeeds } from './chat_deeds'
import type { Drafts } from './drafts'
import { loaded } from './loaded'
import { merged } from './merged'
import { replyOutbox } from './reply_outbox'
import type { Card } from './types'
import type { Brief, Emergency, Note, OpenedConversation, ReadMessage, TierChange } from './types_chat'
import type { ChatRecord, Help } from './types_help'
import { CHAT } from './words_chat'

/** A burst of messages asks for one new brief, not for ten. */
const BRIEF_AFTER_MS = 600
const TYPING_LASTS_MS = 6_000
const TYPING_EVERY_MS = 3_000

export type Typist = 'young_person' | 'counsellor'
export type OpenChat = ReturnType<typeof openChat>

export interface OpenChatSettings {
  /** The name of who is signed in. */
  me: string
  drafts: Drafts
  /** Asked first what a failed answer means for the whole page: true when it has been dealt with. */
  onStatus(status: number): boolean
}

/** Begins with its card alone: `refresh` brings the rest, when it is looked at. */
export function openChat(first: Card, { me, drafts, onStatus }: OpenChatSettings) {
  const id = first.id
  const card = signal(first)
  const log = signal<readonly ReadMessage[]>([])
  const brief = signal<Brief | null>(null)
  const contentNote = signal<readonly string[]>([])
  const notes = signal<readonly Note[]>([])
  const tierChanges = signal<readonly TierChange[]>([])
  const emergency = signal<Emergency | null>(null)
  const typing = signal<Typist | null>(null)
  /** It is theirs, or was until it was closed: its record is theirs to write. */
  const had = signal(false)
  /** The last message that was on the screen; null: none yet. */
  const seen = signal<number | null>(null)
  const unread = computed(() => (seen.value === null ? card.value.unread : theirsAfter(log.value, seen.value)))
  let stopped = false
  /** It was taken away or deleted: there is nothing to ask the server for. */
  let gone = false
  let refreshTimer: ReturnType<typeof setTimeout> | undefined
  let typingTimer: ReturnType<typeof setTimeout> | undefined
  let toldTypingAt = 0

  const help = loaded<Help>(() => api.help(id), onStatus)
  const record = loaded<ChatRecord>(() => api.record(id), onStatus)
  const deeds = chatDeeds({
    id,
    onStatus,
    onCard: follow,
    onNote: hearNote,
    onEmergency: (now) => (emergency.value = now),
    onStale: () => void refresh(),
  })
  const outbox = replyOutbox({
    id,
    unsent: drafts.of(id, 'unsent').value,
    keep: (unsent) => drafts.write(id, 'unsent', unsent),
    onStatus: (status) => {
      if (status === 403 || status === 404) void refresh()
      return onStatus(status)
    },
    onStored: (seq, text, clientId) => {
      hear({ seq, sender: 'counsellor', text, author: me, client_id: clientId, sent_at: new Date().toISOString() })
    },
  })

  function hear(message: ReadMessage): void {
    log.value = insert(log.value, message)
    if (message.client_id) outbox.confirm(message.client_id)
    if (message.sender === typing.value) typing.value = null
    refreshSoon()
  }

  function hearNote(note: Note): void {
    if (notes.value.every((one) => one.number !== note.number)) notes.value = [...notes.value, note]
  }

  function hearTyping(who: Typist, now: boolean): void {
    const isMe = who === 'counsellor' && card.value.counsellor === me
    if (isMe || (!now && typing.value !== who)) return
    clearTimeout(typingTimer)
    typing.value = now ? who : null
    if (now) typingTimer = setTimeout(() => (typing.value = null), TYPING_LASTS_MS)
  }

  function refreshSoon(): void {
    clearTimeout(refreshTimer)
    if (brief.value !== null) refreshTimer = setTimeout(() => void refresh(), BRIEF_AFTER_MS)
  }

  /** Answers the status: the desk knows what to do with a chat it cannot read. */
  async function refresh(): Promise<number> {
    const answer = await api.read(id)
    if (stopped) return answer.status
    if (answer.ok) take(answer.body)
    else if (!onStatus(answer.status)) {
      // Whoever closed it may not read it any more, but has to write its record from what is on the screen.
      if (answer.status === 403 && card.value.owner !== 'closed') lose()
      if (answer.status === 404) vanish()
    }
    return answer.status
  }

  function take(opened: OpenedConversation): void {
    if (opened.brief.language !== brief.value?.language && help.value.value !== null) void help.again()
    card.value = opened.card
    brief.value = opened.brief
    contentNote.value = opened.content_note
    notes.value = opened.notes
    tierChanges.value = opened.tier_changes
    emergency.value = opened.emergency
    log.value = merged(opened.messages, log.value)
  }

  /** The queue does not show it any more: it was closed, or a colleague has it. */
  function missing(): void {
    if (!gone && brief.value !== null && card.value.owner !== 'closed') void refresh()
  }

  /** The queue has told how the chat stands. What was corrected or decided elsewhere changes the brief, and is no message. */
  function follow(now: Card): void {
    const before = card.value
    card.value = now
    gone = false
    if (now.owner === 'closed' && had.value) drafts.write(id, 'unwritten', JSON.stringify(now))
    if (now.corrected_at !== before.corrected_at || now.tier !== before.tier || now.owner !== before.owner) refreshSoon()
  }

  /** The young person has deleted it: what was said must not stay on this screen either. */
  function vanish(): void {
    gone = true
    stop()
    drafts.forget(id)
    card.value = { ...card.value, owner: 'closed' }
    log.value = []
    contentNote.value = []
    notes.value = []
    tierChanges.value = []
    emergency.value = null
    help.value.value = null
    record.value.value = null
    if (brief.value) brief.value = emptied(brief.value)
    deeds.notice.value = CHAT.deleted
  }

  /** Somebody else answers it now: what is on the screen may stay, writing may not. */
  function lose(): void {
    gone = true
    card.value = { ...card.value, owner: 'counsellor', counsellor: null }
    deeds.notice.value = drafts.of(id, 'reply').value === '' ? CHAT.takenByColleague : CHAT.takenFromYou
  }

  function look(): void {
    const last = log.value[log.value.length - 1]
    if (last) seen.value = last.seq
  }

  function tellTyping(): void {
    const now = Date.now()
    bell().noteTyping(id)
    if (now - toldTypingAt < TYPING_EVERY_MS) return
    toldTypingAt = now
    api.typing(id)
  }

  function stop(): void {
    stopped = true
    outbox.stop()
    clearTimeout(refreshTimer)
    clearTimeout(typingTimer)
  }

  return {
    id, card, log, brief, contentNote, notes, tierChanges, emergency, typing, had, seen, unread, help, record, deeds, drafts, outbox,
    take, follow, missing, hear, hearNote, hearTyping, refresh, refreshSoon, look, tellTyping, stop,
  }
}

/** Written out in full, so that no part of a brief can be forgotten here. */
function emptied({ tier, language }: Brief): Brief {
  return { tier, language, concern: null, raised_by: [], facts: [], lines: [], corrected: [], situations: [], advised: [], tier_set_by: null }
}

function theirsAfter(log: readonly ReadMessage[], seq: number): number {
  return log.filter((message) => message.sender === 'young_person' && message.seq > seq).length
}
