/** Who waits, whom one has, who talks with the bot. */

import type { Desk } from './desk'
import { now } from './now'
import { TierSquare } from './tier_square'
import type { Card } from './types'
import { isOverdue, secondsSince, waitingTime } from './waiting_time'
import { concernWords, WORDS } from './words'

export function QueuePane({ desk }: { desk: Desk }) {
  const { waiting, mine, open } = desk.queue.value
  return (
    <nav class="queue" aria-label={WORDS.queue}>
      <Section title={WORDS.waiting} empty={WORDS.nobodyWaits} cards={waiting} desk={desk} />
      <Section title={WORDS.mine} empty={WORDS.noneOfYours} cards={mine} desk={desk} />
      <Section title={WORDS.open} empty={WORDS.noneOpen} cards={open} desk={desk} />
    </nav>
  )
}

function Section({ title, empty, cards, desk }: { title: string; empty: string; cards: Card[]; desk: Desk }) {
  return (
    <section class="queue-section">
      <h2 class="queue-title">
        {title}
        <span class="queue-count">{cards.length}</span>
      </h2>
      {cards.length === 0 && <p class="queue-empty">{empty}</p>}
      <ul>
        {cards.map((card) => (
          <li key={card.id}>
            <Row card={card} isOpen={desk.selected.value === card.id} onOpen={() => void desk.select(card.id)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Row({ card, isOpen, onOpen }: { card: Card; isOpen: boolean; onOpen(): void }) {
  const waits = card.owner === 'waiting' && card.waiting_since ? secondsSince(card.waiting_since, now.value) : null
  const late = waits !== null && isOverdue(card.tier, waits)
  return (
    <button type="button" class={late ? 'row row-late' : 'row'} aria-current={isOpen} onClick={onOpen}>
      <TierSquare tier={card.tier} />
      <span class="row-label">{card.label}</span>
      {card.concern && <span class="row-concern">{concernWords(card.concern)}</span>}
      {card.unread > 0 && (
        <span class="row-unread">
          {card.unread}
          <span class="unseen"> {WORDS.unread(card.unread)}</span>
        </span>
      )}
      {waits !== null && (
        <span class="row-time">
          {waitingTime(waits)}
          {late && <span class="unseen">, {WORDS.overdue}</span>}
        </span>
      )}
    </button>
  )
}
