/** The desk: queue, chat, brief. Side by side where there is room, one over the other where there is not. */

import { useState } from 'preact/hooks'
import { BellIcon, BellOffIcon, SpeechIcon } from '../shared/icons'
import { allowSound, soundOn } from './bell'
import { BriefPane } from './brief_pane'
import { ChatPane } from './chat_pane'
import type { Desk } from './desk'
import { QueuePane } from './queue_pane'
import { WORDS } from './words'

export function DeskScreen({ desk, onSignOut }: { desk: Desk; onSignOut(): void }) {
  const [briefOpen, setBriefOpen] = useState(false)
  const chat = desk.chat.value
  const layout = ['desk', chat ? 'desk-with-chat' : '', briefOpen ? 'desk-with-brief' : ''].join(' ')
  return (
    <div class={layout}>
      <DeskBar desk={desk} onSignOut={onSignOut} />
      <QueuePane desk={desk} />
      {chat ? (
        <>
          <ChatPane key={chat.card.value.id} chat={chat} me={desk.counsellor} onBack={desk.deselect} onBrief={() => setBriefOpen(true)} />
          <BriefPane chat={chat} onHide={() => setBriefOpen(false)} />
        </>
      ) : (
        <main class="nothing">
          <p class="nothing-title">{desk.trouble.value ?? WORDS.pickOne}</p>
          <p>{WORDS.pickOneNext}</p>
        </main>
      )}
    </div>
  )
}

function DeskBar({ desk, onSignOut }: { desk: Desk; onSignOut(): void }) {
  const toggle = (): void => {
    soundOn.value = !soundOn.value
    allowSound()
  }
  return (
    <header class="bar">
      <h1 class="bar-title">
        <SpeechIcon />
        {WORDS.title}
      </h1>
      <p class="bar-here">{WORDS.here(desk.queue.value.counsellors_here)}</p>
      <p class="bar-trouble" role="status">
        {desk.link.value === 'broken' && WORDS.reconnecting}
      </p>
      <button type="button" class="bar-button" aria-pressed={soundOn.value} onClick={toggle}>
        {soundOn.value ? <BellIcon /> : <BellOffIcon />}
        {soundOn.value ? WORDS.soundOn : WORDS.soundOff}
      </button>
      <p class="bar-me">{desk.counsellor.name}</p>
      <button type="button" class="bar-button" onClick={onSignOut}>
        {WORDS.signOut}
      </button>
    </header>
  )
}
