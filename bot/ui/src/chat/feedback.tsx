/** One question when the chat is over. It can be left alone, and it is asked once. */

import { useState } from 'preact/hooks'
import { sendFeedback, type Helped } from './api'
import type { Talk } from './talk'
import type { WordKey } from './word_keys'
import { t } from './wording'

const ANSWERS: ReadonlyArray<[Helped, WordKey]> = [
  ['helped', 'feedback_helped'],
  ['a_bit', 'feedback_a_bit'],
  ['not', 'feedback_not'],
]

export function Feedback({ talk }: { talk: Talk }) {
  const [given, setGiven] = useState(false)
  if (!given && !talk.extras.offers('feedback')) return null
  const give = (answer: Helped): void => {
    setGiven(true)
    void talk.extras.ask('feedback', sendFeedback(talk.session, answer))
  }
  return (
    <div class="feedback">
      <p role="status">{given && t('feedback_thanks')}</p>
      {!given && (
        <div role="group" aria-labelledby="feedback-ask">
          <p id="feedback-ask">{t('feedback_ask')}</p>
          <div class="acts">
            {ANSWERS.map(([answer, key]) => (
              <button key={answer} type="button" class="button button-outline" onClick={() => give(answer)}>
                {t(key)}
              </button>
            ))}
          </div>
          <p class="quiet">{t('feedback_private')}</p>
        </div>
      )}
    </div>
  )
}
