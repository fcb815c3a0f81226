/** One conversation as the console reads it. */

import type { Message, TierName } from '../shared/wire'
import type { Card } from './types'
import type { FieldValue, FormField } from './types_help'

/** From and to, counted in characters as Python does: one for each code point. */
export type Span = readonly [number, number]

/** `start` and `end` count characters as Python does. */
export interface Reason {
  source: string
  name: string
  tier: TierName
  words: string
  start: number
  end: number
}

export interface Situation {
  id: string
  name: string
  score: number
}

export interface ReadMessage extends Message {
  conversation?: string
  tap?: string | null
  /** They deleted it in the app where they wrote it. */
  withdrawn?: boolean
  tier?: TierName | null
  reasons?: Reason[]
  situations?: Situation[]
  /** Words that are shown only when somebody wants to read them. */
  veiled?: Span[]
}

export interface Fact {
  label: string
  value: string | boolean
  how: 'said' | 'tapped' | 'inferred'
}

export interface Raised {
  words: string
  tier: TierName
  at: string
  name: string
  like: string
}

export interface Brief {
  tier: TierName
  concern: string | null
  raised_by: Raised[]
  facts: Fact[]
  /** The facts on their lines, in the order of what matters. Without facts: not known, and worth asking. */
  lines: Array<{ line: string; facts: Fact[] }>
  corrected: Fact[]
  situations: Situation[]
  /** Copy keys, in the order in which they were said. */
  advised: string[]
  language: string
  /** The tier stands because a person set it. */
  tier_set_by: TierChange | null
}

export interface Note {
  number: number
  kind: 'note' | 'whisper'
  at: string
  by: string
  text: string
}

export interface TierChange {
  at: string
  by: string
  from: TierName
  to: TierName
  reason: string
}

export type Outcome = 'called' | 'passed_on' | 'not_needed'

export interface Emergency {
  number: number
  opened_by: string
  opened_at: string
  reason: string
  confirmed_by: string | null
  confirmed_at: string | null
  /** Nobody else came: whoever opened it went on alone. */
  alone: boolean
  /** From when they may; null: it is not a question any more. */
  alone_from: string | null
  ended_by: string | null
  ended_at: string | null
  outcome: Outcome | null
  /** What was done. */
  text: string
  /** What to think of; nobody has to fill it in before they call. */
  checklist: Array<FormField & { value: FieldValue }>
}

export interface OpenedConversation {
  card: Card
  messages: ReadMessage[]
  brief: Brief
  /** What it is about, for whoever is going to read it: topics. */
  content_note: string[]
  notes: Note[]
  tier_changes: TierChange[]
  emergency: Emergency | null
}
