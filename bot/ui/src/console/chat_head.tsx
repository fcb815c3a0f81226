/** The head of a chat: who it is about, how it stands, and everything that can be done with it. */

import { PanelIcon } from '../shared/icons'
import { isBlocked } from './blocked'
import type { Desk } from './desk'
import { appTitle } from './in_app'
import { isOtherLanguage } from './languages'
import { now } from './now'
import type { OpenChat } from './open_chat'
import type { Relation } from './relation'
import { SureButton } from './sure_button'
import { TierSquare } from './tier_square'
import type { Card } from './types'
import { secondsSince, waitingTime } from './waiting_time'
import { concernWords, dayAndTime, languageName } from './words'
import { BRIEF } from './words_brief'
import { CHAT } from './words_chat'
import { QUEUE } from './words_queue'

/** The forms that open below the head, one at a time. */
export type PanelName = 'tier' | 'transfer' | 'emergency' | 'block' | 'more'

interface Props {
  desk: Desk
  chat: OpenChat
  stands: Relation
  panel: PanelName | null
  onPanel(name: PanelName | null): void
  onSide(): void
}

export function ChatHead({ desk, chat, stands, panel, onPanel, onSide }: Props) {
  const card = chat.card.value
  const opens = (name: PanelName, label: string, danger = false) => (
    <button
      type="button"
      class={`button ${danger ? 'button-alarm' : 'button-quiet'} small`}
      aria-expanded={panel === name}
      onClick={() => onPanel(panel === name ? null : name)}
    >
      {label}
    </button>
  )
  return (
    <header class="chat-head">
      <TierSquare tier={card.tier} />
      <h2 class="chat-title">{card.label}</h2>
      <Facts card={card} about={chat.contentNote.value} desk={desk} />
      <button type="button" class="bar-button side-show" onClick={onSide}>
        <PanelIcon />
        {BRIEF.show}
      </button>
      <div class="chat-acts" role="group" aria-label={CHAT.acts}>
        {card.owner !== 'closed' && opens('emergency', CHAT.emergency, true)}
        {card.owner !== 'closed' && opens('tier', CHAT.tier)}
        {stands.isMine && (
          <>
            {opens('transfer', CHAT.transfer)}
            <SureButton label={CHAT.giveBack} question={CHAT.sureGiveBack} onSure={() => void chat.deeds.letGo('return', chat.seen.value ?? 0)} />
            <SureButton label={CHAT.close} question={CHAT.sureClose} onSure={() => void chat.deeds.letGo('close', chat.seen.value ?? 0)} />
          </>
        )}
        {stands.mayStepIn && (
          <SureButton label={CHAT.stepIn} question={CHAT.sureStepIn(card.counsellor)} onSure={() => void chat.deeds.move('step-in')} />
        )}
        {stands.mayReopen && <SureButton label={CHAT.reopen} question={CHAT.sureReopen} onSure={() => void chat.deeds.move('reopen')} />}
        {(stands.isMine || stands.mayBlock) && card.owner !== 'closed' && opens('more', CHAT.more)}
        {!stands.isMine && (
          <button type="button" class="button button-quiet small" onClick={() => desk.chats.drop(chat.id)}>
            {card.owner === 'closed' ? CHAT.putAway : CHAT.putAside}
          </button>
        )}
      </div>
    </header>
  )
}

function Facts({ card, about, desk }: { card: Card; about: readonly string[]; desk: Desk }) {
  const facts: string[] = []
  if (about.length > 0) facts.push(CHAT.about(about))
  else if (card.concern) facts.push(concernWords(card.concern))
  if (card.owner === 'waiting' && card.waiting_since) facts.push(CHAT.waits(waitingTime(secondsSince(card.waiting_since, now.value))))
  if (card.app) facts.push(CHAT.inApp(appTitle(card.app)))
  if (isOtherLanguage(card.language, desk.counsellor)) facts.push(CHAT.inLanguage(languageName(card.language)))
  if (card.owner === 'waiting' && card.wants.length > 0) facts.push(QUEUE.wants(card.wants))
  if (isBlocked(card, now.value)) facts.push(CHAT.blockedUntil(dayAndTime(card.blocked_until!, now.value)))
  return (
    <>
      {facts.length > 0 && <p class="chat-facts">{facts.join(' · ')}</p>}
      {card.practice && <p class="mark-practice">{CHAT.practice}</p>}
    </>
  )
}
