/** Whether an ordinary looking page lies over the chat. A reload must not take it away, so the tab's history entry remembers it. */

import { signal } from '@preact/signals'

interface Covered {
  cover: string
}

export const covered = signal(titleKept() !== null)

/** At once: the title of the tab and everything on the page. `title`: what the list is called. */
export function cover(title: string): void {
  covered.value = true
  document.title = title
  attempt(() => history.replaceState({ cover: title } satisfies Covered, ''))
}

export function uncover(title: string): void {
  covered.value = false
  document.title = title
  attempt(() => history.replaceState(null, ''))
}

/** After a reload: the tab is called what it was called before, though no word has been loaded yet. */
export function keepCovered(): void {
  document.title = titleKept() ?? document.title
}

function titleKept(): string | null {
  const kept = attempt(() => (typeof history === 'undefined' ? null : (history.state as Partial<Covered> | null)))
  return typeof kept?.cover === 'string' ? kept.cover : null
}

/** Some frames may not touch the history. The page is covered all the same. */
function attempt<T>(touch: () => T): T | null {
  try {
    return touch()
  } catch {
    return null
  }
}
