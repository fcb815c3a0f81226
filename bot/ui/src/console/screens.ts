/** The screens of the console, in the order of their tabs. A new screen is its own file and one line here. */

import { BoardScreen } from './board'
import { board } from './board_state'
import { DeskScreen } from './desk_screen'
import { ReportsScreen } from './reports'
import { ReviewScreen } from './review'
import type { Screen } from './screen'
import { WORDS } from './words'
import { REPORTS } from './words_reports'
import { BOARD, REVIEW } from './words_supervisor'

export const SCREENS: readonly Screen[] = [
  { id: 'desk', label: WORDS.deskTab, permission: null, component: DeskScreen, count: (desk) => desk.queue.value.waiting.length },
  { id: 'board', label: BOARD.tab, permission: 'review', component: BoardScreen, count: () => board.value?.incidents.length ?? 0 },
  { id: 'reports', label: REPORTS.tab, permission: 'review', component: ReportsScreen },
  { id: 'review', label: REVIEW.tab, permission: 'review', component: ReviewScreen, count: () => board.value?.to_read ?? 0 },
]
