/** The chat was deleted, or cleared from this tab: said plainly, with a number and a way to begin again. */

import { useEffect, useRef } from 'preact/hooks'
import type { Ending } from './app'
import { BeginAgain } from './begin_again'
import { TopBar } from './top_bar'
import { t } from './wording'

export function DoneScreen({ how }: { how: Ending }) {
  const words = useRef<HTMLHeadingElement>(null)
  useEffect(() => words.current?.focus(), [])
  return (
    <div class="page">
      <TopBar />
      <main class="welcome done">
        <h2 class="panel-title" tabIndex={-1} ref={words}>
          {t(how)}
        </h2>
        <p>{t('history_stays')}</p>
        <p class="welcome-words">{t('call_instead')}</p>
      </main>
      <BeginAgain />
    </div>
  )
}
