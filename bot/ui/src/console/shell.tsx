/** The frame of every screen: the bar with the tabs, and the screen that was chosen. Which one is kept in memory only. */

import { useState } from 'preact/hooks'
import { BellIcon, BellOffIcon, SpeechIcon } from '../shared/icons'
import { allowSound, soundOn } from './bell'
import type { Desk } from './desk'
import { may } from './permissions'
import type { Screen } from './screen'
import { SCREENS } from './screens'
import { WORDS } from './words'

export function Shell({ desk, onSignOut }: { desk: Desk; onSignOut(): void }) {
  const [shown, setShown] = useState(SCREENS[0]!.id)
  const screens = SCREENS.filter(({ permission }) => permission === null || may(desk.counsellor, permission))
  const { id, component: Chosen } = screens.find((screen) => screen.id === shown) ?? screens[0]!
  return (
    <div class="shell">
      <header class="bar">
        <h1 class="bar-title">
          <SpeechIcon />
          {WORDS.title}
        </h1>
        <Tabs screens={screens} shown={id} desk={desk} onChoose={setShown} />
        <p class="bar-trouble" role="status">
          {desk.link.value === 'broken' && WORDS.reconnecting}
        </p>
        <p class="bar-here">{WORDS.here(desk.queue.value.counsellors_here)}</p>
        <SoundSwitch />
        <p class="bar-me">{desk.counsellor.name}</p>
        <button type="button" class="bar-button" onClick={onSignOut}>
          {WORDS.signOut}
        </button>
      </header>
      <Chosen desk={desk} go={setShown} />
    </div>
  )
}

function Tabs({ screens, shown, desk, onChoose }: { screens: Screen[]; shown: string; desk: Desk; onChoose(id: string): void }) {
  if (screens.length < 2) return null
  return (
    <nav class="bar-tabs" aria-label={WORDS.screens}>
      {screens.map(({ id, label, count }) => {
        const waits = count?.(desk) ?? 0
        return (
          <button key={id} type="button" class="bar-tab" aria-current={id === shown ? 'page' : undefined} onClick={() => onChoose(id)}>
            {label}
            {waits > 0 && <span class="bar-count">{waits}</span>}
          </button>
        )
      })}
    </nav>
  )
}

function SoundSwitch() {
  const toggle = (): void => {
    soundOn.value = !soundOn.value
    allowSound()
  }
  return (
    <button type="button" class="bar-button" aria-pressed={soundOn.value} onClick={toggle}>
      {soundOn.value ? <BellIcon /> : <BellOffIcon />}
      {soundOn.value ? WORDS.soundOn : WORDS.soundOff}
    </button>
  )
}
