/** The chat in the middle: who answers, what was said, what can be done. */

import { BackIcon, PanelIcon } from '../shared/icons'
import { now } from './now'
import type { OpenChat } from './open_chat'
import { ReplyBox } from './reply_box'
import { SureButton } from './sure_button'
import { TierSquare } from './tier_square'
import { Transcript } from './transcript'
import type { Card, Counsellor } from './types'
import { secondsSince, waitingTime } from './waiting_time'
import { WORDS } from './words'

interface Props {
  chat: OpenChat
  me: Counsellor
  onBack(): void
  onBrief(): void
}

export function ChatPane({ chat, me, onBack, onBrief }: Props) {
  const card = chat.card.value
  const isMine = card.owner === 'counsellor' && card.counsellor === me.name
  return (
    <main class="chat">
      <header class="chat-head">
        <button type="button" class="bar-button chat-back" onClick={onBack}>
          <span class="icon-turns">
            <BackIcon />
          </span>
          <span class="unseen">{WORDS.backToQueue}</span>
        </button>
        <TierSquare tier={card.tier} />
        <h2 class="chat-title">{card.label}</h2>
        <WaitingSince card={card} />
        <button type="button" class="bar-button brief-show" onClick={onBrief}>
          <PanelIcon />
          {WORDS.brief}
        </button>
        {isMine && (
          <div class="chat-acts">
            <SureButton label={WORDS.giveBack} question={WORDS.sureGiveBack} onSure={() => void chat.hand('return')} />
            <SureButton label={WORDS.close} question={WORDS.sureClose} onSure={() => void chat.hand('close')} />
          </div>
        )}
      </header>
      <Transcript chat={chat} />
      <footer class="chat-foot">
        {chat.notice.value && (
          <p class="notice" role="alert">
            {chat.notice.value}
          </p>
        )}
        <p class="owner-note">
          {ownerNote(card, isMine)}
          {card.away && card.owner !== 'closed' && ` ${WORDS.away}`}
        </p>
        {isMine && <ReplyBox chat={chat} />}
        {card.owner === 'waiting' && (
          <button type="button" class="button take" disabled={chat.busy.value} onClick={() => void chat.claim()}>
            {chat.busy.value ? WORDS.taking : WORDS.take}
          </button>
        )}
      </footer>
    </main>
  )
}

function WaitingSince({ card }: { card: Card }) {
  if (card.owner !== 'waiting' || !card.waiting_since) return null
  return <p class="chat-waits">{WORDS.waits(waitingTime(secondsSince(card.waiting_since, now.value)))}</p>
}

function ownerNote(card: Card, isMine: boolean): string {
  if (isMine) return WORDS.botSilent
  if (card.owner === 'counsellor') return card.counsellor ? WORDS.takenBy(card.counsellor) : WORDS.takenByColleague
  if (card.owner === 'closed') return WORDS.isClosed
  return card.owner === 'waiting' ? WORDS.botAnswers : WORDS.botAlone
}
