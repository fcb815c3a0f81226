/** A colleague wants a second person: said on every screen, until somebody has confirmed. */

import type { Desk } from './desk'
import { now } from './now'
import { secondsSince, waitingTime } from './waiting_time'
import { QUEUE } from './words_queue'

export function EmergencyBanner({ desk, onLook }: { desk: Desk; onLook(conversation: string): void }) {
  const wanted = desk.queue.value.emergencies.filter(({ mine }) => !mine)
  return (
    <div class="banners" role="alert">
      {wanted.map((one) => (
        <p key={`${one.conversation} ${one.number}`} class="banner">
          <strong>{QUEUE.emergency(one.label)}</strong>
          <span>{QUEUE.needsSecond(one.opened_by)}</span>
          <span class="banner-time" aria-hidden="true">
            {waitingTime(secondsSince(one.opened_at, now.value))}
          </span>
          <button type="button" class="button button-danger small" onClick={() => onLook(one.conversation)}>
            {QUEUE.look}
          </button>
        </p>
      ))}
    </div>
  )
}
