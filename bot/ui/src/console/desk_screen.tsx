/** The desk: queue, chat, brief. Side by side where there is room, one over the other where there is not. */

import { useState } from 'preact/hooks'
import { BriefPane } from './brief_pane'
import { ChatPane } from './chat_pane'
import { QueuePane } from './queue_pane'
import type { ScreenProps } from './screen'
import { WORDS } from './words'

export function DeskScreen({ desk }: ScreenProps) {
  const [briefOpen, setBriefOpen] = useState(false)
  const chat = desk.chat.value
  const layout = ['desk', chat ? 'desk-with-chat' : '', briefOpen ? 'desk-with-brief' : ''].join(' ')
  return (
    <div class={layout}>
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
