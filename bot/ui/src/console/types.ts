/** What only the console sees. */

import type { Message, Owner, TierName } from '../shared/wire'
import type { Permission } from './permissions'

export interface Counsellor {
  id: string
  name: string
  role: string
  permissions?: Permission[]
}

export interface Card {
  id: string
  label: string
  owner: Owner
  tier: TierName
  concern: string | null
  waiting_since: string | null
  counsellor: string | null
  last_at: string | null
  /** When they last said that something passed on is not right: the brief is another one since. */
  corrected_at: string | null
  /** They have left the page. */
  away: boolean
  preview_words: string[]
  unread: number
}

export interface Queue {
  waiting: Card[]
  mine: Card[]
  open: Card[]
  counsellors_here: number
}

/** `start` and `end` count characters as Python does: one for each code point. */
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
  tier?: TierName | null
  reasons?: Reason[]
  situations?: Situation[]
}

export interface Fact {
  label: string
  value: string | boolean
  how: 'said' | 'tapped' | 'inferred'
}

export interface Brief {
  tier: TierName
  concern: string | null
  raised_by: Array<{ words: string; tier: TierName; at: string; name: string; like: string }>
  facts: Fact[]
  corrected: Fact[]
  situations: Situation[]
  advised: string[]
  language: string
}

export interface OpenedConversation {
  card: Card
  messages: ReadMessage[]
  brief: Brief
}
