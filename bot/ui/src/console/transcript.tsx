/** What was said, with the words that raised the alarm underlined; and, apart from it, what staff wrote beside it. */

import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { useOnResize } from '../shared/on_resize'
import { entries, type Entry } from './entries'
import { EntryLine } from './entry_line'
import type { OpenChat } from './open_chat'
import { CHAT } from './words_chat'

const NEAR_PX = 80

function draw(entry: Entry, isMine: boolean, drawn: Map<object, VNode>): VNode {
  const line = drawn.get(entry.of) ?? <EntryLine key={entry.key} entry={entry} isMine={isMine} />
  drawn.set(entry.of, line)
  return line
}

export function Transcript({ chat, isMine }: { chat: OpenChat; isMine: boolean }) {
  const list = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const [log, notes, changes] = [chat.log.value, chat.notes.value, chat.tierChanges.value]
  const parcels = chat.outbox.parcels.value
  // Each line is drawn once: a thousand of them must not be compared again for every new one.
  const drawn = useMemo(() => new Map<object, VNode>(), [isMine])
  const lines = useMemo(() => entries(log, notes, changes).map((entry) => draw(entry, isMine, drawn)), [log, notes, changes, drawn])
  const toEnd = (): void => list.current?.scrollTo(0, list.current.scrollHeight)
  useEffect(() => chat.look(), [log])
  useLayoutEffect(() => {
    if (following.current || parcels.length > 0) toEnd()
  }, [lines, parcels, chat.typing.value])
  useOnResize(list, () => {
    if (following.current) toEnd()
  })
  // The browser tells of scrolling a frame later, when the conversation may be closed and its list taken out: ask the one that scrolled.
  const onScroll = ({ currentTarget }: { currentTarget: HTMLDivElement }): void => {
    const { scrollTop, scrollHeight, clientHeight } = currentTarget
    following.current = scrollHeight - scrollTop - clientHeight < NEAR_PX
  }
  return (
    // What is new is told by the announcer, with hard words left out: the log itself stays silent.
    <div class="transcript" ref={list} onScroll={onScroll} tabIndex={0} role="log" aria-live="off" aria-label={CHAT.transcript}>
      {lines}
      {parcels.map(({ clientId, content, state }) => (
        <div key={clientId} class="line line-counsellor line-pending">
          <p class="line-text" dir="auto">
            {content}
          </p>
          {state === 'refused' ? (
            <button type="button" class="line-fate line-refused" onClick={() => chat.outbox.retry(clientId)}>
              {CHAT.notSent}
            </button>
          ) : (
            <p class="line-fate">{state === 'sending' ? CHAT.sending : CHAT.retrying}</p>
          )}
        </div>
      ))}
      {chat.typing.value && (
        <div class={`line line-${chat.typing.value} line-typing`}>
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span class="unseen">
            {chat.typing.value === 'young_person' ? CHAT.youngPerson : (chat.card.value.counsellor ?? '')} {CHAT.typing}
          </span>
        </div>
      )}
    </div>
  )
}
