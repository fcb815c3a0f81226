/** A message with its risk words underlined; the rule behind a line is told on hover and on focus. */

import { useId } from 'preact/hooks'
import { marked, type Part } from './marked'
import type { Reason } from './types'
import { plain } from './words'

export function MarkedText({ text, reasons }: { text: string; reasons: readonly Reason[] }) {
  return (
    <>
      {marked(text, reasons).map((part, at) => (part.reasons.length > 0 ? <Risk key={at} part={part} /> : part.text))}
    </>
  )
}

function Risk({ part }: { part: Part }) {
  const id = useId()
  const worst = part.reasons[0]!.tier.toLowerCase()
  return (
    <span class="risk-holder">
      <mark class={`risk risk-${worst}`} tabIndex={0} aria-describedby={id}>
        {part.text}
      </mark>
      <span class="risk-why" role="tooltip" id={id}>
        {part.reasons.map(({ tier, name }) => `${tier} ${plain(name)}`).join(' · ')}
      </span>
    </span>
  )
}
