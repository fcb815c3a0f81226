/** What was said, with the words that raised the alarm underlined. */

import { useLayoutEffect, useRef } from 'preact/hooks'
import { useOnResize } from '../shared/on_resize'
import { MarkedText } from './marked_text'
import type { OpenChat } from './open_chat'
import type { ReadMessage } from './types'
import { WORDS } from './words'

const NEAR_PX = 80

export function Transcript({ chat }: { chat: OpenChat }) {
  const list = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const toEnd = (): void => list.current?.scrollTo(0, list.current.scrollHeight)
  useLayoutEffect(() => {
    if (following.current || chat.parcels.value.length > 0) toEnd()
  }, [chat.log.value, chat.parcels.value, chat.typing.value])
  useOnResize(list, () => {
    if (following.current) toEnd()
  })
  const onScroll = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = list.current!
    following.current = scrollHeight - scrollTop - clientHeight < NEAR_PX
  }
  return (
    <div class="transcript" ref={list} onScroll={onScroll} tabIndex={0} role="log" aria-label={WORDS.transcript}>
      {chat.log.value.map((message) => (
        <Line key={message.seq} message={message} />
      ))}
      {chat.parcels.value.map(({ clientId, content, state }) => (
        <div key={clientId} class="line line-counsellor line-pending">
          <p class="line-text">{content}</p>
          {state === 'refused' ? (
            <button type="button" class="line-fate line-refused" onClick={() => chat.retry(clientId)}>
              {WORDS.notSent}
            </button>
          ) : (
            <p class="line-fate">{state === 'sending' ? WORDS.sending : WORDS.retrying}</p>
          )}
        </div>
      ))}
      {chat.typing.value && (
        <div class="line line-young_person line-typing">
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span class="unseen">
            {WORDS.youngPerson} {WORDS.typing}
          </span>
        </div>
      )}
    </div>
  )
}

function Line({ message }: { message: ReadMessage }) {
  if (message.sender === 'system') return <p class="line-system">{message.text}</p>
  return (
    <div class={`line line-${message.sender}`}>
      <p class="line-head">
        <span class="line-who">{who(message)}</span>
        {message.tap && <span class="line-tap">{WORDS.tapped}</span>}
        {message.sent_at && <time dateTime={message.sent_at}>{clockTime(message.sent_at)}</time>}
      </p>
      <p class="line-text">
        <MarkedText text={message.text} reasons={message.reasons ?? []} />
      </p>
    </div>
  )
}

function who(message: ReadMessage): string {
  if (message.sender === 'young_person') return WORDS.youngPerson
  return message.sender === 'bot' ? WORDS.bot : (message.author ?? '')
}

function clockTime(at: string): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
}
