/** What was said, and nothing else: no marks, no names, no tier. */

import type { BareMessage } from './types_supervisor'
import { clockTime } from './words'
import { REVIEW } from './words_supervisor'

const WHO: Partial<Record<BareMessage['sender'], string>> = {
  young_person: REVIEW.youngPerson,
  bot: REVIEW.bot,
  counsellor: REVIEW.counsellor,
}

export function ReviewTranscript({ messages }: { messages: BareMessage[] }) {
  return (
    <div class="transcript review-transcript" tabIndex={0} role="region" aria-label={REVIEW.transcript}>
      {messages.map((message) =>
        message.sender === 'system' ? (
          <p key={message.seq} class="line-system">
            {message.text}
          </p>
        ) : (
          <div key={message.seq} class={`line line-${message.sender}`}>
            <p class="line-head">
              <span class="line-who">{WHO[message.sender]}</span>
              <time dateTime={message.sent_at}>{clockTime(message.sent_at)}</time>
            </p>
            <p class="line-text">{message.text}</p>
          </div>
        ),
      )}
    </div>
  )
}
