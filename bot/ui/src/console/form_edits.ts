/** What was changed in a form and is not saved yet, kept with the drafts of its chat. */

import type { DraftOf, Drafts } from './drafts'
import type { FieldValue } from './types_help'

export type Edits = Readonly<Record<string, FieldValue>>

export function readEdits(drafts: Drafts, conversation: string, form: DraftOf): Edits {
  const kept = drafts.of(conversation, form).value
  try {
    return kept === '' ? {} : (JSON.parse(kept) as Edits)
  } catch {
    return {}
  }
}

export function writeEdits(drafts: Drafts, conversation: string, form: DraftOf, edits: Edits): void {
  drafts.write(conversation, form, Object.keys(edits).length === 0 ? '' : JSON.stringify(edits))
}

/** Lines that somebody left empty are no lines. */
export function trimmed(edits: Edits): Record<string, FieldValue> {
  const clean = (value: FieldValue): FieldValue =>
    Array.isArray(value) ? value.map((line) => line.trim()).filter((line) => line !== '') : typeof value === 'string' ? value.trim() || null : value
  return Object.fromEntries(Object.entries(edits).map(([id, value]) => [id, clean(value)]))
}
