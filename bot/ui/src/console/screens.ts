/** The screens of the console, in the order of their tabs. A new screen is its own file and one line here. */

import { DeskScreen } from './desk_screen'
import { PracticeScreen } from './practice_screen'
import type { Screen } from './screen'
import { WORDS } from './words'
import { PRACTICE } from './words_practice'

export const SCREENS: readonly Screen[] = [
  { id: 'desk', label: WORDS.deskTab, permission: null, component: DeskScreen, count: (desk) => desk.queue.value.waiting.length },
  { id: 'practice', label: PRACTICE.tab, permission: 'counsel', component: PracticeScreen },
]
