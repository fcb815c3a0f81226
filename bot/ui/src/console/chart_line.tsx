/** A line of counts over days, weeks or months. Where a number is not told, the line has a gap: nothing is guessed. */

import { useRef } from 'preact/hooks'
import { countScale, labelled, stretches } from './chart_scale'
import { useWidth } from './use_width'
import { REPORTS } from './words_reports'

export interface Point {
  label: string
  /** null: not told. */
  value: number | null
}

interface Props {
  points: Point[]
  /** Said instead of the drawing. */
  summary: string
}

const HEIGHT = 200
const ROOM = { left: 36, right: 28, top: 20, bottom: 26 }
const LABEL_PX = 64
/** Up to so many points each gets a dot. */
const DOTTED = 31

export function ChartLine({ points, summary }: Props) {
  if (points.every(({ value }) => value === null)) return <p class="none">{REPORTS.tooFew}</p>
  return <Box points={points} summary={summary} />
}

function Box({ points, summary }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  return (
    <div ref={box} class="chart">
      {width > 0 && <Drawing points={points} summary={summary} width={width} />}
    </div>
  )
}

function Drawing({ points, summary, width }: Props & { width: number }) {
  const inner = { width: Math.max(1, width - ROOM.left - ROOM.right), height: HEIGHT - ROOM.top - ROOM.bottom }
  const values = points.map(({ value }) => value)
  const most = Math.max(0, ...values.map((value) => value ?? 0))
  const scale = countScale(most, inner.height)
  const x = (index: number): number => ROOM.left + (points.length < 2 ? inner.width / 2 : (index / (points.length - 1)) * inner.width)
  const y = (value: number): number => ROOM.top + inner.height - scale.at(value)
  const told = values.flatMap((value, index) => (value === null ? [] : [index]))
  return (
    <svg class="chart-line" width={width} height={HEIGHT} role="img" aria-label={summary}>
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line class="chart-grid" x1={ROOM.left} x2={width - ROOM.right} y1={y(tick)} y2={y(tick)} />
          <text class="chart-tick" x={ROOM.left - 8} y={y(tick)} dy="0.32em" text-anchor="end">
            {tick}
          </text>
        </g>
      ))}
      {labelled(points.length, inner.width, LABEL_PX).map((index) => (
        <text key={index} class="chart-tick" x={x(index)} y={HEIGHT - 6} text-anchor="middle">
          {points[index]!.label}
        </text>
      ))}
      {stretches(values).map((stretch) => (
        <polyline key={stretch[0]!.index} class="chart-stroke" points={stretch.map(({ index, value }) => `${x(index)},${y(value)}`).join(' ')} />
      ))}
      {points.map(({ value }, index) =>
        value === null ? (
          <line key={index} class="chart-gap" x1={x(index) - 4} x2={x(index) + 4} y1={y(0)} y2={y(0)} />
        ) : (
          points.length <= DOTTED && <circle key={index} class="chart-dot" cx={x(index)} cy={y(value)} r="2.5" />
        ),
      )}
      {[...worthALabel(values, told)].map((index) => (
        <text key={index} class="chart-label" x={x(index)} y={y(values[index]!) - 8} text-anchor="middle">
          {values[index]}
        </text>
      ))}
    </svg>
  )
}

/** The highest, and the last that is told: what one asks a line first. */
function worthALabel(values: Array<number | null>, told: number[]): Set<number> {
  const last = told[told.length - 1]
  if (last === undefined) return new Set()
  const highest = told.reduce((best, index) => (values[index]! > values[best]! ? index : best), told[0]!)
  return new Set(Math.abs(highest - last) < 2 ? [highest] : [highest, last])
}
