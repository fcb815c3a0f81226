import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitsByTier } from '../src/console/board_state'
import { daysOf, plusDays } from '../src/console/report_days'
import { cellOf, columnOf, shareOf, sumOf } from '../src/console/report_numbers'
import type { Card } from '../src/console/types'
import type { Report, Table, TableName } from '../src/console/types_supervisor'
import { TABLES } from '../src/console/types_supervisor'
import { rowName } from '../src/console/words_reports'

const NOW = Date.parse('2026-03-01T12:00:00Z')

function waiting(tier: Card['tier'], seconds: number, practice = false): Card {
  return { tier, practice, waiting_since: new Date(NOW - seconds * 1000).toISOString() } as Card
}

function report(tables: Partial<Record<TableName, Table>>): Report {
  const empty = Object.fromEntries(TABLES.map((name) => [name, { columns: [], rows: [] }])) as unknown as Report['tables']
  return { from: '2026-02-01', to: '2026-02-28', step: 'day', smallest: 5, situation_names: {}, tables: { ...empty, ...tables } }
}

test('the board counts on by itself: the longest wait and who is past the target', () => {
  const [t0, t1, t2, t3] = waitsByTier([waiting('T0', 61), waiting('T0', 59), waiting('T1', 299), waiting('T3', 90_000)], NOW)
  assert.deepEqual(t0, { tier: 'T0', count: 2, longest: 61, late: 1 })
  assert.deepEqual(t1, { tier: 'T1', count: 1, longest: 299, late: 0 })
  assert.deepEqual(t2, { tier: 'T2', count: 0, longest: null, late: 0 })
  assert.equal(t3!.late, 0)
})

test('practice is not on the board', () => {
  assert.ok(waitsByTier([waiting('T0', 500, true)], NOW).every(({ count }) => count === 0))
})

test('ready-made days end with the newest day, or with the last month that is over', () => {
  assert.deepEqual(daysOf('week', '2026-03-14'), { from: '2026-03-08', to: '2026-03-14' })
  assert.deepEqual(daysOf('four_weeks', '2026-03-14'), { from: '2026-02-15', to: '2026-03-14' })
  assert.deepEqual(daysOf('month', '2026-03-14'), { from: '2026-02-01', to: '2026-02-28' })
  assert.deepEqual(daysOf('month', '2026-02-28'), { from: '2026-02-01', to: '2026-02-28' })
  assert.deepEqual(daysOf('quarter', '2026-01-31'), { from: '2025-11-01', to: '2026-01-31' })
})

test('days are counted across months, years and leap days', () => {
  assert.equal(plusDays('2028-02-28', 1), '2028-02-29')
  assert.equal(plusDays('2026-01-01', -1), '2025-12-31')
})

test('a sum is told only when every part of it is', () => {
  const made = report({ waits: { columns: ['tier', 'gone', 'late'], rows: [['T0', 7, 5], ['T1', null, 6]] } })
  assert.equal(sumOf(made, 'waits', 'gone'), null)
  assert.equal(sumOf(made, 'waits', 'late'), 11)
  assert.equal(cellOf(made, 'waits', 'T0', 'gone'), 7)
  assert.equal(cellOf(made, 'waits', 'T4', 'gone'), null)
  assert.deepEqual(columnOf(made, 'waits', 'gone'), [{ key: 'T0', value: 7 }, { key: 'T1', value: null }])
})

test('a share of nothing, or of what is not told, is not told', () => {
  assert.equal(shareOf(1, 3), 25)
  assert.equal(shareOf(0, 0), null)
  assert.equal(shareOf(null, 3), null)
})

test('a row has the name that its column gives it', () => {
  assert.equal(rowName('what', 'silent', {}), 'Never wrote')
  assert.equal(rowName('reason', 'silent', {}), 'Accepted, and nothing written')
  assert.equal(rowName('language', 'es', {}), 'Spanish')
  assert.equal(rowName('country', 'unknown', {}), 'Not said')
  assert.equal(rowName('situation', 'A01', { A01: 'Threat' }), 'Threat')
  assert.equal(rowName('reason', 'some_new_reason', {}), 'Some new reason')
})
