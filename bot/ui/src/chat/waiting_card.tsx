/** While somebody waits for a person: the place in the line, and a slow circle to breathe with. */

import { useState } from 'preact/hooks'
import { PauseIcon, PlayIcon } from '../shared/icons'
import { t } from './wording'

export function WaitingCard({ place, breathing }: { place: number | null; breathing: boolean }) {
  return (
    <section class={breathing ? 'waiting' : 'waiting waiting-bare'}>
      <p class="waiting-place">{placeInLine(place)}</p>
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

export function placeInLine(place: number | null): string {
  if (place === null) return t('queue_waiting')
  return place === 1 ? t('queue_next') : t('queue_place', { place })
}
