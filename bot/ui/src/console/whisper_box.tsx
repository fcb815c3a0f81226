/** Where a supervisor writes to the counsellor alone. Looks unlike the place where one answers the young person. */

import type { OpenChat } from './open_chat'
import { useDraft } from './use_draft'
import { CHAT } from './words_chat'

export function WhisperBox({ chat, to }: { chat: OpenChat; to: string }) {
  const [draft, write] = useDraft(chat, 'whisper')
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (draft.trim() !== '' && (await chat.deeds.addNote('whisper', draft.trim()))) write('')
  }
  return (
    <form class="whisper" onSubmit={(event) => void send(event)}>
      <label class="field-small">
        <span>{CHAT.whisperLabel(to)}</span>
        <input value={draft} maxLength={2000} placeholder={CHAT.whisperHint} autocomplete="off" dir="auto" onInput={(event) => write(event.currentTarget.value)} />
      </label>
      <button type="submit" class="button button-quiet small" disabled={draft.trim() === '' || chat.deeds.busy.value}>
        {CHAT.whisperSend}
      </button>
    </form>
  )
}
