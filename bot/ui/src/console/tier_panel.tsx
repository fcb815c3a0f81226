/** Raising and lowering the tier. Lowering needs a reason: the machine never does it. */

import { useState } from 'preact/hooks'
import type { TierName } from '../shared/wire'
import { ActPanel } from './act_panel'
import type { OpenChat } from './open_chat'
import { TierSquare } from './tier_square'
import { plain, tierWords } from './words'
import { useDraft } from './use_draft'
import { TIER } from './words_care'

const TIERS: readonly TierName[] = ['T0', 'T1', 'T2', 'T3', 'T4']
const SHORTEST_REASON = 10

export function TierPanel({ chat, mayLower, onClose }: { chat: OpenChat; mayLower: boolean; onClose(): void }) {
  const now = chat.card.value.tier
  const [to, setTo] = useState<TierName | null>(null)
  const [reason, setReason] = useDraft(chat, 'tier')
  const lowers = to !== null && to > now
  const enough = to !== null && reason.trim().length >= SHORTEST_REASON
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!enough || !(await chat.deeds.setTier(to, reason.trim()))) return
    setReason('')
    onClose()
  }
  return (
    <ActPanel title={TIER.title} onClose={onClose}>
      <form class="panel-form" onSubmit={(event) => void submit(event)}>
        <p class="panel-how">{mayLower ? TIER.how : TIER.mayNotLower}</p>
        <fieldset class="tier-choice">
          <legend class="unseen">{TIER.to}</legend>
          {TIERS.map((tier) => (
            <label key={tier} class="choice">
              <input
                type="radio"
                name="tier"
                value={tier}
                checked={to === tier}
                disabled={tier === now || (tier > now && !mayLower)}
                onChange={() => setTo(tier)}
              />
              <TierSquare tier={tier} />
              <span>{tier === now ? TIER.now(plain(tierWords(tier))) : plain(tierWords(tier))}</span>
            </label>
          ))}
        </fieldset>
        <label class="field-small">
          <span>{TIER.reason}</span>
          <textarea rows={2} maxLength={500} value={reason} placeholder={TIER.reasonHint} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <button type="submit" class="button small" disabled={!enough || chat.deeds.busy.value}>
          {to === null ? TIER.choose : lowers ? TIER.lower(to) : TIER.raise(to)}
        </button>
      </form>
    </ActPanel>
  )
}
