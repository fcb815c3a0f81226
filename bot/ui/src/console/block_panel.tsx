/** Closing the door to somebody for a while: with a reason and an end. */

import { useState } from 'preact/hooks'
import { ActPanel } from './act_panel'
import type { BlockReason } from './api_chat'
import type { OpenChat } from './open_chat'
import { BLOCK } from './words_care'

const REASONS = Object.keys(BLOCK.reasons) as BlockReason[]

export function BlockPanel({ chat, onClose }: { chat: OpenChat; onClose(): void }) {
  const [reason, setReason] = useState<BlockReason | null>(null)
  const [hours, setHours] = useState<number>(BLOCK.lengths[1].hours)
  const urgent = ['T0', 'T1'].includes(chat.card.value.tier)
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (reason !== null && (await chat.deeds.block(reason, hours))) onClose()
  }
  return (
    <ActPanel title={BLOCK.title} onClose={onClose}>
      <form class="panel-form" onSubmit={(event) => void submit(event)}>
        <p class="panel-how">{BLOCK.how}</p>
        {urgent && <p class="notice">{BLOCK.risk}</p>}
        <fieldset class="choices">
          <legend>{BLOCK.reason}</legend>
          {REASONS.map((one) => (
            <label key={one} class="choice">
              <input type="radio" name="reason" checked={reason === one} onChange={() => setReason(one)} />
              <span>{BLOCK.reasons[one]}</span>
            </label>
          ))}
        </fieldset>
        <fieldset class="choices choices-short">
          <legend>{BLOCK.length}</legend>
          {BLOCK.lengths.map((one) => (
            <label key={one.hours} class="choice">
              <input type="radio" name="hours" checked={hours === one.hours} onChange={() => setHours(one.hours)} />
              <span>{one.name}</span>
            </label>
          ))}
        </fieldset>
        <button type="submit" class="button small" disabled={reason === null || urgent || chat.deeds.busy.value}>
          {BLOCK.block}
        </button>
      </form>
    </ActPanel>
  )
}
