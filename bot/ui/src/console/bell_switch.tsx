/** The bell in the bar: whether it sounds, whether notices are shown, and, loudly, that danger rings unheard. */

import { BellIcon, BellOffIcon } from '../shared/icons'
import { bell } from './bell'
import { BELL } from './words_bell'

export function BellSwitch() {
  const { soundOn, needsClick, unheard, toggleSound, allowSound } = bell()
  const heard = soundOn.value && !needsClick.value
  const label = !soundOn.value ? BELL.soundOff : needsClick.value ? BELL.needsClick : BELL.soundOn
  return (
    <>
      {unheard.value && (
        <p class="bar-unheard" role="alert">
          {soundOn.value ? BELL.unheardClick : BELL.unheardOff}
        </p>
      )}
      <button
        type="button"
        class={heard ? 'bar-button' : 'bar-button bar-button-off'}
        aria-pressed={soundOn.value}
        onClick={soundOn.value && needsClick.value ? allowSound : toggleSound}
      >
        {heard ? <BellIcon /> : <BellOffIcon />}
        {label}
      </button>
      <NoticeSwitch />
    </>
  )
}

/** Asked once: whoever has answered, either way, is not asked again. */
function NoticeSwitch() {
  const { notice } = bell()
  if (notice.permission.value !== 'default') return null
  return (
    <button type="button" class="bar-button" title={BELL.noticesWhy} aria-describedby="notices-why" onClick={() => void notice.ask()}>
      {BELL.noticesAsk}
      <span class="unseen" id="notices-why">
        {BELL.noticesWhy}
      </span>
    </button>
  )
}
