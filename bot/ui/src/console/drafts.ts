/** What was written and not yet sent: kept in the tab's own storage, so that a reload or an ended session loses nothing. */

import { signal, type Signal } from '@preact/signals'

/** What somebody writes in a chat; `unsent`: answers on their way; `unwritten`: the card of a chat that has no record yet. */
export type DraftOf = 'reply' | 'note' | 'whisper' | 'record' | 'tier' | 'emergency' | 'checklist' | 'outcome' | 'unsent' | 'unwritten'

const PREFIX = 'drafts.'

export type Drafts = ReturnType<typeof keepDrafts>

/** `storage` may throw, where a browser forbids it: then drafts live as long as the page. */
export function keepDrafts(counsellorId: string, storage: () => Storage = () => sessionStorage) {
  const key = PREFIX + counsellorId
  const held = new Map<string, Signal<string>>()

  function load(): Record<string, string> {
    try {
      return (JSON.parse(storage().getItem(key) ?? '{}') as Record<string, string> | null) ?? {}
    } catch {
      return {}
    }
  }

  function store(): void {
    const full = Array.from(held).filter(([, draft]) => draft.value !== '')
    try {
      if (full.length === 0) storage().removeItem(key)
      else storage().setItem(key, JSON.stringify(Object.fromEntries(full.map(([place, draft]) => [place, draft.value]))))
    } catch {
      return // no storage, or no room in it: the page still has them
    }
  }

  /** The draft of one chat, to read. Write it with `write`. */
  function of(conversation: string, what: DraftOf): Signal<string> {
    const place = `${conversation}.${what}`
    const draft = held.get(place) ?? signal('')
    held.set(place, draft)
    return draft
  }

  function write(conversation: string, what: DraftOf, text: string): void {
    of(conversation, what).value = text
    store()
  }

  /** Everything of one kind that is not empty. */
  function all(what: DraftOf): string[] {
    return Array.from(held).filter(([place, draft]) => place.endsWith(`.${what}`) && draft.value !== '').map(([, draft]) => draft.value)
  }

  /** The conversation was deleted: nothing about it may stay. */
  function forget(conversation: string): void {
    for (const [place, draft] of held) if (place.startsWith(`${conversation}.`)) draft.value = ''
    store()
  }

  /** Signing out clears the tab, for everybody who has worked in it. */
  function clear(): void {
    for (const draft of held.values()) draft.value = ''
    forgetOthers()
    store()
  }

  /** Somebody else sits here now. */
  function forgetOthers(): void {
    try {
      const keys = Array.from({ length: storage().length }, (_, at) => storage().key(at))
      for (const other of keys) if (other?.startsWith(PREFIX) && other !== key) storage().removeItem(other)
    } catch {
      return
    }
  }

  for (const [place, text] of Object.entries(load())) if (typeof text === 'string') held.set(place, signal(text))
  forgetOthers()
  return { of, write, all, forget, clear }
}
