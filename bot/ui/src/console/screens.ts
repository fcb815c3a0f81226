/** The screens of the console, in the order of their tabs. A new screen is its own file and one line here. */

import { AccountScreen } from './account_screen'
import { AuditScreen } from './audit_screen'
import { BoardScreen } from './board'
import { board } from './board_state'
import { DeskScreen } from './desk_screen'
import { PracticeScreen } from './practice_screen'
import { ReportsScreen } from './reports'
import { ReviewScreen } from './review'
import type { Screen } from './screen'
import { StaffScreen } from './staff_screen'
import { WORDS } from './words'
import { ACCOUNT, STAFF } from './words_accounts'
import { AUDIT } from './words_audit'
import { PRACTICE } from './words_practice'
import { REPORTS } from './words_reports'
import { BOARD, REVIEW } from './words_supervisor'

export const SCREENS: readonly Screen[] = [
  { id: 'desk', label: WORDS.deskTab, permission: null, component: DeskScreen, count: (desk) => desk.queue.value.waiting.length },
  { id: 'board', label: BOARD.tab, permission: 'review', component: BoardScreen, count: () => board.value?.incidents.length ?? 0 },
  { id: 'reports', label: REPORTS.tab, permission: 'review', component: ReportsScreen },
  { id: 'review', label: REVIEW.tab, permission: 'review', component: ReviewScreen, count: () => board.value?.to_read ?? 0 },
  { id: 'practice', label: PRACTICE.tab, permission: 'counsel', component: PracticeScreen },
  { id: 'staff', label: STAFF.tab, permission: 'staff', component: StaffScreen },
  { id: 'audit', label: AUDIT.tab, permission: 'audit', component: AuditScreen },
  { id: 'account', label: ACCOUNT.tab, permission: null, component: AccountScreen },
]
