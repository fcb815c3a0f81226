/** What can be tapped now: the offers of the latest bot turn, until they are answered. Pure. */

import type { Message, QuickAnswer } from '../shared/wire'

const MOST = 4
export const ASK_FOR_PERSON = 'ask_for_person'

/**
 * Empty as soon as anybody has said anything since. The way to a person stands last.
 * A note of who is here ends what the bot offered before it: nobody answers a bot that has left. What the note offers is open.
 * `asked`: a person has been called, and need not be called again.
 */
export function openAnswers(log: readonly Message[], answering: boolean, asked = false): QuickAnswer[] {
  const open = answering ? [] : offered(log)
  return asked ? open.filter(({ id }) => id !== ASK_FOR_PERSON) : open
}

function offered(log: readonly Message[]): QuickAnswer[] {
  for (let at = log.length - 1; at >= 0; at -= 1) {
    const message = log[at]!
    if (message.sender === 'young_person' || message.sender === 'counsellor') return []
    if (message.buttons?.length) return arrange(inBubbles(message))
    if (message.sender === 'system') return []
  }
  return []
}

/** The big telephone button of a crisis card: the first number it offers. */
export function mainCall(message: Message): QuickAnswer | null {
  if (message.style !== 'crisis') return null
  return message.buttons?.find((button) => button.tel) ?? null
}

/**
 * The message whose beginning must stay on the screen: the crisis card of the latest turn, or simply the newest. Once a counsellor
 * has written, that is what is to be seen: a card may fill a small screen, and their words would stand below its edge.
 */
export function anchorOf(log: readonly Message[]): number {
  for (let at = log.length - 1; at >= 0; at -= 1) {
    if (log[at]!.sender === 'young_person' || log[at]!.sender === 'counsellor') break
    if (log[at]!.style === 'crisis') return at
  }
  return log.length - 1
}

/** The number of the young person's newest words; 0 where they have said nothing. */
export function newestOwn(log: readonly Message[]): number {
  for (let at = log.length - 1; at >= 0; at -= 1) {
    if (log[at]!.sender === 'young_person') return log[at]!.seq
  }
  return 0
}

/** Whether the bot's latest words are about life or danger: nothing that sounds like a coping tip may stand beside them. */
export function inCrisis(log: readonly Message[]): boolean {
  for (let at = log.length - 1; at >= 0; at -= 1) {
    if (log[at]!.sender === 'bot') return log[at]!.style === 'crisis'
  }
  return false
}

function inBubbles(message: Message): QuickAnswer[] {
  const call = mainCall(message)
  return (message.buttons ?? []).filter((button) => button !== call)
}

function arrange(buttons: QuickAnswer[]): QuickAnswer[] {
  const person = buttons.filter((button) => button.id === ASK_FOR_PERSON)
  const others = buttons.filter((button) => button.id !== ASK_FOR_PERSON)
  return [...others.slice(0, MOST - person.length), ...person]
}
