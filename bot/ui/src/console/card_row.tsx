/** One conversation in a list: how urgent, how long, and what one should know before opening it. */

import { BellIcon } from '../shared/icons'
import { isBlocked } from './blocked'
import { isOtherLanguage } from './languages'
import { now } from './now'
import { TierSquare } from './tier_square'
import type { Card, Counsellor } from './types'
import { Unread } from './unread'
import { isOverdue, secondsSince, waitingTime } from './waiting_time'
import { concernWords, languageName, WORDS } from './words'
import { QUEUE } from './words_queue'

interface Props {
  card: Card
  /** Who looks at the list. */
  me: Counsellor
  isOpen: boolean
  onOpen(): void
}

export function CardRow({ card, me, isOpen, onOpen }: Props) {
  const waits = card.owner === 'waiting' && card.waiting_since ? secondsSince(card.waiting_since, now.value) : null
  const late = waits !== null && isOverdue(card.tier, waits)
  const more = details(card, me)
  return (
    <button type="button" class={late ? 'row row-late' : 'row'} aria-current={isOpen} onClick={onOpen}>
      <TierSquare tier={card.tier} />
      <span class="row-main">
        <span class="row-label">{card.label}</span>
        {card.practice && <span class="mark-practice">{WORDS.practice}</span>}
        {card.rings && (
          <span class="row-rings">
            <BellIcon />
            <span class="unseen">, {QUEUE.rings}</span>
          </span>
        )}
      </span>
      <span class="row-tail">
        {card.unread > 0 && !isOpen && <Unread count={card.unread} />}
        {waits !== null && (
          <span class="row-time">
            {waitingTime(waits)}
            {late && <span class="unseen">, {QUEUE.overdue}</span>}
          </span>
        )}
      </span>
      {more.length > 0 && <span class="row-more">{more.join(' · ')}</span>}
    </button>
  )
}

function details(card: Card, me: Counsellor): string[] {
  const more: string[] = []
  if (card.concern) more.push(concernWords(card.concern))
  if (card.counsellor && card.counsellor !== me.name) more.push(QUEUE.with(card.counsellor))
  if (card.offered_to && card.offered_to !== me.name) more.push(QUEUE.offeredTo(card.offered_to))
  if (isOtherLanguage(card.language, me)) more.push(languageName(card.language))
  if (card.owner === 'waiting' && card.wants.length > 0) more.push(QUEUE.wants(card.wants))
  if (isBlocked(card, now.value)) more.push(QUEUE.blocked)
  if (card.away) more.push(QUEUE.away)
  return more
}
