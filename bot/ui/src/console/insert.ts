/** Puts approved words into the answer that is being written. They are never sent by themselves. */

import { say } from './announcements'
import type { OpenChat } from './open_chat'
import { appended } from './saved_replies'
import { CHAT } from './words_chat'

export function insert(chat: OpenChat, text: string): void {
  const draft = chat.drafts.of(chat.id, 'reply').value
  chat.drafts.write(chat.id, 'reply', appended(draft, text))
  say(CHAT.inserted)
  document.getElementById('reply')?.focus()
}
