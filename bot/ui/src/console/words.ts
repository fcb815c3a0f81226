/** The words of the console. Staff read them; nothing here reaches a young person. */

export const WORDS = {
  title: 'Chats',
  screens: 'Screens',
  deskTab: 'Desk',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  name: 'Name',
  password: 'Password',
  wrongPassword: 'Name or password is not right.',
  tooManyTries: 'Too many tries. Wait a moment, then try again.',
  noServer: 'The server does not answer. Check the connection, then try again.',
  signOut: 'Sign out',
  waiting: 'Waiting',
  mine: 'Your chats',
  open: 'With the bot',
  nobodyWaits: 'Nobody is waiting.',
  noneOfYours: 'You have no chat open.',
  noneOpen: 'Nobody is talking with the bot.',
  soundOn: 'Sound on',
  soundOff: 'Sound off',
  here: (count: number) => (count === 1 ? '1 counsellor here' : `${count} counsellors here`),
  waits: (time: string) => `Waiting ${time}`,
  unread: (count: number) => `${count} unread`,
  overdue: 'past its target time',
  pickOne: 'Choose a chat on the left.',
  pickOneNext: 'The most urgent one stands at the top.',
  take: 'Take this chat',
  taking: 'Taking…',
  takenBy: (name: string) => `${name} has taken this chat.`,
  takenByColleague: 'A colleague has taken this chat.',
  notYours: 'You cannot read this chat now. Nobody has asked for a person in it, or a colleague has it.',
  gone: 'This chat has been deleted.',
  failed: 'That did not work. Try again.',
  botAnswers: 'The bot answers while this person waits.',
  botAlone: 'The bot answers here. Nobody has asked for a person yet.',
  botSilent: 'You answer now. The bot is silent.',
  isClosed: 'This chat is closed.',
  deleted: 'This chat has been deleted. Nothing of it is left, here or on the server.',
  away: 'They have left the page.',
  giveBack: 'Return to the bot',
  close: 'Close chat',
  sureGiveBack: 'Return to the bot?',
  sureClose: 'Close this chat for good?',
  yes: 'Yes',
  keep: 'Not yet',
  replyLabel: 'Your answer',
  replyHint: 'Write as you would speak',
  send: 'Send',
  sending: 'Sending',
  retrying: 'Trying again',
  notSent: 'Not sent. Press to try again.',
  typing: 'is typing',
  youngPerson: 'Young person',
  bot: 'Bot',
  tapped: 'tapped',
  brief: 'Brief',
  showBrief: 'Show the brief',
  hideBrief: 'Hide the brief',
  backToQueue: 'Back to the list',
  raisedBy: 'Why it is urgent',
  nothingRaised: 'Nothing urgent has been found.',
  facts: 'Known so far',
  noFacts: 'Nothing yet.',
  corrected: 'They say this is not right',
  situations: 'What it is about',
  advised: 'Already said by the bot',
  nothingAdvised: 'No steps yet.',
  doNotAskAgain: 'No need to ask for this again.',
  like: 'Read like:',
  legend: { said: 'said', tapped: 'tapped', inferred: 'inferred' },
  reconnecting: 'Connection lost. Trying again. What you see may be old.',
  transcript: 'Transcript',
  queue: 'Queue',
  newMessage: 'New message',
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
  wish: 'What they want',
  suicide_answer: 'Asked about suicide',
}

const VALUES: Readonly<Record<string, string>> = {
  under_13: 'Under 13',
  '13_17': '13 to 17',
  '18_plus': '18 or over',
  no: 'No',
  thoughts: 'Has thoughts',
  today: 'Might do it today',
  true: 'Yes',
  false: 'No',
}

export const tierWords = (tier: string): string => TIERS[tier] ?? tier
export const concernWords = (concern: string): string => CONCERNS[concern] ?? plain(concern)
export const factLabel = (label: string): string => FACTS[label] ?? plain(label)
export const factValue = (value: string | boolean): string => VALUES[String(value)] ?? spoken(String(value))

/** "share_with_contacts" becomes "Share with contacts"; a code such as GB and a sum such as 50 GBP stay as they are. */
const spoken = (value: string): string => (/^[a-z_]+$/.test(value) ? plain(value) : value)

/** "utter_step_stop_replying" and "threat_to_share" as a person would write them. */
export function plain(key: string): string {
  const words = key.replace(/^utter_(step_)?/, '').replace(/_/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
