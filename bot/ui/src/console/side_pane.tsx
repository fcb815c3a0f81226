/** The pane beside the chat: the brief, and what stands ready. */

import { useRef } from 'preact/hooks'
import { CloseIcon } from '../shared/icons'
import { BriefPart } from './brief_part'
import { CardsPart } from './cards_part'
import { HelplinesPart } from './helplines_part'
import { NotesPart } from './notes_part'
import type { OpenChat } from './open_chat'
import { RecordPart } from './record_part'
import { SIDE_TABS, sideTab, type SideTab } from './side_tabs'
import { BRIEF } from './words_brief'

interface Props {
  chat: OpenChat
  isMine: boolean
  onHide(): void
}

export function SidePane({ chat, isMine, onHide }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const shown = sideTab.value
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const at = (SIDE_TABS.indexOf(shown) + step + SIDE_TABS.length) % SIDE_TABS.length
    sideTab.value = SIDE_TABS[at]!
    ;(list.current?.children[at] as HTMLElement | undefined)?.focus()
  }
  return (
    <aside class="side" aria-label={BRIEF.pane} onKeyDown={(event) => event.key === 'Escape' && onHide()}>
      <header class="side-head">
        <div class="side-tabs" role="tablist" ref={list} onKeyDown={onKeyDown}>
          {SIDE_TABS.map((tab) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`side-${tab}`}
              class="side-tab"
              aria-selected={tab === shown}
              aria-controls={tab === shown ? 'side' : undefined}
              tabIndex={tab === shown ? 0 : -1}
              onClick={() => (sideTab.value = tab)}
            >
              {BRIEF.tabs[tab]}
              {tab === 'notes' && chat.notes.value.length > 0 && <span class="queue-count"> {chat.notes.value.length}</span>}
            </button>
          ))}
        </div>
        <button type="button" class="bar-button side-hide" onClick={onHide}>
          <CloseIcon />
          <span class="unseen">{BRIEF.hide}</span>
        </button>
      </header>
      <div class="side-body" id="side" role="tabpanel" aria-labelledby={`side-${shown}`} tabIndex={0} key={`${chat.id} ${shown}`}>
        <Part tab={shown} chat={chat} isMine={isMine} />
      </div>
    </aside>
  )
}

function Part({ tab, chat, isMine }: { tab: SideTab; chat: OpenChat; isMine: boolean }) {
  if (tab === 'brief') return <BriefPart chat={chat} />
  if (tab === 'cards') return <CardsPart chat={chat} canInsert={isMine} />
  if (tab === 'helplines') return <HelplinesPart chat={chat} canInsert={isMine} />
  return tab === 'notes' ? <NotesPart chat={chat} /> : <RecordPart chat={chat} />
}
