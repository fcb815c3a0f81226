/** What the bell is to say about a queue. Pure. */

import type { Queue } from './types'

/** `new`: somebody has come. `urgent`: T0 or T1 waits. `own`: a chat of one's own became more urgent. */
export type Tone = 'new' | 'urgent' | 'own'

export interface Ringing {
  /** Ids of those who wait. */
  waiting: readonly string[]
  /** Ids of those whose alarm rings for this member of staff, and who wait. */
  urgent: readonly string[]
  /** The same of their own chats. */
  own: readonly string[]
  /** Whether danger now is among them. */
  danger: boolean
  /** On a break nobody hears of those who are not urgent. */
  paused: boolean
}

export const SILENCE: Ringing = { waiting: [], urgent: [], own: [], danger: false, paused: false }

export function ringingIn({ waiting, mine, held, me }: Queue): Ringing {
  const rings = [...waiting, ...mine, ...held].filter((card) => card.rings)
  const isWaiting = new Set(waiting.map(({ id }) => id))
  return {
    waiting: waiting.map(({ id }) => id),
    urgent: rings.filter(({ id }) => isWaiting.has(id)).map(({ id }) => id),
    own: [...new Set(rings.filter(({ id }) => !isWaiting.has(id)).map(({ id }) => id))],
    danger: rings.some(({ tier }) => tier === 'T0'),
    paused: me.paused_at !== null,
  }
}

/** What is heard the moment the queue changes. What goes on ringing is the bell's. */
export function tonesFor(before: Ringing, now: Ringing): Tone[] {
  const began = (what: 'own' | 'urgent'): boolean => now[what].some((id) => !before[what].includes(id))
  const tones: Tone[] = []
  if (began('own')) tones.push('own')
  if (began('urgent')) tones.push('urgent')
  const hasCome = now.waiting.some((id) => !before.waiting.includes(id))
  if (tones.length === 0 && hasCome && !now.paused) tones.push('new')
  return tones
}

/** What sounds again and again until somebody has accepted, or seen it. */
export function lasting(now: Ringing, typingIn: string | null): Tone[] {
  const tones: Tone[] = []
  // Whoever is answering has heard it.
  if (now.own.some((id) => id !== typingIn)) tones.push('own')
  if (now.urgent.length > 0) tones.push('urgent')
  return tones
}
