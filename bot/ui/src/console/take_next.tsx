/** The one big button of the desk: whoever is first, whoever they are. Nobody picks. */

import { useId } from 'preact/hooks'
import type { Desk } from './desk'
import { isOtherLanguage } from './languages'
import { now } from './now'
import { whyNotTake } from './taking'
import { TierSquare } from './tier_square'
import type { Card } from './types'
import { secondsSince, waitingTime } from './waiting_time'
import { languageName } from './words'
import { QUEUE } from './words_queue'

export function TakeNext({ desk }: { desk: Desk }) {
  const queue = desk.queue.value
  const why = whyNotTake(queue)
  const { busy, notice, takeNext } = desk.turn
  const id = useId()
  const offered = queue.waiting.find((card) => card.offered_to === desk.counsellor.name)
  const next = queue.waiting.find((card) => card.id === queue.next)
  return (
    <div class="taking">
      {offered && <Offered card={offered} desk={desk} />}
      <button
        type="button"
        class="button take-next"
        aria-disabled={why !== null || busy.value}
        aria-describedby={id}
        aria-keyshortcuts="n"
        onClick={() => why === null && void takeNext()}
      >
        {busy.value ? QUEUE.taking : QUEUE.take}
        <kbd aria-hidden="true">N</kbd>
      </button>
      <p class="taking-why" id={id}>
        {why ?? (next && <Next card={next} desk={desk} />)}
      </p>
      <p class="taking-notice" role="status">
        {notice.value}
      </p>
    </div>
  )
}

function Next({ card, desk }: { card: Card; desk: Desk }) {
  return (
    <>
      {QUEUE.nextIs} <TierSquare tier={card.tier} />{' '}
      {card.waiting_since && QUEUE.waits(waitingTime(secondsSince(card.waiting_since, now.value)))}
      {isOtherLanguage(card.language, desk.counsellor) && `, ${QUEUE.language(languageName(card.language))}`}
    </>
  )
}

/** A colleague hands it over. It is theirs alone for a minute, and no more than one click away. */
function Offered({ card, desk }: { card: Card; desk: Desk }) {
  const accept = async (): Promise<void> => {
    await desk.select(card.id)
    await desk.chats.find(card.id)?.deeds.move('claim')
  }
  return (
    <div class="offered" role="alert">
      <TierSquare tier={card.tier} />
      <span>{QUEUE.offeredToYou(card.label)}</span>
      <button type="button" class="button small" onClick={() => void accept()}>
        {QUEUE.accept}
      </button>
    </div>
  )
}
