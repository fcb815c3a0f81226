/** Words of the practice screen. */

export const PRACTICE = {
  title: 'Practice',
  what: 'Made-up people, played by scripts. The bot answers them first. Then they wait in your queue, and you talk with them like with anybody else.',
  safe: 'Nobody else is given them, nothing is counted, and nobody outside is called. Each is deleted a day after it began. Somebody real always comes first.',
  mine: 'Your practice chats',
  none: 'None yet. Start one below.',
  start: 'Start',
  starting: 'Starting…',
  startThis: (title: string) => `Start: ${title}`,
  scenarios: 'Start one',
  noScenarios: 'There is nothing to practise with. Whoever runs this can see why with "bot doctor".',
  accept: 'Accept',
  open: 'Look at it',
  stop: 'Stop and delete',
  sureStop: 'Delete this practice chat?',
  learn: 'What it can teach',
  stands: {
    bot: 'The bot is talking with them. In a moment they will ask for a person, or need one.',
    waiting: 'They wait for you.',
    counsellor: 'You have it.',
    closed: 'It is over.',
  },
  over: 'It is over.',
  tooMany: 'You have as many practice chats as one can follow. Stop one of them first.',
} as const
