/** The words on the screen, and the language they are in. No sentence lives in this code: they come from data/copy. */

import { signal } from '@preact/signals'
import { BackOff } from '../shared/backoff'
import { directionOf, fill, type WordList } from '../shared/words'
import { fetchBuiltInWords, fetchWords, type Language, type WordsAnswer } from './api'
import { covered } from './cover'
import { wantedLanguages } from './wanted_languages'
import type { WordKey } from './word_keys'

const words = signal<WordList | null>(null)
/** What a conversation can be in here. */
export const languages = signal<readonly Language[]>([])
/** True while the words are ones that nobody has checked. */
export const draft = signal(false)
/** Who runs the chat; empty where the operator gave no name. */
export const operator = signal('')

export function t(key: WordKey, values?: Readonly<Record<string, string | number>>): string {
  return fill(words.value?.[key] ?? '', values)
}

/** The language of the page, and of a conversation that begins on it. */
export function language(): string {
  return document.documentElement.lang
}

/** Asks the server, then the copy beside the script, until one of them answers. `onTrouble` is told when neither did. */
export async function loadWords(spoken: string | null, onTrouble: () => void): Promise<void> {
  const backOff = new BackOff()
  while (!(await tryToLoad(spoken))) {
    onTrouble()
    await new Promise((resolve) => setTimeout(resolve, backOff.next()))
  }
}

/** Shows the page in another language. Where the server does not answer, the page stays as it is. */
export async function speak(chosen: string): Promise<void> {
  const answer = await fetchWords([chosen])
  if (answer.ok) show(answer.body)
}

async function tryToLoad(spoken: string | null): Promise<boolean> {
  const answer = await fetchWords(wantedLanguages(spoken, location.search, navigator.languages ?? []))
  const found = answer.ok ? answer : await fetchBuiltInWords()
  if (found.ok) show(found.body)
  return found.ok
}

function show(found: WordsAnswer): void {
  const page = document.documentElement
  page.lang = found.language ?? page.lang
  page.dir = found.direction ?? directionOf(page.lang)
  words.value = found.words
  draft.value = found.draft ?? false
  languages.value = found.languages ?? []
  operator.value = found.operator ?? ''
  document.title = t(covered.value ? 'cover_title' : 'title')
}
