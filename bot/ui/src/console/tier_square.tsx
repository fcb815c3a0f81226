/** How urgent, as a small square: told by letter and digit, by filling, and by colour last. */

import type { TierName } from '../shared/wire'
import { tierWords } from './words'

export function TierSquare({ tier, small = false }: { tier: TierName; small?: boolean }) {
  return (
    <span class={`tier tier-${tier.toLowerCase()}${small ? ' tier-small' : ''}`} title={tierWords(tier)}>
      {tier}
      <span class="unseen">, {tierWords(tier)}</span>
    </span>
  )
}
