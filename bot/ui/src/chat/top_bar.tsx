/** The bar at the top: a neutral title, who answers now, and the way out. Under it, that the words are a draft. */

import { LeaveIcon, SpeechIcon } from '../shared/icons'
import type { ConversationState } from '../shared/wire'
import { leaveNow } from './app'
import { draft, t } from './wording'

export function TopBar({ state }: { state?: ConversationState }) {
  return (
    <>
      <header class="top">
        {state && <Mark state={state} />}
        <div class="top-words">
          <h1 class="top-title">{t('title')}</h1>
          {state && <p class="who">{whoAnswers(state)}</p>}
        </div>
        <button type="button" class="leave" onClick={leaveNow} title={t('leave_hint')}>
          <LeaveIcon />
          {t('leave')}
        </button>
      </header>
      {draft.value && <p class="draft-note">{t('draft_notice')}</p>}
    </>
  )
}

/** Bot: an outlined speech shape. Person: a filled round with the first letter of the name. */
function Mark({ state }: { state: ConversationState }) {
  if (state.owner === 'counsellor') {
    return (
      <span class="mark mark-person" aria-hidden="true">
        {Array.from(whoAnswers(state))[0]}
      </span>
    )
  }
  return (
    <span class="mark mark-bot">
      <SpeechIcon />
    </span>
  )
}

function whoAnswers({ owner, counsellor }: ConversationState): string {
  if (owner === 'counsellor') return counsellor ?? t('who_person')
  return t(owner === 'waiting' ? 'who_waiting' : owner === 'closed' ? 'who_closed' : 'who_bot')
}
