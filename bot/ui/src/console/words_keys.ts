/** The shortcuts, as their card lists them. */

export const KEYS = {
  title: 'Shortcuts',
  on: 'Single keys work',
  why: 'They never do anything while you write. Switch them off if you speak to your computer.',
  close: 'Close',
  list: [
    { keys: ['N'], does: 'Take the next chat' },
    { keys: ['1', '…', '8'], does: 'Show the chat with this number' },
    { keys: ['W'], does: 'Write an answer' },
    { keys: ['/'], does: 'Saved replies' },
    { keys: ['B'], does: 'Brief' },
    { keys: ['G'], does: 'Guidance cards' },
    { keys: ['H'], does: 'Helplines' },
    { keys: ['O'], does: 'Notes' },
    { keys: ['R'], does: 'Record' },
    { keys: ['?'], does: 'This list' },
    { keys: ['Enter'], does: 'Send the answer' },
    { keys: ['Shift', 'Enter'], does: 'A new line in the answer' },
    { keys: ['Esc'], does: 'Close what is open, leave the answer' },
  ],
} as const
