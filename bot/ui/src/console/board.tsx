/** The board: what is happening now, for whoever answers for it. A row leads to the chat. */

import { useEffect } from 'preact/hooks'
import { readBoard } from './api_supervisor'
import { BoardIncidents } from './board_incidents'
import { BoardPeople } from './board_people'
import { board, TIERS, waitsByTier } from './board_state'
import { BoardTiers } from './board_tiers'
import { CardRow } from './card_row'
import type { Desk } from './desk'
import { now } from './now'
import type { ScreenProps } from './screen'
import { TierSquare } from './tier_square'
import type { Card } from './types'
import { BOARD } from './words_supervisor'

/** What can be taken in at a glance. */
const MOST_ROWS = 12

export function BoardScreen({ desk, go }: ScreenProps) {
  const { waiting, held, open } = desk.queue.value
  const told = board.value
  // The stream tells it too; this is for a stream that was there before somebody became a supervisor.
  useEffect(() => {
    if (board.value === null) void readBoard().then((answer) => answer.ok && (board.value ??= answer.body))
  }, [])
  const read = (id: string): void => {
    go('desk')
    void desk.select(id)
  }
  return (
    <main class="screen board">
      <h2 class="screen-title">{BOARD.title}</h2>
      <BoardTiers waits={waitsByTier(waiting, now.value)} />
      <div class="board-columns">
        <div>
          <Rows look="board-waiting" title={BOARD.whoWaits} none={BOARD.nobodyWaits} cards={waiting} desk={desk} onRead={read} />
          <Rows title={BOARD.held} none={BOARD.noneHeld} cards={byTier(held)} desk={desk} onRead={read} />
          <WithBot cards={open} desk={desk} onRead={read} />
        </div>
        <div>
          <BoardIncidents incidents={told?.incidents ?? []} onRead={read} onStatus={(status) => status === 401 && (desk.expired.value = true)} />
          <BoardPeople staff={told?.staff ?? []} />
          {told !== null && told.to_read > 0 && (
            <section class="board-part board-to-read">
              <p>{BOARD.toRead(told.to_read)}</p>
              <button type="button" class="button button-quiet small" onClick={() => go('review')}>
                {BOARD.goRead}
              </button>
            </section>
          )}
        </div>
      </div>
    </main>
  )
}

interface RowsProps {
  look?: string
  title: string
  none: string
  cards: Card[]
  desk: Desk
  onRead(id: string): void
}

function Rows({ look = '', title, none, cards, desk, onRead }: RowsProps) {
  const shown = cards.slice(0, MOST_ROWS)
  return (
    <section class={`board-part ${look}`}>
      <h3 class="board-title">
        {title} <span class="queue-count">{cards.length}</span>
      </h3>
      {cards.length === 0 && <p class="board-none">{none}</p>}
      <ul class="board-rows">
        {shown.map((card) => (
          <li key={card.id}>
            <CardRow card={card} me={desk.counsellor} isOpen={false} onOpen={() => onRead(card.id)} />
            {card.owner === 'counsellor' && !card.answered && <p class="board-unanswered">{BOARD.notAnswered}</p>}
          </li>
        ))}
      </ul>
      {cards.length > shown.length && <p class="board-none">{BOARD.more(cards.length - shown.length)}</p>}
    </section>
  )
}

/** How many of each tier, and the most urgent of them by name: nobody has asked for a person there. */
function WithBot({ cards, desk, onRead }: { cards: Card[]; desk: Desk; onRead(id: string): void }) {
  const counts = TIERS.map((tier) => ({ tier, count: cards.filter((card) => card.tier === tier && !card.practice).length }))
  const urgent = byTier(cards).filter(({ tier }) => tier <= 'T2')
  return (
    <section class="board-part">
      <h3 class="board-title">
        {BOARD.withBot} <span class="queue-count">{cards.length}</span>
      </h3>
      {cards.length === 0 && <p class="board-none">{BOARD.noneWithBot}</p>}
      {cards.length > 0 && (
        <ul class="board-counts">
          {counts.map(({ tier, count }) => (
            <li key={tier} class={count === 0 ? 'board-count board-count-none' : 'board-count'}>
              <TierSquare tier={tier} /> {count}
            </li>
          ))}
        </ul>
      )}
      <ul class="board-rows">
        {urgent.slice(0, MOST_ROWS).map((card) => (
          <li key={card.id}>
            <CardRow card={card} me={desk.counsellor} isOpen={false} onOpen={() => onRead(card.id)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The most urgent first; among equals the order stays. */
function byTier(cards: Card[]): Card[] {
  return [...cards].sort((one, other) => one.tier.localeCompare(other.tier))
}
