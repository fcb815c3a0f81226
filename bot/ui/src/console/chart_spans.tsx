/** How long something took, by tier: from the half to nine of ten, on one line from seconds to hours, with the target. */

import { useRef } from 'preact/hooks'
import { spaced, timeScale, type Scale } from './chart_scale'
import { duration } from './duration'
import { TierSquare } from './tier_square'
import type { Cell } from './types_supervisor'
import type { TierName } from '../shared/wire'
import { useWidth } from './use_width'
import { columnName, REPORTS } from './words_reports'

export interface Span {
  tier: TierName
  half: Cell
  ninety: Cell
  /** Seconds. */
  target?: number | undefined
}

const HEIGHT = 26
const EDGE = 12
const TICK_PX = 44

export function ChartSpans({ spans }: { spans: Span[] }) {
  const box = useRef<HTMLSpanElement>(null)
  const width = useWidth(box)
  const seconds = spans.flatMap(({ half, ninety, target }) => [secondsOf(half), secondsOf(ninety), target ?? 0])
  const scale = timeScale(Math.max(60, ...seconds), Math.max(1, width - 2 * EDGE))
  return (
    <div class="spans">
      <div class="span-row span-head" aria-hidden="true">
        <span />
        <span ref={box} class="span-room">
          {spans.some(({ target }) => target !== undefined) && <span class="span-key">{REPORTS.targetKey}</span>}
        </span>
        <span>{columnName('median_s')}</span>
        <span>{columnName('ninety_s')}</span>
      </div>
      {spans.map((span) => (
        <div key={span.tier} class="span-row">
          <TierSquare tier={span.tier} />
          <Line span={span} scale={scale} width={width} />
          <Time cell={span.half} column="median_s" />
          <Time cell={span.ninety} column="ninety_s" />
        </div>
      ))}
      <div class="span-row" aria-hidden="true">
        <span class="span-corner" />
        {width > 0 && (
          <svg class="span-axis" width={width} height="18" focusable="false">
            {spaced(scale, TICK_PX).map((tick) => (
              <text key={tick} class="chart-tick" x={EDGE + scale.at(tick)} y="12" text-anchor="middle">
                {duration(tick)}
              </text>
            ))}
          </svg>
        )}
      </div>
    </div>
  )
}

function Time({ cell, column }: { cell: Cell; column: string }) {
  return (
    <span class={cell === null || cell === '' ? 'span-time hidden-number' : 'span-time'}>
      <span class="unseen">{columnName(column)} </span>
      {cell === null ? REPORTS.notTold : cell === '' ? '–' : typeof cell === 'number' ? duration(cell) : REPORTS.over}
    </span>
  )
}

function Line({ span, scale, width }: { span: Span; scale: Scale; width: number }) {
  const place = (cell: Cell): number => EDGE + scale.at(secondsOf(cell))
  const middle = HEIGHT / 2
  return (
    <span class="span-room">
      {width > 0 && (
        <svg width={width} height={HEIGHT} aria-hidden="true" focusable="false">
          <line class="chart-grid" x1={EDGE} x2={width - EDGE} y1={middle} y2={middle} />
          {span.target !== undefined && (
            <line class="span-target" x1={EDGE + scale.at(span.target)} x2={EDGE + scale.at(span.target)} y1="3" y2={HEIGHT - 3} />
          )}
          {hasTime(span.half) && hasTime(span.ninety) && (
            <line class="span-stroke" x1={place(span.half)} x2={place(span.ninety)} y1={middle} y2={middle} />
          )}
          {hasTime(span.ninety) && <line class="span-end" x1={place(span.ninety)} x2={place(span.ninety)} y1={middle - 5} y2={middle + 5} />}
          {hasTime(span.half) && <circle class="span-half" cx={place(span.half)} cy={middle} r="5" />}
        </svg>
      )}
    </span>
  )
}

export function hasTime(cell: Cell): boolean {
  return cell !== null && cell !== ''
}

/** What is longer than anybody measured stands at the end of the line. */
function secondsOf(cell: Cell): number {
  if (typeof cell === 'number') return cell
  return cell === null || cell === '' ? 0 : Number(cell.replace('>', ''))
}
