/** The chat itself, from the bar at the top to the text field, and the panels that lie over it. */

import { useRef } from 'preact/hooks'
import { startAgain } from './app'
import { Announcer } from './announcer'
import { Composer } from './composer'
import { Feedback } from './feedback'
import { FootRow } from './footer'
import { Log } from './log'
import { TalkPanels } from './panel_host'
import { panel } from './panels'
import { ProblemCard } from './problem_card'
import { QuickAnswers } from './quick_answers'
import { RefusedPicture } from './refused_picture'
import type { Talk } from './talk'
import { TopBar } from './top_bar'
import { inCrisis } from './turn'
import { WaitingCard } from './waiting_card'
import { t } from './wording'

export function TalkScreen({ talk, entered }: { talk: Talk; entered: boolean }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const state = talk.state.value
  return (
    <div class="page">
      <TopBar state={state} />
      <Announcer talk={talk} />
      <div class="under">
        <div class={panel.value ? 'stage stage-behind' : 'stage'}>
          <Log talk={talk} entered={entered}>
            <QuickAnswers talk={talk} onKeyboardAnswer={() => field.current?.focus()} />
            {state.owner === 'waiting' && <WaitingCard state={state} breathing={!inCrisis(talk.log.value)} />}
            {talk.trouble.value && <ProblemCard problem={talk.trouble.value} />}
          </Log>
          <footer class="foot">
            {talk.notice.value === 'media' && <RefusedPicture talk={talk} />}
            {talk.notice.value && talk.notice.value !== 'media' && <ProblemCard problem={talk.notice.value} />}
            {talk.closed.value ? (
              <Ended talk={talk} />
            ) : (
              <>
                <Composer talk={talk} field={field} />
                <FootRow talk={talk} />
              </>
            )}
          </footer>
        </div>
        <TalkPanels talk={talk} />
      </div>
    </div>
  )
}

function Ended({ talk }: { talk: Talk }) {
  return (
    <div class="ended">
      <p>{t('closed')}</p>
      <Feedback talk={talk} />
      <button type="button" class="button button-wide" onClick={startAgain}>
        {t('start_again')}
      </button>
    </div>
  )
}
