/** Ending an emergency step: what came of it. */

import { useState } from 'preact/hooks'
import type { OpenChat } from './open_chat'
import type { Outcome } from './types_chat'
import { useDraft } from './use_draft'
import { EMERGENCY } from './words_care'

const OUTCOMES = Object.keys(EMERGENCY.outcomes) as Outcome[]

/** Until somebody has confirmed it, it can only turn out not to be needed. */
export function EmergencyEnd({ chat, confirmed }: { chat: OpenChat; confirmed: boolean }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [text, setText] = useDraft(chat, 'outcome')
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (outcome !== null && (await chat.deeds.endEmergency(outcome, text.trim()))) setText('')
  }
  return (
    <details class="checklist">
      <summary>{EMERGENCY.outcome}</summary>
      <form class="panel-form" onSubmit={(event) => void submit(event)}>
        <fieldset class="choices">
          <legend class="unseen">{EMERGENCY.outcome}</legend>
          {OUTCOMES.map((one) => (
            <label key={one} class="choice">
              <input
                type="radio"
                name="outcome"
                checked={outcome === one}
                disabled={!confirmed && one !== 'not_needed'}
                onChange={() => setOutcome(one)}
              />
              <span>{EMERGENCY.outcomes[one]}</span>
            </label>
          ))}
        </fieldset>
        <label class="field-small">
          <span>{EMERGENCY.done}</span>
          <textarea rows={2} maxLength={2000} value={text} placeholder={EMERGENCY.doneHint} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        <button type="submit" class="button small" disabled={outcome === null || text.trim() === '' || chat.deeds.busy.value}>
          {EMERGENCY.end}
        </button>
      </form>
    </details>
  )
}
