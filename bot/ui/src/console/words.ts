/** Words of the console that more than one part needs. Staff read them; nothing here reaches a young person. */

export const WORDS = {
  title: 'Chats',
  screens: 'Screens',
  tabs: {
    desk: 'Desk',
    board: 'Board',
    reports: 'Reports',
    review: 'Read again',
    practice: 'Practice',
    staff: 'Staff',
    audit: 'Audit log',
    account: 'Account',
  },
  notLoaded: 'This screen could not be loaded. Check the connection, or load the page again.',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  name: 'Name',
  password: 'Password',
  wrongPassword: 'Name or password is not right.',
  tooManyTries: 'Too many tries. Wait a moment, then try again.',
  noServer: 'The server does not answer. Check the connection, then try again.',
  sessionEnded: 'Your session has ended. Sign in again to go on: what you were writing is kept.',
  signOut: 'Sign out',
  sureSignOut: (count: number) => (count === 1 ? 'You still have a chat. Sign out?' : `You still have ${count} chats. Sign out?`),
  yes: 'Yes',
  keep: 'Not yet',
  cancel: 'Cancel',
  hide: 'Hide',
  loading: 'Loading…',
  tryAgain: 'Try again',
  reconnecting: 'Connection lost. Trying again. What you see may be old; what you write is kept.',
  practice: 'practice',
} as const

const TIERS: Readonly<Record<string, string>> = {
  T0: 'danger now',
  T1: 'serious, a person first',
  T2: 'active blackmail or high distress',
  T3: 'advice',
  T4: 'other',
}

const CONCERNS: Readonly<Record<string, string>> = {
  suicide: 'Suicide',
  self_harm: 'Self-harm',
  danger: 'Danger',
  child: 'Under 13',
  others: 'Others at risk',
  abuse: 'Abuse',
}

export const tierWords = (tier: string): string => TIERS[tier] ?? tier
export const concernWords = (concern: string): string => CONCERNS[concern] ?? plain(concern)

/** The rules of further languages begin with it (data/risk/other_languages): they hear English too, and a counsellor reads what was heard. */
const LANGUAGE = /^(ar|de|es|fr|hi|pl|pt)_/

/** "utter_step_stop_replying", "threat_to_share" and "de_threat_to_share" as a person would write them. */
export function plain(key: string): string {
  const words = key.replace(/^utter_(step_)?/, '').replace(LANGUAGE, '').replace(/_/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

type NameKind = 'language' | 'region'

interface Names {
  of(code: string): string | undefined
}

/** Missing before Chrome 81, Firefox 86 and Safari 14.1: there the code stands. */
const { DisplayNames } = Intl as unknown as { DisplayNames?: new (locales: string[], settings: { type: NameKind }) => Names }

/** "Spanish" for "es", "United Kingdom" for "GB". */
function nameOf(code: string, type: NameKind): string {
  try {
    return (DisplayNames && new DisplayNames(['en'], { type }).of(code)) ?? code
  } catch {
    return code // not a code that anybody knows
  }
}

export const languageName = (code: string): string => nameOf(code, 'language')
export const countryName = (code: string): string => nameOf(code, 'region')

/** "14:02" */
export function clockTime(at: string): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

/** "14:02" for today, "3 Mar, 14:02" for another day. */
export function dayAndTime(at: string, now: number = Date.now()): string {
  const then = new Date(at)
  if (then.toDateString() === new Date(now).toDateString()) return clockTime(at)
  return `${then.toLocaleDateString([], { day: 'numeric', month: 'short' })}, ${clockTime(at)}`
}
