/** Which screen is shown, and the few steps that lead from one to the next. */

import { signal } from '@preact/signals'
import { sendLeave, startConversation } from './api'
import { leave } from './leaving'
import { sessionBox } from './session'
import { openTalk, type Talk } from './talk'
import { ASK_FOR_PERSON } from './turn'
import { language, t } from './wording'

export type Screen = { name: 'welcome' } | { name: 'talk'; talk: Talk } | { name: 'over' }

export const screen = signal<Screen>({ name: 'welcome' })
export const starting = signal(false)
/** A problem from shared/http, or null. */
export const startProblem = signal<string | null>(null)

const box = sessionBox()

/** The language of the conversation that this tab holds. */
export function spokenLanguage(): string | null {
  return box.read()?.language || null
}

export function resume(): void {
  const session = box.read()
  if (session) screen.value = { name: 'talk', talk: openTalk(session, box, over) }
}

/** `forPerson`: the young person asked for a person before anything else. */
export async function start(forPerson = false): Promise<void> {
  if (starting.value) return
  starting.value = true
  startProblem.value = null
  const answer = await startConversation(language())
  starting.value = false
  if (!answer.ok) {
    startProblem.value = answer.problem
    return
  }
  const talk = openTalk({ ...answer.body, last: 0 }, box, over)
  screen.value = { name: 'talk', talk }
  if (forPerson) askForPerson(talk)
}

export function askForPerson(talk: Talk): void {
  talk.say({ kind: 'person', label: t('talk_to_person') })
}

export function answer(talk: Talk, id: string, label: string): void {
  if (id === ASK_FOR_PERSON) askForPerson(talk)
  else talk.say({ kind: 'tap', tap: id, label })
}

export function startAgain(): void {
  if (screen.value.name === 'talk') screen.value.talk.close()
  box.clear()
  screen.value = { name: 'welcome' }
}

export function leaveNow(): void {
  const now = screen.value
  leave({
    farewell: now.name === 'talk' ? [() => sendLeave(now.talk.session), () => now.talk.close(), () => box.clear()] : [() => box.clear()],
  })
}

function over(): void {
  box.clear()
  screen.value = { name: 'over' }
}
