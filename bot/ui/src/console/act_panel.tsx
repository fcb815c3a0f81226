/** A form that opens between the head of a chat and its messages, so that what it is about stays in sight. */

import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { CloseIcon } from '../shared/icons'
import { WORDS } from './words'

interface Props {
  title: string
  urgent?: boolean
  onClose(): void
  children: ComponentChildren
}

const FIRST = 'input:not([disabled]), textarea, select, .panel-first'

export function ActPanel({ title, urgent = false, onClose, children }: Props) {
  const box = useRef<HTMLElement>(null)
  const id = useId()
  useEffect(() => {
    const before = document.activeElement
    const first = box.current?.querySelector<HTMLElement>(FIRST) ?? box.current
    first?.focus()
    // Where it was opened, unless the keyboard has gone elsewhere meanwhile.
    return () => {
      if (box.current?.contains(document.activeElement) || document.activeElement === document.body) (before as HTMLElement | null)?.focus?.()
    }
  }, [])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  return (
    <section class={urgent ? 'panel panel-urgent' : 'panel'} aria-labelledby={id} tabIndex={-1} ref={box} onKeyDown={onKeyDown}>
      <header class="panel-head">
        <h3 class="panel-title" id={id}>
          {title}
        </h3>
        <button type="button" class="bar-button" onClick={onClose}>
          <CloseIcon />
          <span class="unseen">{WORDS.hide}</span>
        </button>
      </header>
      {children}
    </section>
  )
}
