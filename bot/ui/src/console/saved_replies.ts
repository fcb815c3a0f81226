/** Finding a saved reply while one writes: what follows the slash is what is looked for. Pure. */

import type { SavedReply } from './types_help'

/** The words after a slash at the very start of the answer; null: they are writing an answer. */
export function lookedFor(draft: string): string | null {
  return draft.startsWith('/') && !draft.includes('\n') ? draft.slice(1) : null
}

/** Every word has to be in it, in any order; accents and capitals do not matter. */
export function matching<R extends Pick<SavedReply, 'text'>>(replies: readonly R[], wanted: string): R[] {
  const words = folded(wanted).split(/\s+/).filter((word) => word !== '')
  return replies.filter(({ text }) => words.every((word) => folded(text).includes(word)))
}

/** Appended to what is there already: nobody loses what they have written. */
export function appended(draft: string, text: string): string {
  if (lookedFor(draft) !== null || draft.trim() === '') return text
  return `${draft.trimEnd()}\n${text}`
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
}
