/** Why something did not work, for staff. */

import type { Problem } from '../shared/http'

const AGAIN = 'That did not work. Try again.'
const GONE = 'This chat has been deleted.'

const BY_PROBLEM: Readonly<Record<Problem, string>> = {
  offline: 'No connection. Nothing you wrote is lost. Try again in a moment.',
  session: GONE,
  taken: 'This has changed since you looked. Look again, then decide.',
  too_long: 'This text is too long. Shorten it, then try again.',
  media: AGAIN,
  busy: 'Too much at once. Wait a moment, then try again.',
  refused: AGAIN,
  server: 'The server had a fault. Nothing you wrote is lost. Try again in a moment.',
}

const BY_CODE: Readonly<Record<string, string>> = {
  full: 'You have as many chats as you may have at once. Close or return one first.',
  paused: 'You are on a break. Come back first.',
  rest_first: 'You have had several hard chats in a row. Take a break first; a supervisor can help you with it.',
  not_next: 'Somebody else is before this one. "Take the next chat" gives you whoever waits longest.',
  not_waiting: 'Nobody waits in this chat any more.',
  not_yours: 'This chat is not yours any more.',
  no_permission: 'Your role may not do this. Ask a supervisor.',
  same_person: 'You opened this step yourself. Somebody else has to look at it first; if nobody comes you can go on alone.',
  no_emergency: 'This step has ended.',
  not_confirmed: 'Nobody has confirmed this step yet. Until then it can only end as "not needed".',
  nobody_has_it: 'No counsellor has this chat now: there is nobody to whisper to.',
  urgent: 'Nobody is blocked in danger. Lower the tier first, with a reason.',
  not_read: 'They have just written something. Read it first, then decide.',
  not_here: 'They are not here now. Choose somebody else.',
  not_possible: 'This cannot be done in this chat now. Look again, then decide.',
  closed: 'This chat is closed.',
  signed: 'This record is signed. Add a line below it instead.',
  not_signed: 'This record is not signed yet: change it as it stands.',
  bad_field: 'One of the fields cannot have this value. Look through them, then save again.',
  empty: 'Write something first.',
  reason_too_short: 'Say why in at least ten characters.',
}

export const REFUSALS = {
  byProblem: BY_PROBLEM,
  byCode: BY_CODE,
  takenBy: (name: string) => `${name} has taken this chat.`,
} as const
