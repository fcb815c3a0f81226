/** The screens of the console, in the order of their tabs. A new screen is its own file and one line here. */

import { AccountScreen } from './account_screen'
import { AuditScreen } from './audit_screen'
import { DeskScreen } from './desk_screen'
import type { Screen } from './screen'
import { StaffScreen } from './staff_screen'
import { WORDS } from './words'
import { ACCOUNT, STAFF } from './words_accounts'
import { AUDIT } from './words_audit'

export const SCREENS: readonly Screen[] = [
  { id: 'desk', label: WORDS.deskTab, permission: null, component: DeskScreen, count: (desk) => desk.queue.value.waiting.length },
  { id: 'staff', label: STAFF.tab, permission: 'staff', component: StaffScreen },
  { id: 'audit', label: AUDIT.tab, permission: 'audit', component: AuditScreen },
  { id: 'account', label: ACCOUNT.tab, permission: null, component: AccountScreen },
]
