/** The first screen: what this is, who answers, what stays private, how to leave fast. Nothing to fill in. */

import type { JSX } from 'preact'
import { LeaveIcon, LockIcon, PersonIcon, DeviceIcon } from '../shared/icons'
import { start, starting, startProblem } from './app'
import { LanguageChoice } from './language_choice'
import { DoorPanels } from './panel_host'
import { openPanel, panel } from './panels'
import { ProblemCard } from './problem_card'
import { TopBar } from './top_bar'
import type { WordKey } from './word_keys'
import { operator, t } from './wording'

const LINES: ReadonlyArray<{ icon: JSX.Element; key: WordKey }> = [
  { icon: <PersonIcon />, key: 'intro_private_name' },
  { icon: <LockIcon />, key: 'intro_private' },
  { icon: <DeviceIcon />, key: 'intro_private_tab' },
]

export function WelcomeScreen() {
  return (
    <div class="page">
      <TopBar>
        {!panel.value && <LanguageChoice inBar />}
      </TopBar>
      <div class="under">
        <div class={panel.value ? 'stage stage-behind' : 'stage'}>
          {/* It scrolls on a small screen, and has nothing in it that takes the keyboard. */}
          <main class="welcome" tabIndex={0}>
            <LanguageChoice inBar={false} />
            <h2 class="welcome-title">{t('intro_title')}</h2>
            <p class="welcome-words">{t('intro_what')}</p>
            <p class="welcome-words">{t('intro_bot')}</p>
            {operator.value && <p class="welcome-words">{t('run_by', { name: operator.value })}</p>}
            <h3 class="welcome-private">{t('privacy_title')}</h3>
            <ul class="welcome-lines">
              {LINES.map(({ icon, key }) => (
                <li key={key}>
                  <span class="welcome-icon">{icon}</span>
                  <span>{t(key)}</span>
                </li>
              ))}
            </ul>
            <LeavePicture />
          </main>
          <Begin />
        </div>
        <DoorPanels />
      </div>
    </div>
  )
}

function Begin() {
  return (
      <footer class="foot foot-welcome">
        {startProblem.value && (
          <div role="alert">
            {/* Nothing has been written yet, so nothing can be promised about it. */}
            <ProblemCard problem={startProblem.value === 'offline' ? 'server' : startProblem.value} />
          </div>
        )}
        <button type="button" class="button button-wide" aria-disabled={starting.value} onClick={() => void start()}>
          {t(starting.value ? 'starting' : 'start')}
        </button>
        <button type="button" class="button button-outline button-wide with-icon" aria-disabled={starting.value} onClick={() => void start(true)}>
          <PersonIcon />
          {t('talk_to_person')}
        </button>
        <div class="links">
          <button type="button" class="text-button link" onClick={() => openPanel('enter_code')}>
            {t('have_code')}
          </button>
          <button type="button" class="text-button link" data-opens="safety" onClick={() => openPanel('safety')}>
            {t('privacy_safety')}
          </button>
        </div>
      </footer>
  )
}

/** Drawn rather than told: the button as it looks, and the key pressed three times. */
function LeavePicture() {
  return (
    <section class="exit-card">
      <div class="exit-picture" aria-hidden="true">
        <span class="exit-button with-icon">
          <LeaveIcon />
          {t('leave')}
        </span>
        <span class="keys">
          <kbd>⇧</kbd>
          <kbd>⇧</kbd>
          <kbd>⇧</kbd>
        </span>
      </div>
      <p>{t('intro_leave')}</p>
    </section>
  )
}
