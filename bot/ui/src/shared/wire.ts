/** The shapes that travel between the servers and the two faces. */

export type Owner = 'bot' | 'waiting' | 'counsellor' | 'closed'
export type Sender = 'bot' | 'young_person' | 'counsellor' | 'system'
export type TierName = 'T0' | 'T1' | 'T2' | 'T3' | 'T4'

export interface QuickAnswer {
  id: string
  label: string
  tel?: string | null
  url?: string | null
}

export interface HelplineCard {
  name: string
  phone?: string | null
  sms?: string | null
  url?: string | null
  hours?: string | null
  note?: string | null
}

export interface Message {
  seq: number
  sender: Sender
  text: string
  key?: string | null
  style?: 'plain' | 'crisis'
  buttons?: QuickAnswer[]
  helplines?: HelplineCard[]
  author?: string | null
  client_id?: string | null
  sent_at?: string
}

export interface ConversationState {
  /** Somebody may be reading along: nothing on the page may say that anybody was called or has come. */
  neutral?: boolean
  owner: Owner
  counsellor: string | null
  queue_place: number | null
  /** Minutes, from the last chats that were taken; null when it cannot be said. Left out by a server that does not measure it. */
  wait?: { from: number; to: number } | null
  /** A counsellor was seen in the last minute. */
  staffed?: boolean
  has_code?: boolean
  simple_words?: boolean
}

/** What one server-sent event, or one row of the long-poll twin, tells. */
export interface ServerEvent {
  name: string
  data: unknown
  /** The number of the message it carries: the resume cursor. */
  id: number | null
}
