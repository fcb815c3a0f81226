/** The page: one screen at a time, and the way out always in the same place. */

import { screen } from './app'
import { covered } from './cover'
import { CoverScreen } from './cover_screen'
import { DoneScreen } from './done_screen'
import { OverScreen } from './over_screen'
import { TalkScreen } from './talk_screen'
import { WelcomeScreen } from './welcome_screen'

export function Page() {
  const now = screen.value
  if (covered.value) return <CoverScreen />
  switch (now.name) {
    case 'talk':
      return <TalkScreen talk={now.talk} entered={now.entered} />
    case 'over':
      return <OverScreen />
    case 'done':
      return <DoneScreen how={now.how} />
    case 'welcome':
      return <WelcomeScreen />
  }
}
