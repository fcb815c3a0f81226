/** The first screen: what this is, who answers, what stays private, how to leave fast. Nothing to fill in. */

import type { JSX } from 'preact'
import { LeaveIcon, LockIcon, PersonIcon, SpeechIcon } from '../shared/icons'
import { start, starting, startProblem } from './app'
import { LanguageChoice } from './language_choice'
import { ProblemCard } from './problem_card'
import { TopBar } from './top_bar'
import type { WordKey } from './word_keys'
import { t } from './wording'

const LINES: ReadonlyArray<{ icon: JSX.Element; key: WordKey }> = [
  { icon: <SpeechIcon />, key: 'intro_what' },
  { icon: <PersonIcon />, key: 'intro_bot' },
  { icon: <LockIcon />, key: 'intro_private' },
]

export function WelcomeScreen() {
  return (
    <div class="page">
      <TopBar />
      <main class="welcome">
        <LanguageChoice />
        <h2 class="welcome-title">{t('intro_title')}</h2>
        <ul class="welcome-lines">
          {LINES.map(({ icon, key }) => (
            <li key={key}>
              <span class="welcome-icon">{icon}</span>
              <span>{t(key)}</span>
            </li>
          ))}
        </ul>
        <details class="more">
          <summary>{t('privacy_more')}</summary>
          <p>{t('intro_private_more')}</p>
        </details>
        <LeavePicture />
      </main>
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
        <button type="button" class="button button-outline button-wide" aria-disabled={starting.value} onClick={() => void start(true)}>
          <PersonIcon />
          {t('talk_to_person')}
        </button>
      </footer>
    </div>
  )
}

/** Drawn rather than told: the button as it looks, and the key pressed three times. */
function LeavePicture() {
  return (
    <section class="exit-card">
      <div class="exit-picture" aria-hidden="true">
        <span class="exit-button">
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
