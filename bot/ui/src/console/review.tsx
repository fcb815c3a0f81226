/** Reading a chat again, without knowing what was found in it, and saying how urgent it was. */

import { useEffect, useRef, useState } from 'preact/hooks'
import type { Answer } from '../shared/http'
import type { TierName } from '../shared/wire'
import { listReviews, rateReview, readReview } from './api_supervisor'
import { board, TIERS } from './board_state'
import { codeOf, explain } from './refusals'
import { ReviewTranscript } from './review_transcript'
import type { ScreenProps } from './screen'
import { TierSquare } from './tier_square'
import type { BareMessage, Rated, ToRead } from './types_supervisor'
import { dayAndTime, languageName, tierWords, WORDS } from './words'
import { REVIEW } from './words_supervisor'

type Refused = Extract<Answer<unknown>, { ok: false }>

export function ReviewScreen({ desk, go }: ScreenProps) {
  const [list, setList] = useState<ToRead[] | null>(null)
  const [opened, setOpened] = useState<{ id: string; messages: BareMessage[] } | null>(null)
  const [rated, setRated] = useState<Rated | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const refuse = (answer: Refused): void => {
    if (answer.status === 401) desk.expired.value = true
    setProblem(REVIEW.problems[codeOf(answer) ?? ''] ?? explain(answer))
  }
  const refresh = async (): Promise<void> => {
    const answer = await listReviews()
    if (answer.ok) setList(answer.body.reviews)
    else refuse(answer)
  }
  const open = async (id: string): Promise<void> => {
    setProblem(null)
    const answer = await readReview(id)
    if (answer.ok) {
      setOpened(answer.body)
      setRated(null)
    } else {
      refuse(answer)
      void refresh()
    }
  }
  const rate = async (id: string, tier: TierName): Promise<void> => {
    setProblem(null)
    const answer = await rateReview(id, tier)
    if (answer.ok) setRated(answer.body)
    else refuse(answer)
    void refresh()
  }
  useEffect(() => void refresh(), [])

  const next = list?.find(({ id }) => id !== opened?.id)
  return (
    <main class="screen review">
      <h2 class="screen-title">{REVIEW.title}</h2>
      <p class="review-why">{REVIEW.why}</p>
      <p class="problem" role="alert">
        {problem}
      </p>
      <div class="review-columns">
        <List list={list} openedId={opened?.id ?? null} onOpen={(id) => void open(id)} />
        {opened ? (
          <section class="review-chat">
            <ReviewTranscript key={opened.id} messages={opened.messages} />
            {rated ? (
              <Result
                rated={rated}
                onNext={next ? () => void open(next.id) : null}
                onChat={() => {
                  go('desk')
                  void desk.select(opened.id)
                }}
              />
            ) : (
              <Rating key={opened.id} onRate={(tier) => void rate(opened.id, tier)} />
            )}
          </section>
        ) : (
          list !== null && list.length > 0 && <p class="review-pick">{REVIEW.pick}</p>
        )}
      </div>
    </main>
  )
}

function List({ list, openedId, onOpen }: { list: ToRead[] | null; openedId: string | null; onOpen(id: string): void }) {
  if (list === null) return <p role="status">{WORDS.loading}</p>
  const others = (board.value?.to_read ?? 0) - list.length
  return (
    <nav class="review-list" aria-label={REVIEW.list}>
      <h3 class="board-title">
        {REVIEW.list} <span class="queue-count">{list.length}</span>
      </h3>
      {list.length === 0 && <p class="board-none">{REVIEW.none}</p>}
      {others > 0 && <p class="board-none">{REVIEW.others(others)}</p>}
      <ol>
        {list.map((one, place) => (
          <li key={one.id}>
            <button type="button" class="review-row" aria-current={one.id === openedId} onClick={() => onOpen(one.id)}>
              <span class="review-name">{REVIEW.one(place + 1)}</span>
              <span class="review-about">
                {REVIEW.messages(one.messages)} · {languageName(one.language)} · {REVIEW.drawn(dayAndTime(one.drawn_at))}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Rating({ onRate }: { onRate(tier: TierName): void }) {
  const [tier, setTier] = useState<TierName | null>(null)
  const [asked, setAsked] = useState(false)
  return (
    <form
      class="rating"
      onSubmit={(event) => {
        event.preventDefault()
        if (tier) onRate(tier)
        else setAsked(true)
      }}
    >
      <fieldset class="rating-tiers">
        <legend class="rating-question">{REVIEW.question}</legend>
        {TIERS.map((one) => (
          <label key={one} class="rating-tier">
            <input type="radio" name="tier" value={one} checked={tier === one} onChange={() => setTier(one)} />
            <TierSquare tier={one} />
            <span aria-hidden="true">{tierWords(one)}</span>
          </label>
        ))}
      </fieldset>
      <p class="rating-blind">{REVIEW.blind}</p>
      <p class="problem" role="alert">
        {asked && tier === null && REVIEW.chooseFirst}
      </p>
      <button type="submit" class="button">
        {REVIEW.save}
      </button>
    </form>
  )
}

function Result({ rated, onNext, onChat }: { rated: Rated; onNext: (() => void) | null; onChat(): void }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} class={rated.missed ? 'rating rating-missed' : 'rating'} tabIndex={-1}>
      <p class="rating-pair">
        <TierSquare tier={rated.found} /> <span aria-hidden="true">→</span> <TierSquare tier={rated.rated} />
      </p>
      <p>{sentence(rated)}</p>
      <p class="rating-acts">
        {onNext && (
          <button type="button" class="button" onClick={onNext}>
            {REVIEW.next}
          </button>
        )}
        <button type="button" class="button button-quiet" onClick={onChat}>
          {REVIEW.openChat}
        </button>
      </p>
    </div>
  )
}

function sentence({ found, rated, missed }: Rated): string {
  if (missed) return REVIEW.missed(found, rated)
  return found === rated ? REVIEW.same(found) : REVIEW.lower(found, rated)
}
