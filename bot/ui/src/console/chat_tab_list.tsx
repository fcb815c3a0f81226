/** The open chats as numbered tabs: how urgent, and what is new. */

import { useEffect, useRef } from 'preact/hooks'
import { MOST_TABS, type ChatTabs } from './chat_tabs'
import type { OpenChat } from './open_chat'
import { TierSquare } from './tier_square'
import { Unread } from './unread'
import { CHAT } from './words_chat'

interface Props {
  chats: ChatTabs
  onChoose(id: string): void
}

export function ChatTabList({ chats, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const tabs = chats.tabs.value
  const selected = chats.selected.value
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [selected])
  if (tabs.length === 0) return null

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const at = tabs.findIndex(({ id }) => id === selected)
    const { id } = tabs[(at + step + tabs.length) % tabs.length]!
    list.current?.querySelector<HTMLElement>(`[data-chat="${CSS.escape(id)}"]`)?.focus()
    onChoose(id)
  }
  return (
    <div class="chat-tabs" role="tablist" aria-label={CHAT.tabs} ref={list} onKeyDown={onKeyDown}>
      {tabs.map((chat, at) => (
        <Tab key={chat.id} chat={chat} at={at} isShown={chat.id === selected} isFirst={selected === null && at === 0} onChoose={onChoose} />
      ))}
    </div>
  )
}

interface TabProps {
  chat: OpenChat
  at: number
  isShown: boolean
  /** Nothing is shown: then the first one is where the keyboard comes in. */
  isFirst: boolean
  onChoose(id: string): void
}

function Tab({ chat, at, isShown, isFirst, onChoose }: TabProps) {
  const card = chat.card.value
  const unread = isShown ? 0 : chat.unread.value
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${chat.id}`}
      class="chat-tab"
      aria-selected={isShown}
      aria-controls={isShown ? 'chat' : undefined}
      tabIndex={isShown || isFirst ? 0 : -1}
      data-chat={chat.id}
      onClick={() => onChoose(chat.id)}
    >
      {at < MOST_TABS && <kbd>{at + 1}</kbd>}
      <TierSquare tier={card.tier} />
      <span>{card.label}</span>
      {unread > 0 && <Unread count={unread} />}
      {chat.typing.value === 'young_person' && !isShown && (
        <span class="chat-tab-typing">
          …<span class="unseen">{CHAT.typing}</span>
        </span>
      )}
    </button>
  )
}
