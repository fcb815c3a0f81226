/** The screens of the console, in the order of their tabs. A new screen is its own file, and one line here and in more_screens.ts. */

import { board } from './board_state'
import { DeskScreen } from './desk_screen'
import { later } from './later'
import type { Screen } from './screen'
import { WORDS } from './words'

const { tabs } = WORDS

export const SCREENS: readonly Screen[] = [
  { id: 'desk', label: tabs.desk, permission: null, component: DeskScreen, count: (desk) => desk.queue.value.waiting.length },
  { id: 'board', label: tabs.board, permission: 'review', component: later('BoardScreen'), count: () => board.value?.incidents.length ?? 0 },
  { id: 'reports', label: tabs.reports, permission: 'review', component: later('ReportsScreen') },
  { id: 'review', label: tabs.review, permission: 'review', component: later('ReviewScreen'), count: () => board.value?.to_read ?? 0 },
  { id: 'practice', label: tabs.practice, permission: 'counsel', component: later('PracticeScreen') },
  { id: 'staff', label: tabs.staff, permission: 'staff', component: later('StaffScreen') },
  { id: 'audit', label: tabs.audit, permission: 'audit', component: later('AuditScreen') },
  { id: 'account', label: tabs.account, permission: null, component: later('AccountScreen') },
]
