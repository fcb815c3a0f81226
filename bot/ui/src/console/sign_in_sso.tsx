/** Signing in by an identity provider: the way there, and what the way back says. */

import { useEffect, useState } from 'preact/hooks'
import type { Answer } from '../shared/http'
import { readWays } from './api_account'
import { explainAccount } from './account_refusals'
import { ACCOUNT_REFUSALS } from './words_accounts'

/** What the provider is called here; null where there is none, or until it is known. */
export function useSso(): string | null {
  const [name, setName] = useState<string | null>(null)
  useEffect(() => {
    void readWays().then((answer) => answer.ok && setName(answer.body.sso))
  }, [])
  return name
}

/** Leaves the page for the provider's; the sentence why it could not. */
export async function leaveFor(begun: Promise<Answer<{ address: string }>>): Promise<string | null> {
  const answer = await begun
  if (!answer.ok) return explainAccount(answer)
  location.assign(answer.body.address)
  return null
}

/** `#step=TICKET` and `#sso=CODE` in the address, which are then taken out of it. */
export function takeWayBack(): { ticket: string } | { refused: string } | null {
  const [mark, value = ''] = location.hash.split('=')
  if (mark !== '#step' && mark !== '#sso') return null
  history.replaceState(null, '', location.pathname)
  return mark === '#step' ? { ticket: value } : { refused: ACCOUNT_REFUSALS[value] ?? ACCOUNT_REFUSALS['sso_failed']! }
}

export function SsoButton({ label, begin }: { label: string; begin(): Promise<Answer<{ address: string }>> }) {
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <div class="other-ways">
      <button type="button" class="button button-quiet" onClick={() => void leaveFor(begin()).then(setProblem)}>
        {label}
      </button>
      <p class="door-problem" role="alert">
        {problem}
      </p>
    </div>
  )
}
