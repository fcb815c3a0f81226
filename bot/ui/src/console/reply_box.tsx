/** Where the counsellor writes. What is written is kept with the chat, and a slash brings the saved replies. */

import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { OpenChat } from './open_chat'
import { appended, lookedFor, matching } from './saved_replies'
import { optionId, SavedList } from './saved_list'
import type { SavedReply } from './types_help'
import { useDraft } from './use_draft'
import { CHAT } from './words_chat'

const LONGEST = 4_000

export function ReplyBox({ chat }: { chat: OpenChat }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  const [at, setAt] = useState(0)
  const [shut, setShut] = useState(false)
  const [draft, write] = useDraft(chat, 'reply')
  useEffect(() => field.current?.focus(), [])

  const wanted = shut ? null : lookedFor(draft)
  const help = chat.help.value.value
  const found = wanted === null || help === null ? [] : matching(help.saved, wanted)
  useEffect(() => {
    if (wanted !== null) chat.help.need()
    setAt(0)
  }, [wanted])

  const choose = (reply: SavedReply): void => {
    write(appended(draft, reply.text))
    field.current?.focus()
  }
  const send = (event: Event): void => {
    event.preventDefault()
    if (draft.trim() === '') return
    chat.outbox.say(draft.trim())
    write('')
    field.current?.focus()
  }
  const openList = (): void => {
    setShut(false)
    write(`/${draft.trim() === '' || draft.startsWith('/') ? '' : draft}`)
    field.current?.focus()
  }
  /** True when the key belonged to the list. */
  const moveInList = (event: KeyboardEvent): boolean => {
    if (wanted === null) return false
    if (event.key === 'Escape') setShut(true)
    else if (event.key === 'ArrowDown') setAt((at + 1) % Math.max(1, found.length))
    else if (event.key === 'ArrowUp') setAt((at + found.length - 1) % Math.max(1, found.length))
    else if ((event.key === 'Enter' || event.key === 'Tab') && found[at]) choose(found[at]!)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || moveInList(event)) return
    if (event.key === 'Enter' && !event.shiftKey) send(event)
    if (event.key === 'Escape') field.current?.blur()
  }
  return (
    <form class="reply" onSubmit={send}>
      {wanted !== null && help !== null && (
        <SavedList id={list} replies={found} at={at} language={chat.card.value.language} onChoose={choose} />
      )}
      <label class="unseen" for="reply">
        {CHAT.replyLabel}
      </label>
      <textarea
        id="reply"
        ref={field}
        rows={3}
        maxLength={LONGEST}
        value={draft}
        placeholder={CHAT.replyHint}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        aria-autocomplete="list"
        aria-controls={wanted !== null ? list : undefined}
        aria-activedescendant={found[at] ? optionId(list, at) : undefined}
        onInput={(event) => {
          setShut(false)
          write(event.currentTarget.value)
          if (lookedFor(event.currentTarget.value) === null) chat.tellTyping()
        }}
        onKeyDown={onKeyDown}
      />
      <div class="reply-acts">
        <button type="button" class="button button-quiet small" onClick={openList}>
          {CHAT.saved}
        </button>
        <button type="submit" class="button small" disabled={draft.trim() === '' || wanted !== null}>
          {CHAT.send}
        </button>
      </div>
    </form>
  )
}
