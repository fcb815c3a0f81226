/** Below the messages: who answers, and what one may write: an answer, a whisper, or nothing. */

import type { Desk } from './desk'
import { appNews } from './in_app'
import type { OpenChat } from './open_chat'
import type { Relation } from './relation'
import { ReplyBox } from './reply_box'
import { SeenButton } from './seen_button'
import { SureButton } from './sure_button'
import type { Card } from './types'
import { WhisperBox } from './whisper_box'
import { CHAT } from './words_chat'
import { QUEUE } from './words_queue'

interface Props {
  desk: Desk
  chat: OpenChat
  stands: Relation
  onRecord(): void
}

export function ChatFoot({ desk, chat, stands, onRecord }: Props) {
  const card = chat.card.value
  const { notice, busy, move } = chat.deeds
  const left = chat.drafts.of(chat.id, 'reply').value
  return (
    <footer class="chat-foot">
      {notice.value && (
        <p class="notice" role="alert">
          {notice.value}
        </p>
      )}
      <p class="owner-note">
        {ownerNote(card, stands)}
        {card.away && card.owner !== 'closed' && ` ${CHAT.away}`}
      </p>
      {card.app && card.owner !== 'closed' && <p class="owner-note">{appNews(card, chat.log.value)}</p>}
      <SeenButton card={card} isMine={stands.isMine} onStatus={desk.onStatus} />
      {stands.isMine && <ReplyBox chat={chat} />}
      {!stands.isMine && left.trim() !== '' && <p class="left-draft">{left}</p>}
      {card.owner === 'waiting' &&
        (stands.mayTake ? (
          <button type="button" class="button take" disabled={busy.value} onClick={() => void move('claim')}>
            {busy.value ? CHAT.taking : CHAT.take}
          </button>
        ) : (
          !stands.mayStepIn && <p class="owner-note">{card.offered_to ? CHAT.offered(card.offered_to) : CHAT.notNext}</p>
        ))}
      {stands.whisperTo !== null && <WhisperBox chat={chat} to={stands.whisperTo} />}
      {card.owner === 'closed' && chat.had.value && <AfterChat desk={desk} chat={chat} onRecord={onRecord} />}
    </footer>
  )
}

/** The chat is over, the work is not: a record while it is fresh, and somebody to talk to. */
function AfterChat({ desk, chat, onRecord }: { desk: Desk; chat: OpenChat; onRecord(): void }) {
  const hard = ['T0', 'T1'].includes(chat.card.value.tier)
  return (
    <div class="after">
      <p>
        {hard && `${CHAT.afterHard} `}
        {CHAT.recordNext}
      </p>
      <div class="panel-acts">
        <button type="button" class="button small" onClick={onRecord}>
          {CHAT.toRecord}
        </button>
        <SureButton label={QUEUE.debrief} question={QUEUE.sureDebrief} onSure={() => void desk.turn.askForDebrief(chat.id)} />
      </div>
    </div>
  )
}

function ownerNote(card: Card, { isMine, whisperTo, mayStepIn }: Relation): string {
  if (isMine) return CHAT.botSilent
  if (card.owner === 'closed') return CHAT.isClosed
  const reads = mayStepIn ? ` ${CHAT.readOnly}` : ''
  if (card.owner === 'counsellor') return (whisperTo ?? card.counsellor) === null ? CHAT.takenByColleague : CHAT.takenBy(card.counsellor!) + reads
  return (card.owner === 'waiting' ? CHAT.botAnswers : CHAT.botAlone) + reads
}
