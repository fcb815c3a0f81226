/** Words of the reports: every table, row and column that the server counts. */

import type { TableName } from './types_supervisor'
import { countryName, languageName, plain } from './words'

export const REPORTS = {
  title: 'Reports',
  from: 'From',
  to: 'To',
  show: 'Show',
  presets: { week: 'Last 7 days', four_weeks: 'Last 4 weeks', month: 'Last month', quarter: 'Last 3 months' },
  file: 'Download as CSV',
  days: (from: string, to: string) => `${from} to ${to}`,
  asTable: 'As a table',
  tableOf: (title: string) => `${title}: table`,
  notTold: 'not told',
  nothing: 'none',
  tooFew: 'Too few for a line: no part of it could be told.',
  noteTitle: 'What is not told',
  note: (smallest: number) =>
    `Numbers below ${smallest} are not told, nor others from which they could be worked out. Nobody can be found in these numbers, and practice is not in them. The running day is left out. Times are upper edges: "within 45 s" may have been 31.`,
  over: 'more than a day',
  targetKey: 'target',
  line: (days: string, each: string, highest: number, when: string) => `${days}, ${each}. The highest is ${highest}, ${when}.`,
  hiddenRows: (count: number, smallest: number) =>
    count === 1 ? `1 more, fewer than ${smallest}` : `${count} more, each fewer than ${smallest}`,
  percent: (share: number) => `${share} %`,
  each: { day: 'a day', week: 'a week', month: 'a month' },
  big: {
    conversations: 'Chats',
    conversationsNote: (begun: string, silent: string) => `${begun} begun, ${silent} never wrote`,
    wait: (tier: string) => `${tier}: half accepted within`,
    waitNote: (ninety: string | null, target: string) => `${ninety === null ? '' : `9 of 10 within ${ninety} · `}target ${target}`,
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

/** By the column that the key stands in. */
const ROWS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  what: { conversations: 'A young person wrote', begun: 'Begun', silent: 'Never wrote', accepted: 'Accepted by a counsellor', gone: 'Gone before somebody came' },
  answer: { clear: 'An answer', unclear: 'Not understood', safe: 'Fixed safe answer' },
  move: {
    call_person: 'A person was asked for',
    step_in: 'A supervisor stepped in',
    put_back: 'Put back into the queue',
    return_to_bot: 'Returned to the bot',
    close: 'Closed',
    reopen: 'Opened again',
  },
  reason: {
    put_back: 'Given up by the counsellor',
    transferred: 'Passed to a colleague',
    silent: 'Accepted, and nothing written',
    left_waiting: 'Left without an answer',
    connection_lost: 'Connection lost',
  },
  language: { others: 'All others' },
  country: { others: 'All others', unknown: 'Not said' },
}

export const tableTitle = (table: TableName): string => TITLES[table]
export const columnName = (column: string): string => COLUMNS[column] ?? plain(column)

/** What a row is called, by the column that its key stands in. */
export function rowName(column: string, key: string, situations: Readonly<Record<string, string>>): string {
  const known = ROWS[column]?.[key]
  if (known !== undefined) return known
  if (column === 'tier') return key
  if (column === 'situation') return situations[key] ?? key
  if (column === 'language') return languageName(key)
  if (column === 'country') return countryName(key)
  return column === 'from' || column === 'to' ? dayName(key) : plain(key)
}

/** "3 Mar" of "2026-03-03"; with the year where it is asked for. */
export function dayName(day: string, year = false): string {
  const parts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' }
  return new Date(`${day}T00:00:00Z`).toLocaleDateString([], year ? { ...parts, year: 'numeric' } : parts)
}
