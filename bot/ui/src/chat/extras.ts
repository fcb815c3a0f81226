/** What a server may offer beside the conversation. What it does not know is not shown, and never breaks the page. */

import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { Answer, Problem } from '../shared/http'
import type { ConversationState } from '../shared/wire'
import type { WordKey } from './word_keys'

export type Extra = 'code' | 'delete' | 'passed_on' | 'simple_words' | 'feedback'

export interface Extras {
  offers(extra: Extra): boolean
  /** Passes the answer on. An address that is not there takes the extra off the page; a session that is gone ends the chat. */
  ask<T>(extra: Extra, answer: Promise<Answer<T>>): Promise<Answer<T>>
}

export function extras(state: ReadonlySignal<ConversationState>, onOver: () => void): Extras {
  const missing = signal<readonly Extra[]>([])
  const known = computed(() => state.value.has_code !== undefined)
  return {
    offers: (extra) => known.value && missing.value.indexOf(extra) < 0,
    async ask(extra, answer) {
      const told = await answer
      if (told.status === 404) missing.value = [...missing.value, extra]
      if (told.status === 401) onOver()
      return told
    },
  }
}

/** For something asked for beside the conversation: no message is on its way, so none can be kept. */
export function sorry(problem: Problem): WordKey {
  if (problem === 'busy') return 'error_busy'
  return problem === 'session' || problem === 'refused' || problem === 'taken' ? 'error_not_possible' : 'error_other'
}
