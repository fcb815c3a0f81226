/** Bars with their names and numbers beside them. */

import type { ComponentChildren } from 'preact'
import { REPORTS } from './words_reports'

export interface Bar {
  key: string
  name: ComponentChildren
  /** null: not told. */
  value: number | null
  /** Stands behind the number. */
  more?: string
  /** The look of the bar: a tier, or plain. */
  look?: string
}

interface Props {
  bars: Bar[]
  /** What stands below, such as how many rows are not shown. */
  foot?: string | null
}

export function ChartBars({ bars, foot = null }: Props) {
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0))
  if (bars.length === 0 && foot === null) return <p class="none">{REPORTS.nothing}</p>
  return (
    <>
      <ul class="bars">
        {bars.map(({ key, name, value, more, look = 'plain' }) => (
          <li key={key} class="bars-row">
            <span class="bars-name">{name}</span>
            <span class="bars-room">
              {/* The number says it in words; the bar is for the eye alone. */}
              <svg class="bars-bar" style={{ '--share': (value ?? 0) / most }} aria-hidden="true" focusable="false">
                <rect class={`fill-${look}`} width="100%" height="100%" rx="2" />
              </svg>
              <span class={value === null ? 'hidden-number' : 'bars-number'}>
                {value ?? REPORTS.notTold}
                {value !== null && more && <span class="bars-more"> {more}</span>}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {foot !== null && <p class="bars-foot">{foot}</p>}
    </>
  )
}
