/** Words of the screens for supervisors: the board, second readings, and what reports share with them. */

import { plain } from './words'

const INCIDENTS: Readonly<Record<string, string>> = {
  silent: 'Accepted, and nothing was written for a minute. It waits again.',
  connection_lost: 'A console was gone while it had a chat. It waits again.',
  debrief: 'Wants to talk about a chat.',
  missed_alarm: 'An alarm rang, and nobody came in time.',
  missed_risk: 'Read again: more urgent than had been found.',
  duty_contact_failed: 'The duty contact could not be told.',
}

export const incidentWords = (kind: string): string => INCIDENTS[kind] ?? plain(kind)

export const BOARD = {
  title: 'Now',
  nobody: 'nobody',
  waiting: 'Waiting',
  longest: (time: string) => `longest ${time}`,
  target: (time: string) => `target ${time}`,
  noTarget: 'the same day',
  late: (count: number) => `${count} past target`,
  whoWaits: 'Waiting now',
  nobodyWaits: 'Nobody is waiting for a person.',
  held: 'With counsellors',
  noneHeld: 'No counsellor has a chat.',
  withBot: 'With the bot',
  noneWithBot: 'Nobody is talking with the bot.',
  more: (count: number) => `and ${count} more`,
  read: (label: string) => `Read ${label}`,
  notAnswered: 'nothing written yet',
  staff: 'On duty',
  nobodyOn: 'Nobody is here. Alarms go to the duty contact at once.',
  columns: { name: 'Name', state: 'State', load: 'Chats', hard: 'Hard in a row' },
  here: 'here',
  gone: 'console is gone',
  since: (what: string, time: string) => `${what.toLowerCase()} since ${time}`,
  loadOf: (has: number, capacity: number) => `${has} of ${capacity}`,
  breakDue: 'break due',
  incidents: 'Needs a look',
  noIncidents: 'Nothing went wrong that nobody has looked at.',
  seen: 'Seen',
  openChat: 'Open the chat',
  earlier: 'Show earlier ones',
  seenBy: (name: string, time: string) => `Seen by ${name}, ${time}`,
  toRead: (count: number) => (count === 1 ? '1 chat waits to be read again.' : `${count} chats wait to be read again.`),
  goRead: 'Read them',
} as const

export const REVIEW = {
  title: 'Read again',
  why: 'Every T0 and T1, and one in twenty of the others, is read a second time by somebody who did not have it and does not know what was found.',
  list: 'To be read',
  none: 'Nothing waits to be read by you.',
  one: (number: number) => `Chat ${number}`,
  messages: (count: number) => `${count} messages`,
  drawn: (time: string) => `ended by ${time}`,
  pick: 'Choose one on the left.',
  transcript: 'What was said',
  youngPerson: 'Young person',
  bot: 'Bot',
  counsellor: 'Counsellor',
  question: 'How urgent was this, at its most urgent?',
  blind: 'Judge by what was said. What the bot or a colleague found is shown afterwards.',
  save: 'Keep my rating',
  chooseFirst: 'Choose one of the five first.',
  same: (tier: string) => `You and whoever had it agree: ${tier}.`,
  lower: (found: string, rated: string) => `It had been taken as ${found}, you say ${rated}. Too careful is not wrong; nothing is changed.`,
  missed: (found: string, rated: string) => `It had been taken as ${found}, you say ${rated}. It is on the board now, for all supervisors.`,
  next: 'Next one',
  openChat: 'Open the chat',
  problems: {
    own_review: 'You had a hand in this one. Somebody else has to read it.',
    already_rated: 'Somebody else has rated this one meanwhile.',
    not_found: 'This chat has been deleted.',
  } as Readonly<Record<string, string>>,
} as const
