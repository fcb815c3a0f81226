/** While somebody waits for a person: the place in the line, the wait as far as it is known, and a slow circle to breathe with. */

import { useState } from 'preact/hooks'
import { PauseIcon, PlayIcon } from '../shared/icons'
import type { ConversationState } from '../shared/wire'
import { t } from './wording'

export function WaitingCard({ state, breathing }: { state: ConversationState; breathing: boolean }) {
  const wait = honestWait(state)
  return (
    <section class={breathing ? 'waiting' : 'waiting waiting-bare'}>
      <div class="waiting-told">
        <p class="waiting-place">{placeInLine(state.queue_place)}</p>
        {wait && <p class="waiting-words">{wait}</p>}
      </div>
      {breathing && <Breath />}
    </section>
  )
}

function Breath() {
  const [paused, setPaused] = useState(false)
  return (
    <>
      <span class={paused ? 'breath breath-paused' : 'breath'} aria-hidden="true" />
      <p class="waiting-words">{t('breathe_line')}</p>
      <button type="button" class="breath-switch" onClick={() => setPaused(!paused)}>
        {paused ? <PlayIcon /> : <PauseIcon />}
        <span class="unseen">{t(paused ? 'breathe_start' : 'breathe_pause')}</span>
      </button>
    </>
  )
}

/** What is known of the wait, and not a word more. Null where the server does not measure it. */
export function honestWait({ staffed, wait }: ConversationState): string | null {
  if (staffed === false) return t('wait_no_staff')
  if (wait === undefined) return null
  if (wait === null) return t('wait_unknown')
  if (wait.to <= 1) return t('wait_soon')
  return wait.from < wait.to ? t('wait_range', { from: Math.max(wait.from, 1), to: wait.to }) : t('wait_about', { to: wait.to })
}

export function placeInLine(place: number | null): string {
  if (place === null) return t('queue_waiting')
  return place === 1 ? t('queue_next') : t('queue_place', { place })
}
