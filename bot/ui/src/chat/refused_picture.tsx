/** A picture was pasted or dropped: it went nowhere. Why, and what helps instead. */

import { ProblemCard } from './problem_card'
import type { Talk } from './talk'
import { t } from './wording'

export function RefusedPicture({ talk }: { talk: Talk }) {
  return (
    <div class="refused" role="alert">
      <ProblemCard problem="media" />
      <div class="acts">
        <button type="button" class="answer" onClick={() => talk.say({ kind: 'text', text: t('image_tools') })}>
          {t('image_tools')}
        </button>
      </div>
    </div>
  )
}
