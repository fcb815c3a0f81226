/** Two places nobody sees: what stands in them is read aloud. */

import { atOnce, politely } from './announcements'

export function Announcer() {
  return (
    <>
      <div class="unseen" aria-live="polite" aria-atomic="true">
        <span key={politely.value.number}>{politely.value.text}</span>
      </div>
      <div class="unseen" aria-live="assertive" aria-atomic="true">
        <span key={atOnce.value.number}>{atOnce.value.text}</span>
      </div>
    </>
  )
}
