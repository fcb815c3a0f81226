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

/** Not what a closed part of the form holds. */
function firstIn(box: HTMLElement): HTMLElement {
  const all = Array.from(box.querySelectorAll<HTMLElement>(FIRST))
  return all.find((one) => one.getClientRects().length > 0) ?? box
}

export function ActPanel({ title, urgent = false, onClose, children }: Props) {
  const box = useRef<HTMLElement>(null)
  const id = useId()
  useEffect(() => {
    const before = document.activeElement
    firstIn(box.current!).focus()
    // Where it was opened, unless the keyboard has gone elsewhere meanwhile.
    return () => {
      if (box.current?.contains(document.activeElement) || document.activeElement === document.body) (before as HTMLElement | null)?.focus?.()
    }
  }, [])
  // What had the keyboard may be gone: one step of the form is over, and the next has taken its place.
  const held = useRef(false)
  useEffect(() => {
    if (held.current && document.activeElement === document.body) firstIn(box.current!).focus()
  })
  const leave = (event: FocusEvent): void => {
    if (event.relatedTarget !== null) held.current = box.current?.contains(event.relatedTarget as Node) ?? false
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  return (
    <section class={urgent ? 'panel panel-urgent' : 'panel'} aria-labelledby={id} tabIndex={-1} ref={box} onKeyDown={onKeyDown} onFocusIn={() => (held.current = true)} onFocusOut={leave}>
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
