/** Taking the next chat, and having a break: what a counsellor does with the queue, not with one chat. */

import { signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Answer } from '../shared/http'
import * as api from './api'
import { explain } from './refusals'
import type { MyTurn, PauseKind, Queue } from './types'
import { QUEUE } from './words_queue'

export interface MyTurnSettings {
  queue: Signal<Queue>
  onStatus(status: number): boolean
  onTaken(id: string): void
}

export type Turn = ReturnType<typeof myTurn>

export function myTurn({ queue, onStatus, onTaken }: MyTurnSettings) {
  const busy = signal(false)
  const notice = signal<string | null>(null)
  /** How many hard chats there had been when they said "Later". */
  const putOff = signal(0)

  async function act<T>(ask: () => Promise<Answer<T>>, onDone: (body: T) => void): Promise<void> {
    if (busy.value) return
    busy.value = true
    notice.value = null
    const answer = await ask()
    busy.value = false
    if (answer.ok) onDone(answer.body)
    else if (!onStatus(answer.status)) notice.value = explain(answer)
  }

  const stands = (me: MyTurn): void => void (queue.value = { ...queue.value, me })

  return {
    busy: busy as ReadonlySignal<boolean>,
    notice: notice as ReadonlySignal<string | null>,
    putOff: putOff as ReadonlySignal<number>,
    takeNext: () => act(api.takeNext, (card) => (card === null ? (notice.value = QUEUE.nobodyWaits) : onTaken(card.id))),
    pause: (kind: PauseKind) => act(() => api.pause(kind), stands),
    resume: () => act(api.resume, stands),
    askForDebrief: (conversation: string | null) =>
      act(() => api.askForDebrief(conversation), () => void (notice.value = QUEUE.debriefAsked)),
    later: () => void (putOff.value = queue.value.me.hard_in_a_row),
  }
}
