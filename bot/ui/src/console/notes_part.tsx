/** Private notes: for whoever takes this chat next, never for the young person. */

import type { OpenChat } from './open_chat'
import { useDraft } from './use_draft'
import { dayAndTime } from './words'
import { NOTES } from './words_care'
import { CHAT } from './words_chat'

export function NotesPart({ chat }: { chat: OpenChat }) {
  const [draft, write] = useDraft(chat, 'note')
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (draft.trim() !== '' && (await chat.deeds.addNote('note', draft.trim()))) write('')
  }
  return (
    <div class="side-part">
      <h3>{NOTES.title}</h3>
      <form class="note-form" onSubmit={(event) => void save(event)}>
        <label class="field-small">
          <span class="unseen">{NOTES.add}</span>
          <textarea rows={3} maxLength={4000} value={draft} placeholder={NOTES.addHint} dir="auto" onInput={(event) => write(event.currentTarget.value)} />
        </label>
        <button type="submit" class="button small" disabled={draft.trim() === '' || chat.deeds.busy.value}>
          {NOTES.save}
        </button>
      </form>
      {chat.notes.value.length === 0 && <p class="side-none">{NOTES.none}</p>}
      <ol class="notes">
        {chat.notes.value.map((note) => (
          <li key={note.number} class={`beside-line beside-${note.kind}`}>
            <p class="line-head">
              <span class="line-who">{note.kind === 'note' ? note.by : CHAT.whispered(note.by)}</span>
              <time dateTime={note.at}>{dayAndTime(note.at)}</time>
            </p>
            <p class="line-text" dir="auto">
              {note.text}
            </p>
          </li>
        ))}
      </ol>
    </div>
  )
}
