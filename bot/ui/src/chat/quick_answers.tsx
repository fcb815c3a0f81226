/** Answers one can tap instead of typing. */

import type { QuickAnswer } from '../shared/wire'
import { PageIcon, PhoneIcon } from '../shared/icons'
import { pageHref, telHref } from '../shared/link_safety'
import { answer } from './app'
import type { Talk } from './talk'
import { ASK_FOR_PERSON } from './turn'
import { t } from './wording'

interface Props {
  talk: Talk
  /** The tapped button is gone a moment later: somebody on a keyboard needs a place to go on from. */
  onKeyboardAnswer(): void
}

export function QuickAnswers({ talk, onKeyboardAnswer }: Props) {
  const answers = talk.answers.value
  if (answers.length === 0) return null
  return (
    <div class="answers" role="group" aria-label={t('quick_answers')}>
      {answers.map((one) => (
        <Answer
          key={one.id}
          one={one}
          onTap={(event) => {
            answer(talk, one.id, one.label)
            if (event.detail === 0) onKeyboardAnswer()
          }}
        />
      ))}
    </div>
  )
}

function Answer({ one, onTap }: { one: QuickAnswer; onTap(event: MouseEvent): void }) {
  const tel = one.tel ? telHref(one.tel) : null
  const page = one.url ? pageHref(one.url) : null
  if (tel) {
    return (
      <a class="answer answer-call with-icon" href={tel}>
        <PhoneIcon />
        {one.label}
      </a>
    )
  }
  if (page) {
    return (
      <a class="answer answer-page" href={page} target="_blank" rel="noopener noreferrer">
        {one.label}
        <PageIcon />
      </a>
    )
  }
  return (
    <button type="button" class={one.id === ASK_FOR_PERSON ? 'answer answer-person' : 'answer'} onClick={onTap}>
      {one.label}
    </button>
  )
}
