/** Who waits, whom one has, whom colleagues have, who talks with the bot; and what to do next. */

import type { ComponentChildren } from 'preact'
import { CloseIcon } from '../shared/icons'
import { CardRow } from './card_row'
import type { Desk } from './desk'
import { BreakPrompt, PauseSwitch } from './pause_switch'
import { may } from './permissions'
import { SureButton } from './sure_button'
import { TakeNext } from './take_next'
import type { Card } from './types'
import { QUEUE } from './words_queue'

interface Props {
  desk: Desk
  onOpen(id: string): void
  onHide(): void
  onShortcuts(): void
}

export function QueuePane({ desk, onOpen, onHide, onShortcuts }: Props) {
  const { waiting, mine, held, open, open_count: openCount } = desk.queue.value
  const readsAll = may(desk.counsellor, 'read_all')
  const lists = { desk, onOpen }
  return (
    <nav class="queue" aria-label={QUEUE.pane} onKeyDown={(event) => event.key === 'Escape' && onHide()}>
      <button type="button" class="bar-button queue-hide" onClick={onHide}>
        <CloseIcon />
        {QUEUE.hide}
      </button>
      <BreakPrompt desk={desk} />
      <TakeNext desk={desk} />
      <PauseSwitch desk={desk} />
      <Section {...lists} title={QUEUE.waiting} empty={null} cards={waiting} />
      <Section {...lists} title={QUEUE.mine} empty={QUEUE.noneOfYours} cards={mine} />
      {readsAll && <Section {...lists} title={QUEUE.held} empty={QUEUE.noneHeld} cards={held.filter(({ id }) => mine.every((one) => one.id !== id))} />}
      {readsAll ? (
        <Section {...lists} title={QUEUE.open} empty={QUEUE.noneOpen} cards={open} />
      ) : (
        openCount > 0 && <p class="queue-empty queue-open">{QUEUE.openCount(openCount)}</p>
      )}
      <Foot desk={desk}>
        <button type="button" class="button button-quiet small" onClick={onShortcuts}>
          {QUEUE.shortcuts}
        </button>
      </Foot>
    </nav>
  )
}

interface SectionProps {
  title: string
  /** Null: it is said elsewhere. */
  empty: string | null
  cards: Card[]
  desk: Desk
  onOpen(id: string): void
}

function Section({ title, empty, cards, desk, onOpen }: SectionProps) {
  return (
    <section class="queue-section">
      <h2 class="queue-title">
        {title}
        <span class="queue-count">{cards.length}</span>
      </h2>
      {cards.length === 0 && empty !== null && <p class="queue-empty">{empty}</p>}
      <ul>
        {cards.map((card) => (
          <li key={card.id}>
            <CardRow
              card={card}
              me={desk.counsellor}
              isOpen={desk.chats.selected.value === card.id}
              onOpen={() => onOpen(card.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Foot({ desk, children }: { desk: Desk; children: ComponentChildren }) {
  const selected = desk.chats.selected.value
  return (
    <footer class="queue-foot">
      <p class="queue-here">{QUEUE.here(desk.queue.value.counsellors_here)}</p>
      <SureButton
        label={QUEUE.debrief}
        question={QUEUE.sureDebrief}
        onSure={() => void desk.turn.askForDebrief(selected !== null && desk.chats.isOwn(selected) ? selected : null)}
      />
      {children}
    </footer>
  )
}
