/** Whether a chat is in a language that whoever works here does not work in first. Pure. */

import type { Counsellor } from './types'

/** Somebody without a list of languages works in English, as the console does. */
export function isOtherLanguage(language: string, { languages = [] }: Counsellor): boolean {
  return language !== (languages[0] ?? 'en')
}
