/** One table of a report, as it is. */

import { duration } from './duration'
import type { Cell, Report, TableName } from './types_supervisor'
import { columnName, REPORTS, rowName, tableTitle } from './words_reports'

export function ReportTable({ report, table }: { report: Report; table: TableName }) {
  const { columns, rows } = report.tables[table]
  const [first = '', ...others] = columns
  if (rows.length === 0) return <p class="none">{REPORTS.nothing}</p>
  return (
    <div class="table-room" tabIndex={0} role="region" aria-label={REPORTS.tableOf(tableTitle(table))}>
      <table class="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {columnName(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, ...cells]) => (
            <tr key={String(key)}>
              <th scope="row">{rowName(first, String(key), report.situation_names)}</th>
              {cells.map((cell, place) => (
                <td key={others[place]} class={cell === null ? 'hidden-number' : undefined}>
                  {said(others[place]!, cell, report)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function said(column: string, cell: Cell, report: Report): string {
  if (cell === null) return REPORTS.notTold
  if (cell === '') return '–'
  if (column.endsWith('_s')) return typeof cell === 'number' ? duration(cell) : REPORTS.over
  return typeof cell === 'number' ? String(cell) : rowName(column, cell, report.situation_names)
}
