/** Words of the reports: every table, row and column that the server counts. */

import type { TableName } from './types_supervisor'
import { countryName, languageName, plain, tierWords } from './words'

export const REPORTS = {
  tab: 'Reports',
  title: 'Reports',
  from: 'From',
  to: 'To',
  show: 'Show',
  presets: { week: 'Last 7 days', four_weeks: 'Last 4 weeks', month: 'Last month', quarter: 'Last 3 months' },
  file: 'Download as CSV',
  days: (from: string, to: string) => `${from} to ${to}`,
  asTable: 'As a table',
  notTold: 'not told',
  nothing: 'none',
  noteTitle: 'What is not told',
  note: (smallest: number) =>
    `Numbers below ${smallest} are not told, nor others from which they could be worked out. Nobody can be found in these numbers, and practice is not in them. The running day is left out. Times are upper edges: "within 45 s" may have been 31.`,
  within: (time: string) => `within ${time}`,
  over: 'more than a day',
  half: (time: string) => `half ${time}`,
  ninety: (time: string) => `9 of 10 ${time}`,
  target: (time: string) => `target ${time}`,
  inTime: (count: number, late: number) => `${count} in time, ${late} late`,
  hiddenRows: (count: number, smallest: number) =>
    count === 1 ? `1 more, fewer than ${smallest}` : `${count} more, each fewer than ${smallest}`,
  percent: (share: number) => `${share} %`,
  each: { day: 'a day', week: 'a week', month: 'a month' },
  big: {
    conversations: 'Chats',
    conversationsNote: (begun: string, silent: string) => `${begun} begun, ${silent} never wrote`,
    wait: (tier: string) => `${tier}: half accepted`,
    waitNote: (ninety: string, target: string) => `9 of 10 ${ninety} · target ${target}`,
    gone: 'Gone before somebody came',
    goneNote: (share: string) => `${share} of those who waited`,
    unclear: 'Not understood by the bot',
    unclearNote: (safe: string) => `${safe} fixed safe answers`,
    missed: 'Missed risks',
    missedNote: (read: string) => `of ${read} read again`,
  },
} as const

const TITLES: Readonly<Record<TableName, string>> = {
  overview: 'Chats',
  days: 'Chats in which a young person wrote',
  tiers: 'How urgent, at the most urgent',
  waits: 'From asking for a person to acceptance',
  answers: 'From acceptance to the first words',
  alarms: 'Alarms, until somebody came',
  situations: 'What it was about',
  languages: 'Languages',
  countries: 'Countries',
  replies: 'Answers of the bot',
  hands: 'Changes of hands',
  put_back: 'Why chats were put back',
  reviews: 'Read again by somebody else',
}

const COLUMNS: Readonly<Record<string, string>> = {
  what: 'What',
  from: 'From',
  to: 'To',
  tier: 'Tier',
  conversations: 'Chats',
  count: 'How often',
  situation: 'Situation',
  language: 'Language',
  country: 'Country',
  answer: 'Answer',
  percent: '%',
  move: 'Change',
  reason: 'Reason',
  accepted: 'Accepted',
  median_s: 'Half within',
  ninety_s: '9 of 10 within',
  in_time: 'In time',
  late: 'Late',
  gone: 'Gone before',
  gone_percent: 'Gone before, %',
  rang: 'Rang',
  heard: 'Accepted',
  unheard: 'Nobody came',
  read: 'Read again',
  missed: 'More urgent than found',
  same: 'The same',
  lower: 'Less urgent',
}

const ROWS: Readonly<Record<string, string>> = {
  conversations: 'A young person wrote',
  begun: 'Begun',
  clear: 'An answer',
  unclear: 'Not understood',
  safe: 'Fixed safe answer',
  call_person: 'A person was asked for',
  step_in: 'A supervisor stepped in',
  put_back: 'Put back into the queue',
  silent: 'Accepted, and nothing written',
  return_to_bot: 'Returned to the bot',
  close: 'Closed',
  reopen: 'Opened again',
  transferred: 'Passed to a colleague',
  connection_lost: 'Connection lost',
  unknown: 'Not said',
  others: 'All others',
}

export const tableTitle = (table: TableName): string => TITLES[table]
export const columnName = (column: string): string => COLUMNS[column] ?? plain(column)

/** What a row is called, by the column that its key stands in. */
export function rowName(column: string, key: string, situations: Readonly<Record<string, string>>): string {
  if (column === 'tier') return `${key}, ${tierWords(key)}`
  if (column === 'situation') return situations[key] ?? key
  if (key in ROWS) return ROWS[key]!
  if (column === 'language') return languageName(key)
  if (column === 'country') return countryName(key)
  return column === 'from' || column === 'to' ? dayName(key) : plain(key)
}

/** "3 Mar" of "2026-03-03"; with the year where it is asked for. */
export function dayName(day: string, year = false): string {
  const parts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' }
  return new Date(`${day}T00:00:00Z`).toLocaleDateString([], year ? { ...parts, year: 'numeric' } : parts)
}
