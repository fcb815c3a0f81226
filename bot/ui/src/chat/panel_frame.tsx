/** What every panel has: the way back, a title that takes the keyboard, Escape, and the way to a person. */

import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { BackIcon } from '../shared/icons'
import { back, leftBehind } from './panels'
import { t } from './wording'

interface Props {
  title: string
  /** True in the menu itself: from there one goes back to the chat, not to a menu. */
  outermost?: boolean
  /** It is long and holds nothing that takes the keyboard, so the keyboard must be able to scroll it. */
  reading?: boolean
  foot?: ComponentChildren
  children: ComponentChildren
}

export function PanelFrame({ title, outermost = false, reading = false, foot, children }: Props) {
  const box = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const place = leftBehind.value ? `[data-opens="${leftBehind.value}"]` : '[data-first]'
    const goal = box.current?.querySelector<HTMLElement>(place) ?? heading.current
    goal?.focus()
  }, [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' || event.key === 'Esc') back()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <section class="panel" role="dialog" aria-labelledby="panel-title" ref={box}>
      <div class="panel-head">
        <button type="button" class="text-button panel-back with-icon icon-turns" onClick={back}>
          <BackIcon />
          {t(outermost ? 'close' : 'back')}
        </button>
      </div>
      <div class="panel-body" tabIndex={reading ? 0 : undefined}>
        <h2 id="panel-title" class="panel-title" tabIndex={-1} ref={heading}>
          {title}
        </h2>
        {children}
      </div>
      {foot && <div class="panel-foot">{foot}</div>}
    </section>
  )
}
