/** The desk of one counsellor: the queue, the chat that is open, the stream that keeps both fresh. */

import { computed, signal } from '@preact/signals'
import { EventStream, type Link } from '../shared/stream'
import type { ServerEvent } from '../shared/wire'
import { read } from './api'
import { attend } from './bell'
import { openChat, type OpenChat } from './open_chat'
import type { Card, Counsellor, Queue, ReadMessage } from './types'
import { WORDS } from './words'

const EMPTY: Queue = { waiting: [], mine: [], open: [], counsellors_here: 0 }

export type Desk = ReturnType<typeof openDesk>

/** `onSignedOut`: the session has ended on the server. */
export function openDesk(counsellor: Counsellor, onSignedOut: () => void) {
  const queue = signal<Queue>(EMPTY)
  const chat = signal<OpenChat | null>(null)
  const link = signal<Link>('connecting')
  const trouble = signal<string | null>(null)
  const selected = computed(() => chat.value?.card.value.id ?? null)

  const stream = new EventStream({
    streamUrl: () => '/api/events',
    headers: () => ({}),
    onEvent: receive,
    onLink: (now) => {
      // The server knows what is open only while it runs: a new connection has to tell it again.
      if (now === 'live' && link.value === 'broken') void chat.value?.refresh()
      link.value = now
    },
    onRefused: leave,
  })

  function receive({ name, data }: ServerEvent): void {
    if (name === 'queue') follow(data as Queue)
    if (name === 'message') {
      const message = data as ReadMessage
      if (message.conversation === selected.value) chat.value?.hear(message)
    }
    if (name === 'typing') {
      const told = data as { conversation: string; typing: boolean }
      if (told.conversation === selected.value) chat.value?.hearTyping(told.typing)
    }
  }

  /** A card that changed hands is read again: its own lists may not show it any more. */
  function follow(now: Queue): void {
    queue.value = now
    attend(now)
    const open = chat.value
    if (!open) return
    const card = find(now, open.card.value.id)
    if (card) open.follow(card)
    else if (open.card.value.owner !== 'closed') void open.refresh()
  }

  async function select(id: string): Promise<void> {
    trouble.value = null
    const answer = await read(id)
    if (answer.ok) {
      chat.value?.stop()
      chat.value = openChat(answer.body, leaveIfSignedOut)
    } else if (!leaveIfSignedOut(answer.status)) {
      deselect()
      trouble.value = answer.status === 403 ? WORDS.notYours : answer.status === 404 ? WORDS.gone : WORDS.failed
    }
  }

  function deselect(): void {
    chat.value?.stop()
    chat.value = null
  }

  function leaveIfSignedOut(status: number): boolean {
    if (status === 401) leave()
    return status === 401
  }

  function leave(): void {
    close()
    onSignedOut()
  }

  function close(): void {
    stream.stop()
    deselect()
    document.title = WORDS.title
    window.removeEventListener('online', wake)
    document.removeEventListener('visibilitychange', wake)
  }

  const wake = (): void => stream.nudge()
  window.addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
  void stream.run()
  return { counsellor, queue, chat, link, trouble, selected, select, deselect, close }
}

function find(queue: Queue, id: string): Card | undefined {
  return [...queue.waiting, ...queue.mine, ...queue.open].find((card) => card.id === id)
}
