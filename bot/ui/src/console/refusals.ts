/** Why the server said no, as a sentence with a next step. */

import type { Answer } from '../shared/http'
import { REFUSALS } from './words_refusals'

type Refused = Extract<Answer<unknown>, { ok: false }>

interface ErrorBody {
  error?: { code?: unknown; by?: unknown }
}

export function codeOf(answer: Refused): string | null {
  const code = (answer.body as ErrorBody | null)?.error?.code
  return typeof code === 'string' ? code : null
}

/** The name of the colleague who was quicker, where the server tells it. */
export function takenBy(answer: Refused): string | null {
  const by = (answer.body as ErrorBody | null)?.error?.by
  return typeof by === 'string' ? by : null
}

export function explain(answer: Refused): string {
  const by = takenBy(answer)
  if (by !== null) return REFUSALS.takenBy(by)
  const code = codeOf(answer)
  if (code !== null && Object.keys(REFUSALS.byCode).includes(code)) return REFUSALS.byCode[code]!
  return REFUSALS.byProblem[answer.problem]
}
