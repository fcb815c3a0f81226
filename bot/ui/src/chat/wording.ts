/** The words on the screen. No sentence lives in this code: they come from data/copy. */

import { signal } from '@preact/signals'
import { BackOff } from '../shared/backoff'
import { directionOf, fill, type WordList } from '../shared/words'
import { fetchBuiltInWords, fetchWords } from './api'
import type { WordKey } from './word_keys'

const words = signal<WordList | null>(null)

export function t(key: WordKey, values?: Readonly<Record<string, string | number>>): string {
  return fill(words.value?.[key] ?? '', values)
}

/** Asks the server, then the copy beside the script, until one of them answers. `onTrouble` is told when neither did. */
export async function loadWords(onTrouble: () => void): Promise<void> {
  const backOff = new BackOff()
  while (!(await tryToLoad())) {
    onTrouble()
    await new Promise((resolve) => setTimeout(resolve, backOff.next()))
  }
}

/** The page's own language is what was asked for, unless the server had to answer in another. */
async function tryToLoad(): Promise<boolean> {
  const page = document.documentElement
  const wanted = new URLSearchParams(location.search).get('lang') ?? page.lang
  const answer = await fetchWords(wanted)
  const found = answer.ok ? answer : await fetchBuiltInWords()
  if (!found.ok) return false
  page.lang = found.body.language ?? page.lang
  page.dir = directionOf(page.lang)
  words.value = found.body.words
  document.title = t('title')
  return true
}
