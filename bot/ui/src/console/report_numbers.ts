/** Reads the tables of a report. Pure. */

import type { Cell, Report, TableName } from './types_supervisor'

/** The cell of a row and a column; null where there is neither. */
export function cellOf(report: Report, table: TableName, row: string, column: string): Cell {
  const { columns, rows } = report.tables[table]
  return rows.find(([key]) => key === row)?.[columns.indexOf(column)] ?? null
}

/** A column, with the key of each row. */
export function columnOf(report: Report, table: TableName, column: string): Array<{ key: string; value: number | null }> {
  const { columns, rows } = report.tables[table]
  const place = columns.indexOf(column)
  return rows.map((row) => ({ key: String(row[0]), value: numberOf(row[place] ?? null) }))
}

/** All of a column together; null as soon as one of them is not told: a sum of the others would only look like one. */
export function sumOf(report: Report, table: TableName, column: string): number | null {
  const values = columnOf(report, table, column).map(({ value }) => value)
  return values.every((value) => value !== null) ? values.reduce((sum, value) => sum + value, 0) : null
}

export function numberOf(cell: Cell): number | null {
  return typeof cell === 'number' ? cell : null
}

/** Whole per cent; null where nothing can be said. */
export function shareOf(part: number | null, rest: number | null): number | null {
  if (part === null || rest === null || part + rest === 0) return null
  return Math.round((100 * part) / (part + rest))
}
