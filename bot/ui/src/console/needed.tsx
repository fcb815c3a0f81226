/** What the server is asked for when it is first looked at: on its way, refused, or there. */

import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Loaded } from './loaded'
import { WORDS } from './words'

export function Needed<T>({ what, children }: { what: Loaded<T>; children(value: T): ComponentChildren }) {
  useEffect(() => what.need(), [what])
  const value = what.value.value
  if (value !== null) return <>{children(value)}</>
  if (what.problem.value === null) return <p class="side-none">{WORDS.loading}</p>
  return (
    <div class="side-part" role="alert">
      <p class="notice">{what.problem.value}</p>
      <button type="button" class="button button-quiet small" onClick={() => void what.again()}>
        {WORDS.tryAgain}
      </button>
    </div>
  )
}
