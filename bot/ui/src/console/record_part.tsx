/** The record of a chat: filled in from the conversation, checked, saved, signed, and from then on only added to. */

import { useState } from 'preact/hooks'
import { addToRecord, saveRecord, signRecord } from './api_chat'
import { readEdits, trimmed, writeEdits } from './form_edits'
import { FieldRow } from './form_field'
import { Needed } from './needed'
import type { OpenChat } from './open_chat'
import { SureButton } from './sure_button'
import type { ChatRecord } from './types_help'
import { useDraft } from './use_draft'
import { dayAndTime } from './words'
import { BRIEF } from './words_brief'
import { RECORD } from './words_record'

export function RecordPart({ chat }: { chat: OpenChat }) {
  return <Needed what={chat.record}>{(record) => <Form chat={chat} record={record} />}</Needed>
}

function Form({ chat, record }: { chat: OpenChat; record: ChatRecord }) {
  const [told, setTold] = useState<string | null>(null)
  const edits = readEdits(chat.drafts, chat.id, 'record')
  const isChanged = Object.keys(edits).length > 0
  const isSigned = record.signed_at !== null
  const { act, busy } = chat.deeds
  const take = (now: ChatRecord): void => void (chat.record.value.value = now)

  const save = async (): Promise<boolean> => {
    setTold(null)
    const saved = await act(() => saveRecord(chat.id, trimmed(edits)), take)
    if (saved) {
      writeEdits(chat.drafts, chat.id, 'record', {})
      setTold(RECORD.saved)
    }
    return saved
  }
  const sign = async (): Promise<void> => {
    if (isChanged && !(await save())) return
    if (await act(() => signRecord(chat.id), take)) chat.drafts.write(chat.id, 'unwritten', '')
  }
  return (
    <form
      class="side-part record"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <h3>{BRIEF.tabs.record}</h3>
      <p class="side-none">
        {isSigned ? RECORD.signed(record.signed_by ?? '', dayAndTime(record.signed_at!)) : RECORD.how}
      </p>
      {record.fields.map((field) => {
        const known = record.record[field.id]
        const isEdited = field.id in edits
        return (
          <FieldRow
            key={field.id}
            field={field}
            value={isEdited ? edits[field.id]! : (known?.value ?? null)}
            fromChat={!isEdited && known?.from === 'conversation'}
            isRead={isSigned}
            onChange={(value) => {
              setTold(null)
              writeEdits(chat.drafts, chat.id, 'record', { ...edits, [field.id]: value })
            }}
          />
        )
      })}
      {isSigned ? (
        <Lines chat={chat} record={record} onTaken={take} />
      ) : (
        <div class="record-acts">
          <p role="status">{isChanged ? RECORD.unsaved : told}</p>
          <button type="submit" class="button button-quiet small" disabled={!isChanged || busy.value}>
            {RECORD.save}
          </button>
          <SureButton label={RECORD.sign} question={RECORD.sureSign} onSure={() => void sign()} />
        </div>
      )}
    </form>
  )
}

function Lines({ chat, record, onTaken }: { chat: OpenChat; record: ChatRecord; onTaken(record: ChatRecord): void }) {
  const [draft, write] = useDraft(chat, 'record')
  const add = async (): Promise<void> => {
    if (await chat.deeds.act(() => addToRecord(chat.id, draft.trim()), onTaken)) write('')
  }
  return (
    <div class="form-row">
      {record.lines.length > 0 && <p class="form-label">{RECORD.lines}</p>}
      <ol class="notes">
        {record.lines.map((line) => (
          <li key={line.at} class="beside-line">
            <p class="line-head">
              <span class="line-who">{line.by}</span>
              <time dateTime={line.at}>{dayAndTime(line.at)}</time>
            </p>
            <p class="line-text">{line.text}</p>
          </li>
        ))}
      </ol>
      <label class="form-label" for="record-line">
        {RECORD.addLine}
      </label>
      <textarea id="record-line" rows={2} maxLength={2000} value={draft} placeholder={RECORD.addLineHint} onInput={(event) => write(event.currentTarget.value)} />
      <button type="button" class="button button-quiet small" disabled={draft.trim() === '' || chat.deeds.busy.value} onClick={() => void add()}>
        {RECORD.addLine}
      </button>
    </div>
  )
}
