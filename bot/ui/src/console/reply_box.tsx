/** Where the counsellor writes. */

import { useEffect, useRef, useState } from 'preact/hooks'
import type { OpenChat } from './open_chat'
import { WORDS } from './words'

const LONGEST = 4_000

export function ReplyBox({ chat }: { chat: OpenChat }) {
  const [draft, setDraft] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])

  const send = (event: Event): void => {
    event.preventDefault()
    if (draft.trim() === '') return
    chat.say(draft.trim())
    setDraft('')
    field.current?.focus()
  }
  return (
    <form class="reply" onSubmit={send}>
      <label class="unseen" for="reply">
        {WORDS.replyLabel}
      </label>
      <textarea
        id="reply"
        ref={field}
        rows={3}
        maxLength={LONGEST}
        value={draft}
        placeholder={WORDS.replyHint}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => {
          setDraft(event.currentTarget.value)
          chat.tellTyping()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event)
        }}
      />
      <button type="submit" class="button" disabled={draft.trim() === ''}>
        {WORDS.send}
      </button>
    </form>
  )
}
