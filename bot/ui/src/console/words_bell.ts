/** Words of the bell. */

export const BELL = {
  soundOn: 'Sound on',
  soundOff: 'Sound off',
  needsClick: 'Click to hear alarms',
  unheardOff: 'T0 rings, and your sound is off.',
  unheardClick: 'T0 rings, and this page may not sound yet.',
  noticesAsk: 'Desktop notices',
  noticesWhy: 'Shows “A chat is waiting” when you are in another window. Never words of a chat.',
  waitingNotice: 'A chat is waiting',
  ownNotice: 'A chat of yours needs you',
  deafNotice: 'You were signed out. Nothing rings here any more.',
  seen: 'I have seen it',
  ownRings: 'This chat has become more urgent. It rings until you answer.',
} as const
