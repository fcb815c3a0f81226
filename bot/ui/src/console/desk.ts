/** The desk of one counsellor: the queue, the open chats, the stream that keeps both fresh. It outlives an ended session. */

import { signal } from '@preact/signals'
import { EventStream, type Link } from '../shared/stream'
import type { ServerEvent } from '../shared/wire'
import { listenFor } from './announcements'
import { bell } from './bell'
import { board } from './board_state'
import { chatTabs } from './chat_tabs'
import { keepDrafts } from './drafts'
import { myTurn } from './my_turn'
import type { Typist } from './open_chat'
import type { Card, Counsellor, Queue } from './types'
import type { Note, ReadMessage } from './types_chat'
import type { Board } from './types_supervisor'
import { WORDS } from './words'
import { QUEUE } from './words_queue'

export const EMPTY_QUEUE: Queue = {
  waiting: [],
  mine: [],
  held: [],
  open: [],
  open_count: 0,
  counsellors_here: 0,
  next: null,
  me: { has: 0, capacity: 1, paused_at: null, pause_kind: null, hard_in_a_row: 0, break_due: false, rest_first: false },
  staff: [],
  hours: { open: true, opens_at: null },
  emergencies: [],
}

export type Desk = ReturnType<typeof openDesk>

export function openDesk(counsellor: Counsellor) {
  const queue = signal<Queue>(EMPTY_QUEUE)
  const link = signal<Link>('connecting')
  const trouble = signal<string | null>(null)
  /** The server does not know this browser any more: what is open stays in memory until somebody signs in. */
  const expired = signal(false)
  /** The id of the screen that is shown. */
  const screen = signal('desk')
  const drafts = keepDrafts(counsellor.id)
  const chats = chatTabs({ me: counsellor.name, drafts, onStatus })
  const turn = myTurn({ queue, onStatus, onTaken: (id) => void select(id) })
  const announced = listenFor(counsellor)
  let stream = connect()

  function connect(): EventStream {
    const opened = new EventStream({
      streamUrl: () => '/api/events',
      headers: () => ({}),
      onEvent: receive,
      onLink: (now) => {
        if (now === 'live' && link.value === 'broken') chats.refreshAll()
        link.value = now
      },
      onRefused: () => expire(),
    })
    void opened.run()
    return opened
  }

  function receive({ name, data }: ServerEvent): void {
    if (name === 'queue') follow(whole(data as Partial<Queue>))
    if (name === 'message') {
      const message = data as ReadMessage
      const chat = chats.find(message.conversation ?? null)
      if (!chat) return
      announced.message(message, chat, chats.selected.value === chat.id)
      chat.hear(message)
    }
    if (name === 'typing') {
      const told = data as { conversation: string; who: Typist; typing: boolean }
      chats.find(told.conversation)?.hearTyping(told.who, told.typing)
    }
    if (name === 'board') board.value = data as Board
    if (name === 'note') {
      const note = data as Note & { conversation: string }
      chats.find(note.conversation)?.hearNote(note)
    }
  }

  function follow(now: Queue): void {
    const before = queue.value
    queue.value = now
    bell().attend(now)
    announced.queue(now)
    chats.follow(now.mine, cardsOf(now))
    // A step that began or ended is no message: whoever looks at the chat learns of it from the queue.
    if (JSON.stringify(before.emergencies) !== JSON.stringify(now.emergencies)) {
      for (const chat of chats.tabs.value) chat.refreshSoon()
    }
  }

  async function select(id: string): Promise<void> {
    trouble.value = null
    const status = await chats.select(id)
    if (status === null || onStatus(status)) return
    if (status === 403) trouble.value = QUEUE.notYours
    else trouble.value = status === 404 ? QUEUE.gone : WORDS.noServer
  }

  function onStatus(status: number): boolean {
    if (status === 401) expire()
    return status === 401
  }

  function expire(): void {
    if (expired.value) return
    stream.stop()
    bell().fallSilent()
    expired.value = true
  }

  /** The same counsellor has signed in again. */
  function goOn(): void {
    expired.value = false
    stream = connect()
    chats.refreshAll()
  }

  function close(): void {
    stream.stop()
    chats.close()
    drafts.clear()
    board.value = null
    bell().stop()
    window.removeEventListener('online', wake)
    document.removeEventListener('visibilitychange', wake)
  }

  const wake = (): void => {
    if (!expired.value) stream.nudge()
  }
  window.addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
  return { counsellor, queue, link, trouble, expired, screen, drafts, chats, turn, select, onStatus, goOn, close }
}

/** What a role is not told, or an older server does not know, is empty. */
function whole(told: Partial<Queue>): Queue {
  return { ...EMPTY_QUEUE, ...told, me: told.me ?? EMPTY_QUEUE.me }
}

function cardsOf(queue: Queue): Card[] {
  return [...queue.waiting, ...queue.mine, ...queue.held, ...queue.open]
}
