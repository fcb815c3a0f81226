/** What to think of in an emergency. Open to be read at once, filled in whenever there is time. */

import { readEdits, trimmed, writeEdits } from './form_edits'
import { FieldRow } from './form_field'
import type { OpenChat } from './open_chat'
import type { Emergency } from './types_chat'
import { EMERGENCY } from './words_care'

export function EmergencyChecklist({ chat, step }: { chat: OpenChat; step: Emergency }) {
  const edits = readEdits(chat.drafts, chat.id, 'checklist')
  const isChanged = Object.keys(edits).length > 0
  const save = async (): Promise<void> => {
    if (await chat.deeds.answerChecklist(trimmed(edits))) writeEdits(chat.drafts, chat.id, 'checklist', {})
  }
  return (
    <details class="checklist">
      <summary>{EMERGENCY.checklist}</summary>
      <div class="checklist-fields">
        {step.checklist.map((field) => (
          <FieldRow
            key={field.id}
            field={field}
            value={field.id in edits ? edits[field.id]! : field.value}
            fromChat={false}
            isRead={false}
            onChange={(value) => writeEdits(chat.drafts, chat.id, 'checklist', { ...edits, [field.id]: value })}
          />
        ))}
        <button type="button" class="button button-quiet small" disabled={!isChanged || chat.deeds.busy.value} onClick={() => void save()}>
          {EMERGENCY.saveChecklist}
        </button>
      </div>
    </details>
  )
}
