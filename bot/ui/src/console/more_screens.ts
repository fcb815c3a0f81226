/** The screens beside the desk, in one file of their own: it is loaded when the first of them is looked at. */

export { AccountScreen } from './account_screen'
export { AuditScreen } from './audit_screen'
export { BoardScreen } from './board'
export { PracticeScreen } from './practice_screen'
export { ReportsScreen } from './reports'
export { ReviewScreen } from './review'
export { StaffScreen } from './staff_screen'
