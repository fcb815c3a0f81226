/** The card in the middle of an empty page: signing in, an invitation, setting up what is required. */

import type { ComponentChildren, RefObject } from 'preact'
import { SpeechIcon } from '../shared/icons'

interface Props {
  title: string
  wide?: boolean
  form?: RefObject<HTMLFormElement | null>
  onSubmit?(event: Event): void
  children: ComponentChildren
}

export function Door({ title, wide = false, form, onSubmit, children }: Props) {
  const card = wide ? 'door-card door-wide' : 'door-card'
  const inside = (
    <>
      <h1 class="door-title">
        <SpeechIcon />
        {title}
      </h1>
      {children}
    </>
  )
  return (
    <main class="door">
      {form && onSubmit ? (
        <form class={card} ref={form} onSubmit={onSubmit}>
          {inside}
        </form>
      ) : (
        <div class={card}>{inside}</div>
      )}
    </main>
  )
}
