/** The practice chats of one counsellor: what can be started, what runs, what it taught. */

import { signal } from '@preact/signals'
import { request, type Answer } from '../shared/http'
import type { Owner } from '../shared/wire'
import type { Desk } from './desk'
import { loaded } from './loaded'
import { codeOf, explain } from './refusals'
import { PRACTICE } from './words_practice'

export interface Scenario {
  id: string
  title: string
  language: string
}

export interface Practised {
  conversation: string
  label: string
  scenario: string
  title: string
  owner: Owner
  over: boolean
  /** Empty until it is over. */
  learn: string[]
}

interface Choices {
  scenarios: Scenario[]
  mine: Practised[]
}

const ADDRESS = '/api/practice'

export type PracticeDesk = ReturnType<typeof practiceDesk>

export function practiceDesk(desk: Desk, onStatus: (status: number) => boolean) {
  const choices = loaded<Choices>(() => request(ADDRESS), onStatus)
  const busy = signal<string | null>(null)
  const notice = signal<string | null>(null)

  async function act<T>(id: string, ask: () => Promise<Answer<T>>): Promise<boolean> {
    if (busy.value !== null) return false
    busy.value = id
    notice.value = null
    const answer = await ask()
    busy.value = null
    if (!answer.ok && !onStatus(answer.status)) notice.value = codeOf(answer) === 'too_many_practices' ? PRACTICE.tooMany : explain(answer)
    await choices.again()
    return answer.ok
  }

  return {
    choices,
    busy,
    notice,
    start: (scenario: string) => act(scenario, () => request(ADDRESS, { method: 'POST', body: { scenario } })),
    stop: (id: string) => act(id, () => request(`${ADDRESS}/${encodeURIComponent(id)}/stop`, { method: 'POST' })),
    /** Opens it on the desk; `accept`: and takes it. */
    async look(id: string, accept: boolean): Promise<void> {
      await desk.select(id)
      if (accept) await desk.chats.find(id)?.deeds.move('claim')
    },
  }
}
