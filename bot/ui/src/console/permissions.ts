/** What the signed-in member of staff may do. The server decides; here it only says what is worth showing. */

import type { Counsellor } from './types'

/** The names of bot/services/permissions.py. */
export type Permission = 'counsel' | 'read_all' | 'step_in' | 'review' | 'staff' | 'audit' | 'export' | 'describe'

export function may(counsellor: Counsellor, permission: Permission): boolean {
  return counsellor.permissions?.includes(permission) ?? false
}
