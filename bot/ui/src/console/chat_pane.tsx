/** The chat in the middle: its head, one form at a time, what was said, and what one may write. */

import { useEffect, useState } from 'preact/hooks'
import { BlockPanel } from './block_panel'
import { ChatFoot } from './chat_foot'
import { ChatHead, type PanelName } from './chat_head'
import type { Desk } from './desk'
import { EmergencyPanel } from './emergency_panel'
import { MorePanel } from './more_panel'
import type { OpenChat } from './open_chat'
import { relation } from './relation'
import { TierPanel } from './tier_panel'
import { Transcript } from './transcript'
import { TransferPanel } from './transfer_panel'
import { CHAT } from './words_chat'

interface Props {
  desk: Desk
  chat: OpenChat
  /** Shows the pane beside the chat where it lies hidden. */
  onSide(): void
  onRecord(): void
}

export function ChatPane({ desk, chat, onSide, onRecord }: Props) {
  const [panel, setPanel] = useState<PanelName | null>(null)
  const stands = relation(chat.card.value, desk.counsellor, desk.queue.value.next, chat.had.value)
  const wantsSecond = desk.queue.value.emergencies.some(({ conversation, mine }) => conversation === chat.id && !mine)
  useEffect(() => {
    if (wantsSecond) setPanel('emergency')
  }, [wantsSecond])
  const shut = (): void => setPanel(null)
  const isOpen = chat.card.value.owner !== 'closed'
  return (
    <section class="chat" id="chat" role="tabpanel" aria-labelledby={`tab-${chat.id}`}>
      <ChatHead desk={desk} chat={chat} stands={stands} panel={panel} onPanel={setPanel} onSide={onSide} />
      {panel === 'emergency' && <EmergencyPanel desk={desk} chat={chat} onClose={shut} />}
      {panel === 'tier' && isOpen && <TierPanel chat={chat} mayLower={stands.mayLower} onClose={shut} />}
      {panel === 'transfer' && stands.isMine && <TransferPanel desk={desk} chat={chat} onClose={shut} />}
      {panel === 'more' && isOpen && <MorePanel chat={chat} stands={stands} onBlock={() => setPanel('block')} onClose={shut} />}
      {panel === 'block' && stands.mayBlock && <BlockPanel chat={chat} onClose={shut} />}
      {chat.brief.value === null && chat.deeds.notice.value === null ? (
        <p class="opening">{CHAT.opening}</p>
      ) : (
        <Transcript chat={chat} isMine={stands.isMine || chat.had.value} />
      )}
      <ChatFoot desk={desk} chat={chat} stands={stands} onRecord={onRecord} />
    </section>
  )
}
