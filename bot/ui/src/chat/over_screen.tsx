/** The session is gone: a kind sentence, a number, and a way to begin again. */

import { BeginAgain } from './begin_again'
import { ProblemCard } from './problem_card'
import { TopBar } from './top_bar'

export function OverScreen() {
  return (
    <div class="page">
      <TopBar />
      <main class="welcome">
        <div role="alert">
          <ProblemCard problem="session" />
        </div>
      </main>
      <BeginAgain />
    </div>
  )
}
