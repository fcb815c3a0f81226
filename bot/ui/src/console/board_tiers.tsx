/** Who waits, one large number for each tier. What breaks its target gets an edge and a word. */

import type { TierWait } from './board_state'
import { duration } from './duration'
import { TierSquare } from './tier_square'
import { TARGET_S, waitingTime } from './waiting_time'
import { tierWords } from './words'
import { BOARD } from './words_supervisor'

export function BoardTiers({ waits }: { waits: TierWait[] }) {
  return (
    <dl class="tiers" aria-label={BOARD.waiting}>
      {waits.map(({ tier, count, longest, late }) => (
        <div key={tier} class={late > 0 ? 'tier-card tier-card-late' : 'tier-card'}>
          <dt class="tier-card-name">
            <TierSquare tier={tier} />
            <span aria-hidden="true">{tierWords(tier)}</span>
          </dt>
          <dd class={count === 0 ? 'tier-card-count tier-card-none' : 'tier-card-count'}>{count}</dd>
          <dd class="tier-card-longest">{longest === null ? BOARD.nobody : BOARD.longest(waitingTime(longest))}</dd>
          {late > 0 && <dd class="tier-card-broken">{BOARD.late(late)}</dd>}
          <dd class="tier-card-target">
            {TARGET_S[tier] === undefined ? BOARD.noTarget : BOARD.target(duration(TARGET_S[tier]!))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
