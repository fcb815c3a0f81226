/** Which screen is shown, and the few steps that lead from one to the next. */

import { signal } from '@preact/signals'
import { moveHere, rejoinWith, sendLeave, startConversation, type Rejoined } from './api'
import { cover, uncover } from './cover'
import { leave } from './leaving'
import { closePanels, openPanel } from './panels'
import { sessionBox } from './session'
import { openTalk, type Talk } from './talk'
import { ASK_FOR_PERSON } from './turn'
import { language, speak, t } from './wording'

/** How a chat ended that one ended oneself. */
export type Ending = 'deleted' | 'wiped'
/** `entered`: by a press just now, and not by a reload. What was pressed is gone, so the keyboard goes on in the chat. */
export type Screen = { name: 'welcome' } | { name: 'talk'; talk: Talk; entered: boolean } | { name: 'over' } | { name: 'done'; how: Ending }

export const screen = signal<Screen>({ name: 'welcome' })
export const starting = signal(false)
/** A problem from shared/http, or null. */
export const startProblem = signal<string | null>(null)

const box = sessionBox()
/** Whether somebody was told, in this tab, how the chat is hidden and how it comes back. */
let toldHowToComeBack = false

/** The language of the conversation that this tab holds. */
export function spokenLanguage(): string | null {
  return box.read()?.language || null
}

export function resume(): void {
  const session = box.read()
  if (session) screen.value = { name: 'talk', talk: openTalk(session, box, over), entered: false }
}

function enter(talk: Talk): void {
  screen.value = { name: 'talk', talk, entered: true }
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
  enter(talk)
  if (forPerson) askForPerson(talk)
}

/** Begins anew in another language, for somebody who has said nothing yet. */
export async function startIn(code: string): Promise<void> {
  closePanels()
  if (code === language()) return
  await speak(code)
  startAgain()
  await start()
}

/** Opens the chat of a code. Answers what went wrong, or null. */
export async function rejoin(code: string): Promise<string | null> {
  const answer = await rejoinWith(code)
  if (!answer.ok) return refusedCode(answer)
  await goOn(answer.body)
  return null
}

/** Opens the chat of a link from a messaging app. What went wrong stands on the first screen, with the way to a new chat. */
export async function arrive(link: string): Promise<void> {
  const answer = await moveHere(link)
  if (answer.ok) await goOn(answer.body)
  else startProblem.value = answer.status === 404 ? 'link' : answer.problem
}

async function goOn({ last_seq: last, ...found }: Rejoined): Promise<void> {
  // The conversation goes on in its own language, whatever this device is set to.
  if (found.language !== language()) await speak(found.language)
  closePanels()
  enter(openTalk({ ...found, last }, box, over))
}

function refusedCode({ status, problem }: { status: number; problem: string }): string {
  if (status === 404) return 'code'
  if (status === 429) return 'code_wait'
  return problem === 'offline' ? 'server' : problem
}

export function askForPerson(talk: Talk): void {
  closePanels()
  talk.say({ kind: 'person', label: t('talk_to_person') })
}

export function answer(talk: Talk, id: string, label: string): void {
  if (id === ASK_FOR_PERSON) askForPerson(talk)
  else talk.say({ kind: 'tap', tap: id, label })
}

/** Hides the chat with one tap; the first time it tells before how it comes back. */
export function hide(): void {
  if (toldHowToComeBack) actNormal()
  else openPanel('act_normal')
}

export function actNormal(): void {
  toldHowToComeBack = true
  cover(t('cover_title'))
  closePanels()
}

export function comeBack(): void {
  uncover(t('title'))
}

/** Ends the chat in this tab. Nothing of it may be left in the page, in memory or in storage. */
export function finish(how: Ending): void {
  closePanels()
  if (screen.value.name === 'talk') {
    if (how === 'wiped') sendLeave(screen.value.talk.session)
    screen.value.talk.close()
  }
  box.clear()
  screen.value = { name: 'done', how }
}

export function startAgain(): void {
  if (screen.value.name === 'talk') {
    sendLeave(screen.value.talk.session)
    screen.value.talk.close()
  }
  box.clear()
  startProblem.value = null
  screen.value = { name: 'welcome' }
}

export function leaveNow(): void {
  const now = screen.value
  leave({
    farewell: now.name === 'talk' ? [() => sendLeave(now.talk.session), () => now.talk.close(), () => box.clear()] : [() => box.clear()],
  })
}

function over(): void {
  closePanels()
  box.clear()
  screen.value = { name: 'over' }
}
