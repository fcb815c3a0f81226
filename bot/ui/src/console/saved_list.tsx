/** The saved replies above the answer, as a list that the keyboard of the answer moves in. */

import { useEffect, useRef } from 'preact/hooks'
import type { SavedReply } from './types_help'
import { CHAT } from './words_chat'

interface Props {
  id: string
  replies: readonly SavedReply[]
  at: number
  language: string
  onChoose(reply: SavedReply): void
}

export const optionId = (list: string, at: number): string => `${list}-${at}`

export function SavedList({ id, replies, at, language, onChoose }: Props) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <div class="saved">
      {/* In the order of Tab, so that whoever has no mouse can scroll it. */}
      <ul class="saved-list" role="listbox" id={id} aria-label={CHAT.saved} ref={list} tabIndex={0} hidden={replies.length === 0}>
        {replies.map((reply, index) => (
          <li
            key={reply.id}
            id={optionId(id, index)}
            class="saved-reply"
            role="option"
            aria-selected={index === at}
            lang={language}
            dir="auto"
            // The field keeps the keyboard: a click must not take it away.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(reply)}
          >
            {reply.text}
          </li>
        ))}
      </ul>
      <p class="saved-how" role="status">
        {replies.length === 0 ? CHAT.noSaved : `${CHAT.savedCount(replies.length)}. ${CHAT.savedHow}`}
      </p>
    </div>
  )
}
