/** One message as it is drawn: who says it can be seen without reading. */

import type { ComponentChildren } from 'preact'
import type { Message } from '../shared/wire'
import { CrisisCard } from './crisis_card'
import { Helplines } from './helplines'
import { t } from './wording'

interface BubbleProps {
  message: Message
  /** The first of several in a row from the same side. */
  first: boolean
  /** Its beginning must stay on the screen while more arrives below. */
  anchor: boolean
  /** Somebody may be reading along: no notes, no names of counsellors, no helplines. */
  neutral?: boolean | undefined
}

export function Bubble(props: BubbleProps) {
  return (
    <div class="row" data-turn={props.anchor ? '' : undefined}>
      <Drawn {...props} />
    </div>
  )
}

function Drawn({ message, first, neutral }: BubbleProps) {
  if (message.sender === 'system') {
    if (neutral) return null
    return (
      <>
        <SystemLine text={message.text} />
        <HelplinesOf message={message} />
      </>
    )
  }
  if (message.sender === 'young_person') {
    return (
      <Said first={first} kind="own" by={t('sender_you')}>
        {message.text}
      </Said>
    )
  }
  if (message.sender === 'counsellor' && !neutral) {
    const name = message.author ?? t('who_person')
    return (
      <div class={first ? 'said group' : 'said'}>
        {first && (
          <p class="author" aria-hidden="true">
            {name}
          </p>
        )}
        <Said first={false} kind="counsellor" by={t('sender_person', { name })}>
          {message.text}
        </Said>
      </div>
    )
  }
  return (
    <>
      {message.style === 'crisis' ? (
        <CrisisCard message={message} />
      ) : (
        <Said first={first} kind="bot" by={t('sender_bot')}>
          {message.text}
        </Said>
      )}
      {!neutral && <HelplinesOf message={message} />}
    </>
  )
}

function HelplinesOf({ message }: { message: Message }) {
  return message.helplines && message.helplines.length > 0 ? <Helplines cards={message.helplines} /> : null
}

function SystemLine({ text }: { text: string }) {
  return (
    <p class="system">
      <span class="unseen">{t('sender_note')}: </span>
      {text}
    </p>
  )
}

interface SaidProps {
  kind: 'own' | 'bot' | 'counsellor'
  by: string
  first: boolean
  children: ComponentChildren
}

function Said({ kind, by, first, children }: SaidProps) {
  return (
    <div class={`bubble bubble-${kind}${first ? ' group' : ''}`}>
      <span class="unseen">{by}: </span>
      {children}
    </div>
  )
}
