/** The desk: queue, chats, what stands beside them. Side by side where there is room, one over the other where there is not. */

import { useMemo, useRef, useState } from 'preact/hooks'
import { MenuIcon } from '../shared/icons'
import { ChatPane } from './chat_pane'
import { ChatTabList } from './chat_tab_list'
import type { Desk } from './desk'
import { QueuePane } from './queue_pane'
import { relation } from './relation'
import type { ScreenProps } from './screen'
import { ShortcutsCard } from './shortcuts_card'
import { useShortcuts, type Keys } from './shortcuts'
import { SidePane } from './side_pane'
import { sideTab, type SideTab } from './side_tabs'
import { whyNotTake } from './taking'
import { QUEUE } from './words_queue'

/** As in desk.css: from here on the pane stands beside the chat. */
const HAS_ROOM = '(min-width: 80em)'

/** What lies over the chat where there is no room beside it. */
type Over = 'queue' | 'side' | null

export function DeskScreen({ desk }: ScreenProps) {
  const [over, setOver] = useState<Over>(null)
  const [shortcuts, setShortcuts] = useState(false)
  const opener = useRef<Element | null>(null)
  const chat = desk.chats.shown.value

  /** The keyboard goes where the eyes go, once it is drawn; and back when what lies over the chat is gone. */
  const open = (what: 'queue' | 'side'): void => {
    opener.current = document.activeElement
    if (!matchMedia(HAS_ROOM).matches) setOver(what)
    requestAnimationFrame(() => (what === 'side' ? document.getElementById('side') : document.querySelector<HTMLElement>('.queue-hide'))?.focus())
  }
  const hide = (): void => {
    if (over === null) return
    setOver(null)
    ;(opener.current as HTMLElement | null)?.focus()
  }
  const showSide = (tab: SideTab): void => {
    sideTab.value = tab
    open('side')
  }
  useShortcuts(useMemo(() => deskKeys(desk, showSide, () => setShortcuts(true)), [desk]))

  const layout = ['desk', chat ? 'desk-with-chat' : '', over ? `desk-over-${over}` : ''].join(' ')
  const choose = (id: string): void => {
    setOver(null)
    void desk.select(id)
  }
  return (
    <div class={layout}>
      <QueuePane desk={desk} onOpen={choose} onHide={hide} onShortcuts={() => setShortcuts(true)} />
      <main class="middle">
        <div class="middle-bar">
          <button type="button" class="bar-button queue-show" aria-expanded={over === 'queue'} onClick={() => open('queue')}>
            <MenuIcon />
            {QUEUE.show(desk.queue.value.waiting.length)}
          </button>
          <ChatTabList chats={desk.chats} onChoose={choose} />
        </div>
        {chat ? (
          <ChatPane key={chat.id} desk={desk} chat={chat} onSide={() => open('side')} onRecord={() => showSide('record')} />
        ) : (
          <div class="nothing">
            <p class="nothing-title">{desk.trouble.value ?? QUEUE.pickOne}</p>
            <p>{QUEUE.pickOneNext}</p>
          </div>
        )}
      </main>
      {chat && <SidePane chat={chat} isMine={relation(chat.card.value, desk.counsellor, null).isMine} onHide={hide} />}
      {shortcuts && <ShortcutsCard onClose={() => setShortcuts(false)} />}
    </div>
  )
}

function deskKeys(desk: Desk, showSide: (tab: SideTab) => void, showShortcuts: () => void): Keys {
  const beside = (tab: SideTab) => (): void => {
    if (desk.chats.shown.value) showSide(tab)
  }
  const write = (): void => document.getElementById('reply')?.focus()
  const saved = (): void => {
    const chat = desk.chats.shown.value
    if (!chat || !document.getElementById('reply')) return
    if (chat.drafts.of(chat.id, 'reply').value === '') chat.drafts.write(chat.id, 'reply', '/')
    write()
  }
  const numbered = Array.from({ length: 8 }, (_, at): [string, () => void] => [
    String(at + 1),
    () => {
      const tab = desk.chats.tabs.value[at]
      if (tab) void desk.select(tab.id)
    },
  ])
  return {
    ...Object.fromEntries(numbered),
    n: () => whyNotTake(desk.queue.value) === null && void desk.turn.takeNext(),
    w: write,
    '/': saved,
    b: beside('brief'),
    g: beside('cards'),
    h: beside('helplines'),
    o: beside('notes'),
    r: beside('record'),
    '?': showShortcuts,
  }
}
