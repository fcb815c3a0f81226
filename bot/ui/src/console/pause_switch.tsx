/** A break, paperwork, a debrief: one is not given chats meanwhile, and everybody sees why. */

import { useState } from 'preact/hooks'
import type { Desk } from './desk'
import { now } from './now'
import type { PauseKind } from './types'
import { secondsSince, waitingTime } from './waiting_time'
import { clockTime } from './words'
import { QUEUE } from './words_queue'

const KINDS: readonly PauseKind[] = ['break', 'admin', 'debrief']

export function PauseSwitch({ desk }: { desk: Desk }) {
  const [asking, setAsking] = useState(false)
  const { paused_at: since, pause_kind: kind, has } = desk.queue.value.me
  const { pause, resume } = desk.turn
  if (since !== null) {
    return (
      <div class="paused">
        <p>
          {QUEUE.pausedSince(QUEUE.kinds[kind ?? 'break'].since, clockTime(since))}{' '}
          <span class="paused-for">({waitingTime(secondsSince(since, now.value))})</span>
        </p>
        {has > 0 && <p class="paused-has">{QUEUE.stillYours(has)}</p>}
        <button type="button" class="button small" onClick={() => void resume()}>
          {QUEUE.resume}
        </button>
      </div>
    )
  }
  const choose = (chosen: PauseKind): void => {
    setAsking(false)
    void pause(chosen)
  }
  return (
    <div class="pause" onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}>
      <button type="button" class="button button-quiet small" aria-expanded={asking} onClick={() => setAsking(!asking)}>
        {QUEUE.pause}
      </button>
      {asking && (
        <span class="pause-kinds" role="group" aria-label={QUEUE.pauseFor}>
          {KINDS.map((one) => (
            <button key={one} type="button" class="button button-quiet small" onClick={() => choose(one)}>
              {QUEUE.kinds[one].start}
            </button>
          ))}
        </span>
      )}
    </div>
  )
}

/** A quiet card, not a dialog: whoever writes at this moment must not be interrupted. */
export function BreakPrompt({ desk }: { desk: Desk }) {
  const { break_due: due, hard_in_a_row: hard, paused_at: since } = desk.queue.value.me
  const { putOff, later, pause } = desk.turn
  if (!due || since !== null || putOff.value >= hard) return null
  return (
    <section class="break-prompt" aria-label={QUEUE.breakDue(hard)}>
      <p class="break-due">{QUEUE.breakDue(hard)}</p>
      <p>{QUEUE.breakWhy}</p>
      <p class="break-acts">
        <button type="button" class="button small" onClick={() => void pause('break')}>
          {QUEUE.startBreak}
        </button>
        <button type="button" class="button button-quiet small" onClick={later}>
          {QUEUE.later}
        </button>
      </p>
    </section>
  )
}
