/** Words of the brief: labels and values of the case picture. */

import { countryName, languageName, plain } from './words'

/** The lines of bot/conversation/brief_lines.py. */
const LINES: Readonly<Record<string, string>> = {
  safe: 'Safe now',
  age: 'Age',
  country: 'Country',
  offender: 'By whom',
  demand: 'Threat, demand',
  happened: 'So far',
  fear: 'Fears most',
  wish: 'Wants',
  steps: 'Steps',
  adults: 'Who knows',
  language: 'Language',
  device: 'Their device',
}

export const BRIEF = {
  lines: LINES,
  pane: 'Beside the chat',
  show: 'Brief',
  hide: 'Hide this pane',
  tabs: { brief: 'Brief', cards: 'Cards', helplines: 'Helplines', notes: 'Notes', record: 'Record' },
  raisedBy: 'Why it is urgent',
  nothingRaised: 'Nothing urgent has been found.',
  moreReasons: (count: number) => (count === 1 ? '1 more reason' : `${count} more reasons`),
  like: 'Read like:',
  known: 'Known so far',
  notKnown: 'not known',
  doNotAskAgain: 'No need to ask for what is known. Ask again, yourself: suicide, safe now, who is with them.',
  corrected: 'They say this is not right',
  situations: 'What it is about',
  advised: 'Already said by the bot',
  nothingAdvised: 'No steps yet.',
  promised: 'Promised',
  nothing: 'Nothing. The bot makes no promises.',
  how: { said: 'said', tapped: 'tapped', inferred: 'inferred' },
  legend: 'How it is known:',
} as const

export const CARDS = {
  find: 'Find a card',
  none: 'No card has these words.',
  noneYet: 'No card fits this chat yet.',
  insert: 'Put into my answer',
  inLanguage: (name: string) => `In ${name}, the words the bot uses`,
} as const

export const HELPLINES = {
  none: 'No helpline is known for this country.',
  open: 'open now',
  shut: 'closed now',
  text: (to: string) => `Text: ${to}`,
  insert: 'Put into my answer',
} as const

const FACTS: Readonly<Record<string, string>> = {
  age: 'Age',
  age_band: 'Age group',
  country: 'Country',
  offender_known: 'Knows the person',
  offender: 'Who does it',
  threat: 'Threat',
  recipient: 'Who would be told',
  demand: 'Demand',
  amount: 'Sum named',
  deadline: 'Time named',
  material: 'What is held',
  shared: 'Shared already',
  paid: 'Has paid',
  sent_more: 'Has sent more',
  platform: 'Where it happens',
  confidant: 'Who knows already',
  must_not_tell: 'Must not be told',
  step_done: 'Step done',
  step_declined: 'Step declined',
  access: 'Needs',
  language: 'Language',
  reach: 'If cut off',
  wish: 'What they want',
  fear: 'Fears most',
  suicide_answer: 'Asked about suicide',
  safe_now: 'Safe now',
  watched: 'Somebody watches',
}

const VALUES: Readonly<Record<string, string>> = {
  under_13: 'Under 13',
  '13_17': '13 to 17',
  '18_plus': '18 or over',
  no: 'No',
  thoughts: 'Has thoughts',
  today: 'Might do it today',
  come_back_code: 'Has a code to come back with',
  simple_words: 'Short, plain words',
  true: 'Yes',
  false: 'No',
}

/** Facts that are answered with yes or no. */
const YES_OR_NO: ReadonlySet<string | boolean> = new Set([true, false, 'yes', 'no'])
const SPELLED_OUT: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  offender_known: ['Knows them', 'Does not know them'],
  shared: ['Has been shared', 'Not shared'],
  paid: ['Has paid', 'Has not paid'],
  sent_more: ['Has sent more', 'Has not sent more'],
  watched: ['Somebody watches', 'Nobody watches'],
  safe_now: ['Safe now', 'Not safe now'],
}

/** Facts whose value says too little without their name. */
const NAMED: ReadonlySet<string> = new Set(['suicide_answer', 'must_not_tell', 'step_done', 'step_declined', 'recipient'])

export function factWords(label: string, value: string | boolean): string {
  const words = SPELLED_OUT[label]
  if (words && YES_OR_NO.has(value)) return words[value === true || value === 'yes' ? 0 : 1]
  if (label === 'country') return countryName(String(value))
  if (label === 'language') return languageName(String(value))
  const spokenValue = label.startsWith('step_') ? plain(String(value)) : factValue(value)
  return NAMED.has(label) ? `${factLabel(label)}: ${spokenValue.toLowerCase()}` : spokenValue
}

export const factLabel = (label: string): string => FACTS[label] ?? plainFact(label)
export const factValue = (value: string | boolean): string => VALUES[String(value)] ?? spoken(String(value))

/** "share_with_contacts" becomes "Share with contacts"; a code such as GB and a sum such as 50 GBP stay as they are. */
const spoken = (value: string): string => (/^[a-z_]+$/.test(value) ? plainFact(value) : value)

function plainFact(key: string): string {
  const words = key.replace(/_/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
