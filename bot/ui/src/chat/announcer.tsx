/** Reads aloud what is new, once, politely: messages, the place in the line, what became of one's own words.
 *  The log itself is silent, or screen readers would say everything twice. */

import { effect, signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { Message } from '../shared/wire'
import { onNewMessage, type Talk } from './talk'
import { honestWait, placeInLine } from './waiting_card'
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
      if (line === '') return
      count += 1
      lines.value = [...lines.value, { id: count, text: line }]
      setTimeout(() => (lines.value = lines.value.slice(1)), STAYS_MS)
    }
    const stopMessages = onNewMessage(talk, (message) => {
      if (message.sender !== 'young_person') say(spoken(message, talk.state.value.neutral))
    })
    let place: number | null = null
    const stopPlace = effect(() => {
      const state = talk.state.value
      if (state.neutral && place !== null) lines.value = []
      const now = state.owner === 'waiting' ? state.queue_place : null
      if (now !== null && now !== place) say([placeInLine(now), honestWait(state)].filter(Boolean).join(' '))
      place = now
    })
    const refused = (): number => talk.parcels.value.filter(({ state }) => state === 'refused').length
    const stopTrouble = onRise(() => (talk.trouble.value ? 1 : 0), () => say([t('error_offline'), t('call_instead')].join(' ')))
    const stopRefused = onRise(refused, () => say(t('state_not_sent')))
    return () => [stopMessages, stopPlace, stopTrouble, stopRefused].forEach((stop) => stop())
  }, [talk])
  return (
    <div class="unseen" role="status" aria-live="polite" aria-atomic="false">
      {lines.value.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  )
}

/** Calls back when the count is larger than it was, not when it falls. */
function onRise(count: () => number, call: () => void): () => void {
  let before = 0
  return effect(() => {
    const now = count()
    if (now > before) call()
    before = now
  })
}

/** Aloud, a name or "note" would tell others in the room what they cannot see. */
function spoken(message: Message, neutral = false): string {
  if (neutral) return message.sender === 'system' ? '' : message.text
  const calls = message.helplines?.map((card) => [card.name, card.phone].filter(Boolean).join(' ')) ?? []
  return [sender(message), message.text, ...calls].filter(Boolean).join('. ')
}

function sender(message: Message): string {
  if (message.sender === 'system') return t('sender_note')
  return message.sender === 'bot' ? t('sender_bot') : t('sender_person', { name: message.author ?? t('who_person') })
}
