/** A message with its risk words underlined, and its hard words hidden until somebody wants to read them. */

import { useId, useState } from 'preact/hooks'
import { marked, type Part } from './marked'
import type { Reason, Span } from './types_chat'
import { plain } from './words'
import { CHAT } from './words_chat'

export function MarkedText({ text, reasons, veiled }: { text: string; reasons: readonly Reason[]; veiled: readonly Span[] }) {
  return (
    <>
      {marked(text, reasons, veiled).map((stretch, at) =>
        stretch.veiled ? <Veil key={at} parts={stretch.parts} /> : <Parts key={at} parts={stretch.parts} />,
      )}
    </>
  )
}

function Parts({ parts }: { parts: Part[] }) {
  return <>{parts.map((part, at) => (part.reasons.length > 0 ? <Risk key={at} part={part} /> : part.text))}</>
}

/** The rule behind a line is told on hover and on focus; Escape puts it away. */
function Risk({ part }: { part: Part }) {
  const id = useId()
  const [away, setAway] = useState(false)
  const worst = part.reasons[0]!.tier.toLowerCase()
  const back = (): void => setAway(false)
  return (
    <span class={away ? 'risk-holder risk-away' : 'risk-holder'} onMouseLeave={back}>
      <mark
        class={`risk risk-${worst}`}
        tabIndex={0}
        aria-describedby={id}
        onBlur={back}
        onKeyDown={(event) => event.key === 'Escape' && setAway(true)}
      >
        {part.text}
      </mark>
      <span class="risk-why" role="tooltip" id={id}>
        {part.reasons.map(({ tier, name }) => `${tier} ${plain(name)}`).join(' · ')}
      </span>
    </span>
  )
}

/** Shown by the keyboard's arrival or a click; hidden again by Escape, another click, or going on. */
function Veil({ parts }: { parts: Part[] }) {
  const [open, setOpen] = useState(false)
  const worst = parts.flatMap(({ reasons }) => reasons).map(({ tier }) => tier).sort()[0]
  const classes = ['veil', open ? 'veil-open' : '', worst ? `risk risk-${worst.toLowerCase()}` : ''].join(' ')
  const words = parts.map(({ text }) => text).join('')
  return (
    <button
      type="button"
      class={classes}
      aria-label={open ? words : CHAT.veiled}
      aria-expanded={open}
      onClick={() => setOpen(!open)}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && setOpen(true)}
      onBlur={() => setOpen(false)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) {
          event.stopPropagation()
          setOpen(false)
        }
      }}
    >
      <span aria-hidden="true">{words}</span>
    </button>
  )
}
