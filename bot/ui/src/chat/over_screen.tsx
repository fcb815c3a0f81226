/** The session is gone: a kind sentence, a number, and a way to begin again. */

import { startAgain } from './app'
import { ProblemCard } from './problem_card'
import { TopBar } from './top_bar'
import { t } from './wording'

export function OverScreen() {
  return (
    <div class="page">
      <TopBar />
      <main class="welcome">
        <div role="alert">
          <ProblemCard problem="session" />
        </div>
      </main>
      <footer class="foot foot-welcome">
        <button type="button" class="button button-wide" onClick={startAgain}>
          {t('start_again')}
        </button>
      </footer>
    </div>
  )
}
