/** How urgent, as a small square: told by letter and digit, by filling, and by colour last. */

import type { TierName } from '../shared/wire'
import { tierWords } from './words'

export function TierSquare({ tier }: { tier: TierName }) {
  return (
    <span class={`tier tier-${tier.toLowerCase()}`} title={tierWords(tier)}>
      {tier}
      <span class="unseen">, {tierWords(tier)}</span>
    </span>
  )
}
