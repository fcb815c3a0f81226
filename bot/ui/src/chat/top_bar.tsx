/** The bar at the top: a neutral title, who answers now, the menu, and the way out. Under it, that the words are a draft. */

import type { ComponentChildren } from 'preact'
import { LeaveIcon, MenuIcon, SpeechIcon } from '../shared/icons'
import type { ConversationState } from '../shared/wire'
import { leaveNow } from './app'
import { closePanels, openPanel, panel } from './panels'
import { draft, t } from './wording'

interface Props {
  state?: ConversationState
  /** What else fits between the title and the way out. */
  children?: ComponentChildren
}

export function TopBar({ state, children }: Props) {
  const named = state?.neutral ? undefined : state
  return (
    <>
      <header class="top">
        <div class="top-who">
          {named && <Mark state={named} />}
          <div class="top-words">
            <h1 class={named ? 'unseen' : 'top-title'}>{t('title')}</h1>
            {named && <p class="who">{whoAnswers(named)}</p>}
          </div>
        </div>
        <div class="top-buttons">
          {children}
          {state && <MenuButton />}
          <button type="button" class="leave with-icon" onClick={leaveNow} title={t('leave_hint')}>
            <LeaveIcon />
            {t('leave')}
          </button>
        </div>
      </header>
      {draft.value && <p class="draft-note">{t('draft_notice')}</p>}
    </>
  )
}

function MenuButton() {
  const open = panel.value !== null
  return (
    <button type="button" class="menu-button with-icon" aria-expanded={open} onClick={() => (open ? closePanels() : openPanel('menu'))}>
      <MenuIcon />
      {t('menu')}
    </button>
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
