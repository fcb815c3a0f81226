/** Starting an emergency step: why, in a sentence. Everything else can wait until help is on its way. */

import type { OpenChat } from './open_chat'
import { useDraft } from './use_draft'
import { EMERGENCY } from './words_care'

const SHORTEST_REASON = 10

export function EmergencyStart({ chat, onOpened }: { chat: OpenChat; onOpened(): void }) {
  const [reason, setReason] = useDraft(chat, 'emergency')
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!(await chat.deeds.openEmergency(reason.trim()))) return
    setReason('')
    onOpened()
  }
  return (
    <form class="panel-form" onSubmit={(event) => void submit(event)}>
      <p class="panel-how">{EMERGENCY.how}</p>
      <label class="field-small">
        <span>{EMERGENCY.reason}</span>
        <textarea rows={3} maxLength={1000} value={reason} placeholder={EMERGENCY.reasonHint} dir="auto" onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <button type="submit" class="button button-danger small" disabled={reason.trim().length < SHORTEST_REASON || chat.deeds.busy.value}>
        {EMERGENCY.open}
      </button>
    </form>
  )
}
