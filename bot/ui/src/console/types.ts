/** Who works here, and the queue as they see it. */

import type { Owner, TierName } from '../shared/wire'
import type { Permission } from './permissions'

export interface Counsellor {
  id: string
  name: string
  role: string
  permissions?: Permission[]
  languages?: string[]
  capacity?: number
  second_factor?: boolean
  passkeys?: number
  /** A second factor is required here and this session was opened without one: it can only set one up. */
  must_set_up?: boolean
}

export interface Card {
  id: string
  label: string
  owner: Owner
  tier: TierName
  concern: string | null
  waiting_since: string | null
  /** The name of whoever has it. */
  counsellor: string | null
  last_at: string | null
  /** When they last said that something passed on is not right: the brief is another one since. */
  corrected_at: string | null
  /** They have left the page. */
  away: boolean
  preview_words: string[]
  /** Messages of the young person since a counsellor last wrote. */
  unread: number
  /** The name of the colleague who alone may accept it now. */
  offered_to: string | null
  /** An alarm rings for it. */
  rings: boolean
  /** Made up, for training. */
  practice: boolean
  language: string
  /** What a counsellor should know especially well for it, in words of staff. */
  wants: string[]
  blocked_until: string | null
  /** Whoever has it has written since they accepted it. */
  answered: boolean
  /** Where they write, when it is not our own chat. */
  app: InApp | null
}

export interface InApp {
  channel: string
  reach: 'open' | 'moved' | 'stopped' | 'unreachable'
  /** The platform lets nothing be sent until they write again; what was written waits. */
  held: boolean
  answer_until: string | null
  sent_seq: number
  delivered_seq: number
  read_seq: number
}

export type PauseKind = 'break' | 'admin' | 'debrief'

/** How it stands with whoever is signed in. */
export interface MyTurn {
  has: number
  capacity: number
  paused_at: string | null
  pause_kind: PauseKind | null
  hard_in_a_row: number
  break_due: boolean
  /** No other is given before a break. */
  rest_first: boolean
}

export interface Colleague {
  id: string
  name: string
  here: boolean
  paused: boolean
  has: number
  capacity: number
  /** Codes; empty: any. */
  languages: string[]
  /** What they know especially well, in the same words as what a card wants. */
  skills: string[]
}

/** An emergency step that is under way somewhere. */
export interface OpenEmergency {
  conversation: string
  label: string
  number: number
  opened_by: string
  opened_at: string
  mine: boolean
}

export interface Queue {
  waiting: Card[]
  mine: Card[]
  /** Those of colleagues: only for who may read all. */
  held: Card[]
  /** Those with the bot: only for who may read all. */
  open: Card[]
  open_count: number
  counsellors_here: number
  /** The id that take-next would give now. */
  next: string | null
  me: MyTurn
  staff: Colleague[]
  hours: { open: boolean; opens_at: string | null }
  emergencies: OpenEmergency[]
}
