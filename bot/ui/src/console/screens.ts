/** The screens of the console, in the order of their tabs. A new screen is its own file and one line here. */

import { DeskScreen } from './desk_screen'
import type { Screen } from './screen'
import { WORDS } from './words'

export const SCREENS: readonly Screen[] = [
  { id: 'desk', label: WORDS.deskTab, permission: null, component: DeskScreen, count: (desk) => desk.queue.value.waiting.length },
]
