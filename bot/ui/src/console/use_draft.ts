/** What somebody is writing in a chat: it outlives the form it is written in. */

import type { DraftOf } from './drafts'
import type { OpenChat } from './open_chat'

export function useDraft(chat: OpenChat, what: DraftOf): [text: string, write: (text: string) => void] {
  return [chat.drafts.of(chat.id, what).value, (text) => chat.drafts.write(chat.id, what, text)]
}
