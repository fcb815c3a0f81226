/** Why the server said no to something about an account, as a sentence with a next step. */

import type { Answer } from '../shared/http'
import { codeOf } from './refusals'
import { ACCOUNT_PROBLEMS, ACCOUNT_REFUSALS, WEAK } from './words_accounts'

type Refused = Extract<Answer<unknown>, { ok: false }>

export function explainAccount(answer: Refused): string {
  const code = codeOf(answer)
  if (code === 'weak_password') return explainWeak(answer.body)
  return (code !== null && ACCOUNT_REFUSALS[code]) || ACCOUNT_PROBLEMS[answer.problem]
}

function explainWeak(body: unknown): string {
  const { why, minimum } = (body as { error: { why?: string; minimum?: number } }).error
  return (WEAK[why ?? 'short'] ?? WEAK['short']!)(minimum ?? 12)
}
