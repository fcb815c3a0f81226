/** What stands under a chat that is no more: the way to a new one. */

import { startAgain } from './app'
import { t } from './wording'

export function BeginAgain() {
  return (
    <footer class="foot foot-welcome">
      <button type="button" class="button button-wide" onClick={startAgain}>
        {t('start_again')}
      </button>
    </footer>
  )
}
