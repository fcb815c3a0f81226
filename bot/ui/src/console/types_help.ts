/** What stands ready beside a chat, and what is written down after it. */

export interface GuidanceCard {
  key: string
  situation: string
  title: string
  text: string
  language: string
}

export interface SavedReply {
  id: string
  text: string
}

export interface Helpline {
  name: string
  phone: string | null
  text_to: string | null
  url: string | null
  hours: string | null
  open_now: boolean | null
  need: string
  why: string[]
}

/** In the young person's language, for their country. */
export interface Help {
  cards: GuidanceCard[]
  saved: SavedReply[]
  helplines: Helpline[]
}

export type FieldValue = string | string[] | boolean | null

/** One field of a form that is data on the server. */
export interface FormField {
  id: string
  kind: 'text' | 'yes_no' | 'choice' | 'tier' | 'list' | 'day'
  label: string
  choices: Array<{ id: string; label: string }>
  /** Known to the system: read, not written. */
  fixed: boolean
}

export interface ChatRecord {
  fields: FormField[]
  record: Record<string, { value: FieldValue; from: 'conversation' | 'counsellor' }>
  signed_at: string | null
  signed_by: string | null
  /** Added after it was signed. */
  lines: Array<{ at: string; by: string; text: string }>
}
