/** What went wrong, in one sentence, with the next step and a number to call. */

import type { WordKey } from './word_keys'
import { t } from './wording'

const WORDS: Record<string, WordKey> = {
  offline: 'error_offline',
  session: 'error_session',
  too_long: 'error_too_long',
  media: 'image_refused',
  busy: 'error_busy',
  server: 'error_server',
  taken: 'error_closed',
  code: 'error_code',
  code_wait: 'error_code_wait',
  link: 'error_link',
}

/** Problems one can mend by oneself. A number to call would be noise. */
const SMALL = new Set(['too_long', 'media', 'code'])

export function ProblemCard({ problem }: { problem: string }) {
  return (
    <div class="problem">
      <p>{t(WORDS[problem] ?? 'error_not_sent')}</p>
      {!SMALL.has(problem) && <p class="problem-call">{t('call_instead')}</p>}
    </div>
  )
}
