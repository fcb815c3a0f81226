/** The frame of every screen: the bar with the tabs, and the screen that was chosen. Which one is kept in memory only. */

import { SpeechIcon } from '../shared/icons'
import { Announcer } from './announcer'
import { BellSwitch } from './bell_switch'
import type { Desk } from './desk'
import { EmergencyBanner } from './emergency_banner'
import { may } from './permissions'
import { relation } from './relation'
import type { Screen } from './screen'
import { SCREENS } from './screens'
import { SureButton } from './sure_button'
import { WORDS } from './words'

export function Shell({ desk, onSignOut }: { desk: Desk; onSignOut(): void }) {
  const setShown = (id: string): void => void (desk.screen.value = id)
  const screens = SCREENS.filter(({ permission }) => permission === null || may(desk.counsellor, permission))
  const { id, component: Chosen } = screens.find((screen) => screen.id === desk.screen.value) ?? screens[0]!
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
        <div class="bar-end">
          <BellSwitch />
          <p class="bar-me">{desk.counsellor.name}</p>
          <SignOut desk={desk} onSignOut={onSignOut} />
        </div>
      </header>
      <EmergencyBanner
        desk={desk}
        onLook={(conversation) => {
          setShown('desk')
          void desk.select(conversation)
        }}
      />
      <Chosen desk={desk} go={setShown} />
      <Announcer />
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

/** Whoever still has chats is asked: young people would wait for an answer that does not come. */
function SignOut({ desk, onSignOut }: { desk: Desk; onSignOut(): void }) {
  const has = desk.chats.tabs.value.filter(({ card }) => relation(card.value, desk.counsellor, null).isMine).length
  if (has > 0) return <SureButton label={WORDS.signOut} question={WORDS.sureSignOut(has)} onSure={onSignOut} look="bar-button" />
  return (
    <button type="button" class="bar-button" onClick={onSignOut}>
      {WORDS.signOut}
    </button>
  )
}
