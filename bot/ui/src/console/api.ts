/** The counsellor's side of the server: who is signed in, the queue, a break. One function for each address. */

import { request, type Answer } from '../shared/http'
import type { Card, Counsellor, MyTurn, PauseKind } from './types'

export function signOut(): Promise<Answer<null>> {
  return request('/api/sign-out', { method: 'POST' })
}

export function whoAmI(): Promise<Answer<{ counsellor: Counsellor }>> {
  return request('/api/me')
}

/** The chat that is now theirs; null: nobody waits whom they may have. */
export function takeNext(): Promise<Answer<Card | null>> {
  return request('/api/take-next', { method: 'POST' })
}

export function pause(kind: PauseKind): Promise<Answer<MyTurn>> {
  return request('/api/pause', { method: 'POST', body: { kind } })
}

export function resume(): Promise<Answer<MyTurn>> {
  return request('/api/resume', { method: 'POST' })
}

export function askForDebrief(conversation: string | null): Promise<Answer<null>> {
  return request('/api/debrief', { method: 'POST', body: conversation === null ? {} : { conversation } })
}
