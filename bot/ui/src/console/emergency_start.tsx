/** Starting an emergency step: on what ground, and what to have ready. */

import { useState } from 'preact/hooks'
import type { OpenChat } from './open_chat'
import { useDraft } from './use_draft'
import { EMERGENCY } from './words_care'

export function EmergencyStart({ chat, onOpened }: { chat: OpenChat; onOpened(): void }) {
  const [ground, setGround] = useState<string | null>(null)
  const [details, setDetails] = useDraft(chat, 'emergency')
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const reason = details.trim() === '' ? (ground ?? '') : `${ground ?? ''}: ${details.trim()}`
    if (ground === null || !(await chat.deeds.openEmergency(reason))) return
    setDetails('')
    onOpened()
  }
  return (
    <form class="panel-form emergency-start" onSubmit={(event) => void submit(event)}>
      <p class="panel-how">{EMERGENCY.how}</p>
      <fieldset class="choices">
        <legend>{EMERGENCY.ground}</legend>
        {EMERGENCY.grounds.map((one) => (
          <label key={one} class="choice">
            <input type="radio" name="ground" checked={ground === one} onChange={() => setGround(one)} />
            <span>{one}</span>
          </label>
        ))}
      </fieldset>
      <fieldset class="choices">
        <legend>{EMERGENCY.checks}</legend>
        {EMERGENCY.checkList.map((one) => (
          <label key={one} class="choice">
            <input type="checkbox" />
            <span>{one}</span>
          </label>
        ))}
      </fieldset>
      <label class="field-small">
        <span>{EMERGENCY.details}</span>
        <textarea rows={2} maxLength={1000} value={details} placeholder={EMERGENCY.detailsHint} onInput={(event) => setDetails(event.currentTarget.value)} />
      </label>
      <button type="submit" class="button button-danger small" disabled={ground === null || chat.deeds.busy.value}>
        {EMERGENCY.open}
      </button>
    </form>
  )
}
