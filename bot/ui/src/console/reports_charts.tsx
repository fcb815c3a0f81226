/** The charts of a report, the most asked for first. */

import type { TierName } from '../shared/wire'
import { ChartBars, type Bar } from './chart_bars'
import { ChartFigure } from './chart_figure'
import { ChartLine } from './chart_line'
import { ChartSpans } from './chart_spans'
import { cellOf, columnOf, numberOf } from './report_numbers'
import { TierSquare } from './tier_square'
import type { Report, TableName } from './types_supervisor'
import { TARGET_S } from './waiting_time'
import { tierWords } from './words'
import { dayName, REPORTS, rowName } from './words_reports'

/** More bars than that nobody compares; the table has them all. */
const MOST_BARS = 12

export function ReportCharts({ report }: { report: Report }) {
  return (
    <>
      <ChartFigure report={report} table="days">
        <Days report={report} />
      </ChartFigure>
      <div class="figures">
        <div>
          <ChartFigure report={report} table="waits">
            <Waits report={report} />
          </ChartFigure>
          <ChartFigure report={report} table="tiers">
            <ChartBars bars={tierBars(report, 'tiers', 'conversations')} />
          </ChartFigure>
          <ChartFigure report={report} table="answers">
            <Times report={report} table="answers" />
          </ChartFigure>
          <ChartFigure report={report} table="alarms">
            <Times report={report} table="alarms" />
          </ChartFigure>
          <ChartFigure report={report} table="reviews">
            <ChartBars bars={tierBars(report, 'reviews', 'missed', (tier) => readNote(report, tier))} />
          </ChartFigure>
        </div>
        <div>
          <Figure report={report} table="situations" column="conversations" />
          <ChartFigure report={report} table="replies">
            <ChartBars bars={replyBars(report)} />
          </ChartFigure>
          <Figure report={report} table="languages" column="conversations" />
          <Figure report={report} table="countries" column="conversations" />
          <Figure report={report} table="hands" column="count" />
          <Figure report={report} table="put_back" column="count" />
        </div>
      </div>
    </>
  )
}

function Figure({ report, table, column }: { report: Report; table: TableName; column: string }) {
  const { columns } = report.tables[table]
  const all = columnOf(report, table, column)
  const told = table === 'situations' ? all.filter(({ value }) => value !== null) : all
  const hidden = all.length - told.length
  const bars = told.slice(0, MOST_BARS).map(({ key, value }) => ({ key, value, name: rowName(columns[0]!, key, report.situation_names) }))
  return (
    <ChartFigure report={report} table={table}>
      <ChartBars bars={bars} foot={hidden > 0 ? REPORTS.hiddenRows(hidden, report.smallest) : null} />
    </ChartFigure>
  )
}

function Days({ report }: { report: Report }) {
  const points = columnOf(report, 'days', 'conversations').map(({ key, value }) => ({ label: dayName(key), value }))
  const told = points.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))
  const highest = told.reduce((best, one) => (one.value > best.value ? one : best), told[0] ?? { label: '', value: 0 })
  const days = REPORTS.days(dayName(report.from, true), dayName(report.to, true))
  return <ChartLine points={points} summary={REPORTS.line(days, REPORTS.each[report.step], highest.value, highest.label)} />
}

function Waits({ report }: { report: Report }) {
  const spans = columnOf(report, 'waits', 'accepted').map(({ key }) => {
    return {
      tier: key as TierName,
      half: cellOf(report, 'waits', key, 'median_s'),
      ninety: cellOf(report, 'waits', key, 'ninety_s'),
      target: TARGET_S[key as TierName],
    }
  })
  return <ChartSpans spans={spans} />
}

function Times({ report, table }: { report: Report; table: TableName }) {
  const spans = report.tables[table].rows.map(([tier]) => ({
    tier: String(tier) as TierName,
    half: cellOf(report, table, String(tier), 'median_s'),
    ninety: cellOf(report, table, String(tier), 'ninety_s'),
  }))
  return <ChartSpans spans={spans} />
}

function tierBars(report: Report, table: TableName, column: string, more?: (tier: string) => string): Bar[] {
  return columnOf(report, table, column).map(({ key, value }) => ({
    key,
    value,
    look: key.toLowerCase(),
    name: (
      <>
        <TierSquare tier={key as TierName} />
        <span class="bars-tier">{tierWords(key)}</span>
      </>
    ),
    ...(more && { more: more(key) }),
  }))
}

function replyBars(report: Report): Bar[] {
  return columnOf(report, 'replies', 'count').map(({ key, value }) => {
    const share = numberOf(cellOf(report, 'replies', key, 'percent'))
    return { key, value, name: rowName('answer', key, {}), ...(share !== null && { more: `· ${REPORTS.percent(share)}` }) }
  })
}

function readNote(report: Report, tier: string): string {
  const read = numberOf(cellOf(report, 'reviews', tier, 'read'))
  return read === null || read === 0 ? '' : REPORTS.big.missedNote(String(read))
}
