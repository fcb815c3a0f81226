/** What a member of staff does in one conversation: one at a time, each with a sentence when it is refused. */

import { signal } from '@preact/signals'
import type { Answer } from '../shared/http'
import type { TierName } from '../shared/wire'
import * as api from './api_chat'
import { explain } from './refusals'
import type { Card } from './types'
import type { Emergency, Note, Outcome } from './types_chat'
import type { FieldValue } from './types_help'

export interface DeedsSettings {
  id: string
  /** Asked first what a failed answer means for the whole page: true when it has been dealt with. */
  onStatus(status: number): boolean
  onCard(card: Card): void
  onNote(note: Note): void
  onEmergency(emergency: Emergency): void
  /** Refused because things stand differently from what is on the screen. */
  onStale(): void
}

export type Deeds = ReturnType<typeof chatDeeds>

export function chatDeeds({ id, onStatus, onCard, onNote, onEmergency, onStale }: DeedsSettings) {
  const busy = signal(false)
  const notice = signal<string | null>(null)

  /** Answers whether it was done. A second press while the first is on its way does nothing. */
  async function act<T>(ask: () => Promise<Answer<T>>, onDone: (body: T) => void): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    notice.value = null
    const answer = await ask()
    busy.value = false
    if (answer.ok) onDone(answer.body)
    else if (!onStatus(answer.status)) {
      notice.value = explain(answer)
      if ([403, 404, 409, 410].includes(answer.status)) onStale()
    }
    return answer.ok
  }

  return {
    act,
    busy,
    notice,
    move: (to: api.Move) => act(() => api.move(id, to), onCard),
    letGo: (by: api.LetGo, readUpTo: number) => act(() => api.letGo(id, by, readUpTo), onCard),
    transfer: (to: string) => act(() => api.transfer(id, to), onCard),
    setTier: (tier: TierName, reason: string) => act(() => api.setTier(id, tier, reason), onCard),
    block: (reason: api.BlockReason, hours: number) => act(() => api.block(id, reason, hours), onCard),
    unblock: () => act(() => api.unblock(id), onCard),
    addNote: (kind: Note['kind'], text: string) => act(() => api.addNote(id, kind, text), onNote),
    openEmergency: (reason: string) => act(() => api.openEmergency(id, reason), onEmergency),
    confirmEmergency: () => act(() => api.confirmEmergency(id), onEmergency),
    answerChecklist: (answers: Record<string, FieldValue>) => act(() => api.answerChecklist(id, answers), onEmergency),
    endEmergency: (outcome: Outcome, text: string) => act(() => api.endEmergency(id, outcome, text), onEmergency),
  }
}
