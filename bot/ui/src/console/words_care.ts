/** Words of the deeds that are written down: tier, emergency, blocking, notes. */

import type { BlockReason } from './api_chat'
import type { Outcome } from './types_chat'

export const TIER = {
  title: 'Change the tier',
  how: 'Only a person can lower it, and the reason is kept.',
  reason: 'Why',
  reasonHint: 'At least ten characters',
  raise: (tier: string) => `Raise to ${tier}`,
  lower: (tier: string) => `Lower to ${tier}`,
  choose: 'Choose another tier',
  to: 'New tier',
  now: (tier: string) => `${tier} (as it is)`,
  mayNotLower: 'Only whoever has this chat, or a supervisor, can lower it.',
} as const

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  called: 'Emergency services were called',
  passed_on: 'Passed on to somebody who acts: a safeguarding lead, another service',
  not_needed: 'Not needed after all',
}

export const EMERGENCY = {
  title: 'Emergency step',
  how: 'To bring in emergency services or somebody outside. A second person looks first, where there is one.',
  reason: 'Why it cannot wait',
  reasonHint: 'A sentence is enough, of at least ten characters. It is kept with the chat.',
  checklist: 'What to think of (nobody has to fill it in before they call)',
  saveChecklist: 'Keep these answers',
  open: 'Ask for a second person',
  opened: (name: string, time: string) => `Opened by ${name} at ${time}`,
  waiting: 'Waiting for a second person',
  tell: (names: string) => `Everybody here sees it: ${names}. Call out, or go over.`,
  nobodyHere: 'Nobody else is here. If a life is in danger, do not wait: call, then go on alone here and write down what you did.',
  second: 'You are the second person',
  secondHow: 'Read the last messages and the brief. Confirm if you would do the same.',
  confirm: 'I confirm',
  confirmed: (name: string, time: string) => `Confirmed by ${name} at ${time}`,
  actNow: 'Call now. Stay in the chat.',
  outcome: 'End this step: how it ended',
  outcomes: OUTCOMES,
  done: 'What was done, and whom you spoke to',
  doneHint: 'No more than needed',
  end: 'End this step',
  ended: (name: string, time: string) => `Ended by ${name} at ${time}`,
  again: 'Start another one',
  alone: 'Go on alone',
  aloneIn: (time: string) => `If nobody comes, you can go on alone in ${time}.`,
  sureAlone: 'Go on without a second person? It is kept in the log.',
  wentOnAlone: (name: string, time: string) => `${name} went on alone at ${time}`,
} as const

const REASONS: Readonly<Record<BlockReason, string>> = {
  abuse: 'Abuses staff',
  spam: 'Not a person who seeks help: spam, or a joke that goes on',
  offender: 'Blackmails or harms others',
}

export const BLOCK = {
  title: 'Block',
  how: 'The bot goes on answering, and no person is called until it ends. Danger always gets through. Anger and hard words in distress are no reason.',
  reason: 'Why',
  reasons: REASONS,
  length: 'For how long',
  lengths: [
    { hours: 1, name: '1 hour' },
    { hours: 24, name: '1 day' },
    { hours: 72, name: '3 days' },
    { hours: 168, name: '1 week' },
    { hours: 720, name: '30 days' },
  ],
  block: 'Block',
  risk: 'This chat is T0 or T1: nobody is blocked in danger. Lower the tier first, with a reason.',
} as const

export const NOTES = {
  title: 'Private notes',
  none: 'No notes yet.',
  add: 'Note',
  addHint: 'For colleagues who take this chat after you. The young person never sees it.',
  save: 'Save note',
} as const
