/** The few numbers one looks for first, large. */

import { cellOf, numberOf, shareOf, sumOf } from './report_numbers'
import type { Cell, Report } from './types_supervisor'
import { duration } from './duration'
import { TARGET_S } from './waiting_time'
import { REPORTS } from './words_reports'

interface Big {
  name: string
  said: string | null
  note: string
}

const { big } = REPORTS
/** Those for whom minutes count. */
const URGENT = ['T0', 'T1'] as const

export function BigNumbers({ report }: { report: Report }) {
  return (
    <dl class="numbers">
      {numbersOf(report).map(({ name, said, note }) => (
        <div key={name} class="number">
          <dt>{name}</dt>
          <dd class={said === null ? 'number-said number-hidden' : 'number-said'}>{said ?? REPORTS.notTold}</dd>
          <dd class="number-note">{note}</dd>
        </div>
      ))}
    </dl>
  )
}

function numbersOf(report: Report): Big[] {
  const overview = (row: string): number | null => numberOf(cellOf(report, 'overview', row, 'count'))
  const wait = (tier: string, column: string): string | null => time(cellOf(report, 'waits', tier, column))
  const gone = shareOf(overview('gone'), overview('accepted'))
  const unclear = cellOf(report, 'replies', 'unclear', 'percent')
  const [missed, read] = [sumOf(report, 'reviews', 'missed'), sumOf(report, 'reviews', 'read')]
  return [
    {
      name: big.conversations,
      said: plainly(overview('conversations')),
      note: big.conversationsNote(words(overview('begun')), words(overview('silent'))),
    },
    ...URGENT.map((tier) => ({
      name: big.wait(tier),
      said: wait(tier, 'median_s'),
      note: big.waitNote(wait(tier, 'ninety_s'), duration(TARGET_S[tier]!)),
    })),
    { name: big.gone, said: plainly(overview('gone')), note: gone === null ? '' : big.goneNote(REPORTS.percent(gone)) },
    {
      name: big.unclear,
      said: unclear === '' ? '–' : typeof unclear === 'number' ? REPORTS.percent(unclear) : null,
      note: big.unclearNote(words(numberOf(cellOf(report, 'replies', 'safe', 'count')))),
    },
    { name: big.missed, said: plainly(missed), note: read === null ? '' : big.missedNote(String(read)) },
  ]
}

function time(cell: Cell): string | null {
  if (cell === '') return '–'
  if (cell === null) return null
  return typeof cell === 'number' ? duration(cell) : REPORTS.over
}

const plainly = (number: number | null): string | null => (number === null ? null : String(number))
const words = (number: number | null): string => plainly(number) ?? REPORTS.notTold
