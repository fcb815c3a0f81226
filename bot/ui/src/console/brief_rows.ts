/** The case picture in the order in which a counsellor needs it: every row is there, known or not. Pure. */

import type { Fact } from './types_chat'

export interface BriefRow {
  id: string
  facts: Fact[]
}

/** Guidance (g). Several labels in one row belong together. */
const ROWS: ReadonlyArray<{ id: string; labels: readonly string[] }> = [
  { id: 'safe_now', labels: ['safe_now', 'suicide_answer', 'watched'] },
  { id: 'age_band', labels: ['age', 'age_band'] },
  { id: 'country', labels: ['country'] },
  { id: 'threat', labels: ['threat'] },
  { id: 'material', labels: ['material', 'platform'] },
  { id: 'offender', labels: ['offender', 'offender_known'] },
  { id: 'demand', labels: ['demand', 'amount', 'deadline'] },
  { id: 'happened', labels: ['shared', 'paid', 'sent_more'] },
  { id: 'fear', labels: ['fear', 'recipient'] },
  { id: 'wish', labels: ['wish'] },
  { id: 'confidant', labels: ['confidant', 'must_not_know'] },
]

export function briefRows(known: readonly Fact[]): BriefRow[] {
  // Who said how old they are said their age group with it.
  const facts = known.some(({ label }) => label === 'age') ? known.filter(({ label }) => label !== 'age_band') : known
  const rows = ROWS.map(({ id, labels }) => ({ id, facts: labels.flatMap((label) => facts.filter((fact) => fact.label === label)) }))
  const placed = new Set(ROWS.flatMap(({ labels }) => labels))
  const rest = facts.filter(({ label }) => !placed.has(label))
  return rest.length === 0 ? rows : [...rows, { id: 'more', facts: rest }]
}
