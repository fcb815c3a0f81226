/** Whether the three dots are on the screen, and whose they are. */

import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { Parcel } from '../shared/outbox'
import type { ConversationState, Message } from '../shared/wire'

export type TypingFrom = 'bot' | 'counsellor'

/** "Typing" that nobody takes back has an end: the other side may be gone. */
const TOLD_LASTS_MS = 8_000
/** The safe answer comes within five seconds. Dots beyond twelve would promise something nobody is writing. */
const EXPECTED_LASTS_MS = 12_000

export function thinking(
  log: ReadonlySignal<readonly Message[]>,
  parcels: ReadonlySignal<readonly Parcel<unknown>[]>,
  state: ReadonlySignal<ConversationState>,
) {
  const holding = signal(false)
  const told = signal<TypingFrom | null>(null)
  const patience = signal(false)
  let toldTimer: ReturnType<typeof setTimeout> | undefined
  let patienceTimer: ReturnType<typeof setTimeout> | undefined

  /** The bot owes an answer as soon as something is sent, before the server says so. */
  const owed = computed(() => {
    const last = log.value[log.value.length - 1]
    const botAnswers = state.value.owner === 'bot' || state.value.owner === 'waiting'
    const onItsWay = parcels.value.length > 0 && parcels.value.every((parcel) => parcel.state === 'sending')
    return botAnswers && (onItsWay || (last?.sender === 'young_person' && parcels.value.length === 0))
  })
  const from = computed<TypingFrom | null>(() => {
    if (state.value.owner === 'closed') return null
    if (told.value) return told.value
    return holding.value || (owed.value && patience.value) ? 'bot' : null
  })

  owed.subscribe((isOwed) => {
    clearTimeout(patienceTimer)
    patience.value = isOwed
    if (isOwed) patienceTimer = setTimeout(() => (patience.value = false), EXPECTED_LASTS_MS)
  })

  return {
    from,
    holding,
    told(event: { who: TypingFrom; typing: boolean }): void {
      clearTimeout(toldTimer)
      told.value = event.typing ? event.who : null
      if (event.typing) toldTimer = setTimeout(() => (told.value = null), TOLD_LASTS_MS)
    },
    heard(): void {
      clearTimeout(toldTimer)
      told.value = null
    },
  }
}
