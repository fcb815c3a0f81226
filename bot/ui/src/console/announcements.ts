/** What is told to those who listen to the page: a new message politely, danger at once and once. */

import { signal } from '@preact/signals'
import type { OpenChat } from './open_chat'
import type { Counsellor, Queue } from './types'
import type { ReadMessage } from './types_chat'
import { spoken } from './veiled'
import { CHAT } from './words_chat'

/** The number makes two equal sentences two announcements. */
export interface Spoken {
  number: number
  text: string
}

const SILENCE: Spoken = { number: 0, text: '' }

export const politely = signal<Spoken>(SILENCE)
export const atOnce = signal<Spoken>(SILENCE)

export function say(text: string): void {
  politely.value = { number: politely.value.number + 1, text }
}

function interrupt(text: string): void {
  atOnce.value = { number: atOnce.value.number + 1, text }
}

export function listenFor(counsellor: Counsellor) {
  /** Conversations whose danger has been told. One that became calmer may be told again. */
  let told = new Set<string>()

  /** Those who wait, and their own: danger of a colleague's chat is the colleague's. */
  function queue({ waiting, mine }: Queue): void {
    const now = [...waiting, ...mine].filter(({ tier }) => tier === 'T0')
    for (const card of now) if (!told.has(card.id)) interrupt(CHAT.danger(card.label))
    told = new Set(now.map(({ id }) => id))
  }

  function message(one: ReadMessage, chat: OpenChat, isShown: boolean): void {
    const isNews = !chat.log.value.some(({ seq }) => seq === one.seq)
    const isOwn = one.sender === 'counsellor' && one.author === counsellor.name
    if (!isNews || !isShown || isOwn || chat.brief.value === null) return
    const who = one.sender === 'young_person' ? CHAT.youngPerson : one.sender === 'bot' ? CHAT.bot : (one.author ?? '')
    const text = spoken(one.text, one.veiled ?? [])
    say(who === '' ? text : CHAT.newFrom(who, text))
  }

  return { queue, message }
}
