/** Words of the record after a chat. Its fields have their own, in data/staff/record.yml. */

export const RECORD = {
  how: 'Filled in from the chat as far as it can be. Check it, add what only you know, and no more than is needed.',
  fromChat: 'from the chat',
  notFilled: 'Not filled in',
  yes: 'Yes',
  no: 'No',
  listHint: 'One on each line',
  save: 'Save',
  saved: 'Saved.',
  unsaved: 'Not saved yet. It is kept here meanwhile.',
  sign: 'Sign',
  sureSign: 'Sign? From then on it can only be added to.',
  signed: (name: string, time: string) => `Signed by ${name}, ${time}`,
  lines: 'Added later',
  addLine: 'Add a line',
  addLineHint: 'What is to be corrected or added',
} as const
