/** How many messages nobody has answered yet, as a small round number. */

import { QUEUE } from './words_queue'

export function Unread({ count }: { count: number }) {
  return (
    <span class="unread">
      {count}
      <span class="unseen"> {QUEUE.unread(count)}</span>
    </span>
  )
}
