/** What is needed rarely: giving the chat up, blocking. */

import { ActPanel } from './act_panel'
import { isBlocked } from './blocked'
import { now } from './now'
import type { OpenChat } from './open_chat'
import type { Relation } from './relation'
import { SureButton } from './sure_button'
import { CHAT } from './words_chat'

export function MorePanel({ chat, stands, onBlock, onClose }: { chat: OpenChat; stands: Relation; onBlock(): void; onClose(): void }) {
  const done = async (deed: Promise<boolean>): Promise<void> => {
    if (await deed) onClose()
  }
  return (
    <ActPanel title={CHAT.more.replace('…', '')} onClose={onClose}>
      <div class="panel-acts">
        {stands.isMine && (
          <SureButton label={CHAT.putBack} question={CHAT.surePutBack} onSure={() => void done(chat.deeds.move('put-back'))} />
        )}
        {isBlocked(chat.card.value, now.value) ? (
          <SureButton label={CHAT.unblock} question={CHAT.sureUnblock} onSure={() => void done(chat.deeds.unblock())} />
        ) : (
          stands.mayBlock && (
            <button type="button" class="button button-quiet small panel-first" onClick={onBlock}>
              {CHAT.block}
            </button>
          )
        )}
      </div>
    </ActPanel>
  )
}
