/** A button that asks once before it acts: what it does is felt at the other end. */

import { useEffect, useRef, useState } from 'preact/hooks'
import { WORDS } from './words'

interface Props {
  label: string
  question: string
  onSure(): void
  /** How it looks before it asks. */
  look?: string
}

export function SureButton({ label, question, onSure, look = 'button button-quiet small' }: Props) {
  const [asking, setAsking] = useState(false)
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (asking) keep.current?.focus()
  }, [asking])
  if (!asking) {
    return (
      <button type="button" class={look} onClick={() => setAsking(true)}>
        {label}
      </button>
    )
  }
  const answer = (sure: boolean): void => {
    setAsking(false)
    if (sure) onSure()
  }
  return (
    <span class="sure" role="group" aria-label={question} onKeyDown={(event) => event.key === 'Escape' && answer(false)}>
      <span>{question}</span>
      <button type="button" class="button small" onClick={() => answer(true)}>
        {WORDS.yes}
      </button>
      <button type="button" class="button button-quiet small" ref={keep} onClick={() => answer(false)}>
        {WORDS.keep}
      </button>
    </span>
  )
}
