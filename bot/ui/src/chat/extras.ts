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
      if (isUnknownAddress(told)) missing.value = [...missing.value, extra]
      if (told.status === 401) onOver()
      return told
    },
  }
}

/** Nothing answers at this address; a fact that is gone has an error code of its own. */
function isUnknownAddress(told: Answer<unknown>): boolean {
  if (told.status !== 404 || told.ok) return false
  const code = (told.body as { error?: { code?: string } } | null)?.error?.code
  return code === undefined || code === 'not_found'
}

/** For something asked for beside the conversation: no message is on its way, so none can be kept. */
export function sorry(problem: Problem): WordKey {
  if (problem === 'busy') return 'error_busy'
  return problem === 'session' || problem === 'refused' || problem === 'taken' ? 'error_not_possible' : 'error_other'
}
