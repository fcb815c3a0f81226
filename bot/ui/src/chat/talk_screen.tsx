/** The chat itself, from the bar at the top to the text field. */

import { useRef } from 'preact/hooks'
import { startAgain } from './app'
import { Announcer } from './announcer'
import { Composer } from './composer'
import { Footer } from './footer'
import { Log } from './log'
import { ProblemCard } from './problem_card'
import { QuickAnswers } from './quick_answers'
import type { Talk } from './talk'
import { TopBar } from './top_bar'
import { inCrisis } from './turn'
import { WaitingCard } from './waiting_card'
import { t } from './wording'

export function TalkScreen({ talk }: { talk: Talk }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const { owner, queue_place } = talk.state.value
  return (
    <div class="page">
      <TopBar state={talk.state.value} />
      <Log talk={talk}>
        <QuickAnswers talk={talk} onKeyboardAnswer={() => field.current?.focus()} />
        {owner === 'waiting' && <WaitingCard place={queue_place} breathing={!inCrisis(talk.log.value)} />}
        {talk.trouble.value && <ProblemCard problem={talk.trouble.value} />}
      </Log>
      <Announcer talk={talk} />
      <footer class="foot">
        {talk.notice.value && <ProblemCard problem={talk.notice.value} />}
        {talk.closed.value ? (
          <div class="ended">
            <p>{t('closed')}</p>
            <button type="button" class="button button-wide" onClick={startAgain}>
              {t('start_again')}
            </button>
          </div>
        ) : (
          <>
            <Composer talk={talk} field={field} />
            <Footer talk={talk} />
          </>
        )}
      </footer>
    </div>
  )
}
