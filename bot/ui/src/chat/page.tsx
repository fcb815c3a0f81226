/** The page: one screen at a time, and the way out always in the same place. */

import { screen } from './app'
import { OverScreen } from './over_screen'
import { TalkScreen } from './talk_screen'
import { WelcomeScreen } from './welcome_screen'

export function Page() {
  const now = screen.value
  if (now.name === 'talk') return <TalkScreen talk={now.talk} />
  return now.name === 'over' ? <OverScreen /> : <WelcomeScreen />
}
