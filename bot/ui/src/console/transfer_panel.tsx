/** Whom a chat can be handed to: who is here, who has room, who speaks the language, who knows what it wants. */

import { ActPanel } from './act_panel'
import type { Desk } from './desk'
import type { OpenChat } from './open_chat'
import { SureButton } from './sure_button'
import type { Card, Colleague } from './types'
import { languageName } from './words'
import { CHAT, TRANSFER } from './words_chat'

export function TransferPanel({ desk, chat, onClose }: { desk: Desk; chat: OpenChat; onClose(): void }) {
  const colleagues = inOrder(desk.queue.value.staff.filter(({ id, here }) => here && id !== desk.counsellor.id), chat.card.value)
  const offer = async (to: Colleague): Promise<void> => {
    if (await chat.deeds.transfer(to.id)) onClose()
  }
  return (
    <ActPanel title={TRANSFER.title} onClose={onClose}>
      <p class="panel-how">{colleagues.length > 0 ? TRANSFER.how : TRANSFER.nobody}</p>
      {colleagues.length === 0 && (
        <SureButton label={CHAT.putBack} question={CHAT.surePutBack} onSure={() => void chat.deeds.move('put-back')} />
      )}
      <ul class="colleagues">
        {colleagues.map((one) => (
          <li key={one.id} class="colleague">
            <span class="colleague-name">{one.name}</span>
            <span class="colleague-has">{one.paused ? TRANSFER.paused : isFull(one) ? TRANSFER.full : TRANSFER.free(one.has, one.capacity)}</span>
            <span class="colleague-speaks">
              {[one.languages.length === 0 ? TRANSFER.any : one.languages.map(languageName).join(', '), ...known(one, chat.card.value)].join(' · ')}
            </span>
            <button
              type="button"
              class="button button-quiet small panel-first"
              disabled={one.paused || isFull(one) || chat.deeds.busy.value}
              onClick={() => void offer(one)}
            >
              {TRANSFER.offer(one.name)}
            </button>
          </li>
        ))}
      </ul>
    </ActPanel>
  )
}

const isFull = ({ has, capacity }: Colleague): boolean => has >= capacity

/** What the chat wants and they know. */
const known = ({ skills }: Colleague, { wants }: Card): string[] => wants.filter((name) => skills.includes(name))

/** Whoever can answer them at once stands first, then the language, then what they know: as the server gives chats out. */
function inOrder(colleagues: readonly Colleague[], card: Card): Colleague[] {
  const worth = (one: Colleague): number =>
    (one.paused || isFull(one) ? 0 : 200) +
    (one.languages.length === 0 || one.languages.includes(card.language) ? 100 : 0) +
    known(one, card).length
  return [...colleagues].sort((a, b) => worth(b) - worth(a) || a.name.localeCompare(b.name))
}
