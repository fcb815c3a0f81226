/** Reads new messages aloud, once, politely. The log itself is silent, or screen readers would say everything twice. */

import { effect, signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { Message } from '../shared/wire'
import { onNewMessage, type Talk } from './talk'
import { placeInLine } from './waiting_card'
import { t } from './wording'

/** Long enough for every screen reader to notice, short enough not to be found again while browsing. */
const STAYS_MS = 8_000

interface Line {
  id: number
  text: string
}

export function Announcer({ talk }: { talk: Talk }) {
  const [lines] = useState(() => signal<readonly Line[]>([]))
  useEffect(() => {
    let count = 0
    const say = (line: string): void => {
      count += 1
      lines.value = [...lines.value, { id: count, text: line }]
      setTimeout(() => (lines.value = lines.value.slice(1)), STAYS_MS)
    }
    const stopMessages = onNewMessage(talk, (message) => {
      if (message.sender !== 'young_person') say(spoken(message))
    })
    let place: number | null = null
    const stopPlace = effect(() => {
      const state = talk.state.value
      const now = state.owner === 'waiting' ? state.queue_place : null
      if (now !== null && now !== place) say(placeInLine(now))
      place = now
    })
    return () => {
      stopMessages()
      stopPlace()
    }
  }, [talk])
  return (
    <div class="unseen" role="status" aria-live="polite" aria-atomic="false">
      {lines.value.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  )
}

function spoken(message: Message): string {
  const calls = message.helplines?.map((card) => [card.name, card.phone].filter(Boolean).join(' ')) ?? []
  return [sender(message), message.text, ...calls].filter(Boolean).join('. ')
}

function sender(message: Message): string {
  if (message.sender === 'system') return t('sender_note')
  return message.sender === 'bot' ? t('sender_bot') : t('sender_person', { name: message.author ?? t('who_person') })
}
