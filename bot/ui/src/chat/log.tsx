/** The messages in order, those on their way below them, and whatever belongs under the last one. */

import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { DownIcon } from '../shared/icons'
import { useOnResize } from '../shared/on_resize'
import type { Message } from '../shared/wire'
import { Bubble } from './bubble'
import { OnItsWay, SentLine } from './on_its_way'
import { distanceToRest, goToRest } from './resting_place'
import type { Talk } from './talk'
import { anchorOf } from './turn'
import { TypingDots } from './typing_dots'
import { t } from './wording'

/** Nearer to the end than this counts as reading along. */
const NEAR_PX = 120

interface Props {
  talk: Talk
  /** Somebody has just come in: whoever uses a keyboard or listens goes on here. */
  entered: boolean
  children: ComponentChildren
}

export function Log({ talk, entered, children }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const room = useRef('')
  const [behind, setBehind] = useState(false)
  const hiddenTo = talk.hiddenTo.value
  const log = hiddenTo === 0 ? talk.log.value : talk.log.value.filter(({ seq }) => seq > hiddenTo)
  const parcels = talk.parcels.value
  const latest = useRef(log.length)
  const anchor = anchorOf(log)
  const { neutral } = talk.state.value

  const toEnd = (): void => {
    following.current = true
    setBehind(false)
    if (list.current) goToRest(list.current)
  }

  useLayoutEffect(() => {
    const isNew = log.length > latest.current
    latest.current = log.length
    // One's own words are always followed, whatever was being read.
    if (following.current || parcels.length > 0 || log[log.length - 1]?.sender === 'young_person') toEnd()
    else if (isNew) setBehind(true)
  }, [talk.log.value, hiddenTo, parcels, talk.typing.value, talk.answers.value, talk.state.value, talk.trouble.value])

  useOnResize(list, () => {
    if (list.current) room.current = roomOf(list.current)
    if (following.current) toEnd()
  })

  const onScroll = (): void => {
    if (!list.current) return
    // In a smaller window the browser moves what is shown before it tells the new size: nobody has scrolled.
    if (room.current && room.current !== roomOf(list.current)) return
    following.current = distanceToRest(list.current) < NEAR_PX
    if (following.current) setBehind(false)
  }

  useEffect(() => {
    if (entered) list.current?.focus()
  }, [])

  useEffect(() => {
    window.addEventListener('scroll', onScroll)
    return () => window.removeEventListener('scroll', onScroll)
  }, [])

  return (
    <main class="talk">
      <div class="scroll" ref={list} onScroll={onScroll} tabIndex={0} role="region" aria-label={t('chat_log')}>
        <div class="column">
          <div class="log" role="log" aria-live="off">
            {log.map((message, at) => (
              <Bubble key={message.seq} message={message} first={isFirst(log, at)} anchor={at === anchor} neutral={neutral} />
            ))}
            {parcels.map((parcel, at) => (
              <OnItsWay
                key={parcel.clientId}
                parcel={parcel}
                first={at === 0 && log[log.length - 1]?.sender !== 'young_person'}
                onRetry={() => talk.retry(parcel.clientId)}
              />
            ))}
            <SentLine talk={talk} />
          </div>
          {talk.typing.value && <TypingDots from={talk.typing.value} name={talk.state.value.counsellor} />}
          {children}
        </div>
      </div>
      {behind && (
        <button type="button" class="to-end with-icon" onClick={toEnd}>
          <DownIcon />
          {t('new_message')}
        </button>
      )}
    </main>
  )
}

function roomOf(list: HTMLElement): string {
  return `${list.clientWidth} × ${list.clientHeight}`
}

/** The first of several in a row from the same side stands apart from what came before. */
function isFirst(log: readonly Message[], at: number): boolean {
  return log[at - 1]?.sender !== log[at]!.sender
}
