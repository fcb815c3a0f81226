/** What only supervisors see. */

import type { TierName } from '../shared/wire'
import type { PauseKind } from './types'

export interface BoardColleague {
  id: string
  name: string
  here: boolean
  paused_at: string | null
  pause_kind: PauseKind | null
  has: number
  capacity: number
  hard_in_a_row: number
  break_due: boolean
  languages: string[]
  skills: string[]
}

export interface Incident {
  id: number
  at: string
  kind: string
  /** Null where it belongs to no chat, or the chat was deleted. */
  conversation: string | null
  label: string | null
  counsellor: string | null
  seen_at: string | null
  seen_by: string | null
}

export interface Board {
  held: number
  with_bot: Partial<Record<TierName, number>>
  staff: BoardColleague[]
  incidents: Incident[]
  /** Conversations that wait to be read again. */
  to_read: number
}

/** null: not told, because it or another number is small. '': there is nothing to say. */
export type Cell = string | number | null

export interface Table {
  columns: string[]
  /** The first cell of a row is its key. */
  rows: Cell[][]
}

export const TABLES = [
  'overview',
  'days',
  'tiers',
  'waits',
  'answers',
  'alarms',
  'situations',
  'languages',
  'countries',
  'replies',
  'hands',
  'put_back',
  'reviews',
] as const

export type TableName = (typeof TABLES)[number]

export interface Report {
  from: string
  to: string
  step: 'day' | 'week' | 'month'
  smallest: number
  situation_names: Record<string, string>
  tables: Record<TableName, Table>
}

export interface ToRead {
  id: string
  language: string
  drawn_at: string
  messages: number
}

/** What was said, and nothing of what was found in it. */
export interface BareMessage {
  seq: number
  sender: 'young_person' | 'bot' | 'counsellor' | 'system'
  text: string
  sent_at: string
}

export interface Rated {
  found: TierName
  rated: TierName
  missed: boolean
}
