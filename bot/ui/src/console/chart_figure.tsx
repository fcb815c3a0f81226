/** A chart with its title, and the same numbers as a table one click away. */

import type { ComponentChildren } from 'preact'
import { ReportTable } from './report_table'
import type { Report, TableName } from './types_supervisor'
import { REPORTS, tableTitle } from './words_reports'

interface Props {
  report: Report
  table: TableName
  children: ComponentChildren
}

export function ChartFigure({ report, table, children }: Props) {
  return (
    <figure class="figure" aria-labelledby={`figure-${table}`}>
      <figcaption id={`figure-${table}`} class="figure-title">
        {tableTitle(table)}
      </figcaption>
      {children}
      <details class="figure-table">
        <summary>{REPORTS.asTable}</summary>
        <ReportTable report={report} table={table} />
      </details>
    </figure>
  )
}
