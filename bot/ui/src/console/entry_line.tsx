/** One entry of a conversation: a bubble, a quiet line of the system, or a note that the young person never sees. */

import type { Entry } from './entries'
import { MarkedText } from './marked_text'
import { TierSquare } from './tier_square'
import type { Note, ReadMessage, TierChange } from './types_chat'
import { clockTime } from './words'
import { CHAT } from './words_chat'

export function EntryLine({ entry, isMine }: { entry: Entry; isMine: boolean }) {
  if (entry.kind === 'note') return <NoteLine note={entry.of} isMine={isMine} />
  if (entry.kind === 'tier') return <TierLine change={entry.of} />
  return entry.of.sender === 'system' ? <p class="line-system">{entry.of.text}</p> : <Bubble message={entry.of} />
}

function Bubble({ message }: { message: ReadMessage }) {
  return (
    <div class={`line line-${message.sender}`}>
      <p class="line-head">
        <span class="line-who">{who(message)}</span>
        {message.tap && <span class="line-tap">{CHAT.tapped}</span>}
        {message.withdrawn && <span class="line-tap">{CHAT.withdrawn}</span>}
        {message.sent_at && <time dateTime={message.sent_at}>{clockTime(message.sent_at)}</time>}
        {message.sender === 'young_person' && message.tier && <TierSquare tier={message.tier} small />}
      </p>
      <p class="line-text" dir="auto">
        <MarkedText text={message.text} reasons={message.reasons ?? []} veiled={message.veiled ?? []} />
      </p>
    </div>
  )
}

function NoteLine({ note, isMine }: { note: Note; isMine: boolean }) {
  const title = note.kind === 'note' ? CHAT.note(note.by) : isMine ? CHAT.whisper(note.by) : CHAT.whispered(note.by)
  return (
    <div class={`beside-line beside-${note.kind}`} role="note" aria-label={title}>
      <p class="line-head">
        <span class="line-who">{title}</span>
        <time dateTime={note.at}>{clockTime(note.at)}</time>
        <span class="beside-unseen">{CHAT.notSeen}</span>
      </p>
      <p class="line-text" dir="auto">
        {note.text}
      </p>
    </div>
  )
}

function TierLine({ change }: { change: TierChange }) {
  return (
    <p class="line-system line-tier">
      {CHAT.tierChanged(change.by, change.from, change.to)}
      {change.reason !== '' && <q>{change.reason}</q>}
    </p>
  )
}

function who(message: ReadMessage): string {
  if (message.sender === 'young_person') return CHAT.youngPerson
  return message.sender === 'bot' ? CHAT.bot : (message.author ?? '')
}
