/** The counsellor's side of the server, one function for each address. */

import { request, type Answer } from '../shared/http'
import type { Card, Counsellor, OpenedConversation } from './types'

export function signIn(name: string, password: string): Promise<Answer<{ counsellor: Counsellor }>> {
  return request('/api/sign-in', { method: 'POST', body: { name, password } })
}

export function signOut(): Promise<Answer<null>> {
  return request('/api/sign-out', { method: 'POST' })
}

export function whoAmI(): Promise<Answer<{ counsellor: Counsellor }>> {
  return request('/api/me')
}

export function read(id: string): Promise<Answer<OpenedConversation>> {
  return request(address(id))
}

export function claim(id: string): Promise<Answer<Card>> {
  return request(`${address(id)}/claim`, { method: 'POST' })
}

export function reply(id: string, clientId: string, text: string): Promise<Answer<{ seq: number }>> {
  return request(`${address(id)}/messages`, { method: 'POST', body: { client_id: clientId, text }, keepalive: true })
}

export function typing(id: string): void {
  void request(`${address(id)}/typing`, { method: 'POST', body: { typing: true } })
}

export function hand(id: string, to: 'return' | 'close'): Promise<Answer<Card>> {
  return request(`${address(id)}/${to}`, { method: 'POST' })
}

/** The name of the colleague who was quicker, where the server tells it. */
export function takenBy(body: unknown): string | null {
  const error = (body as { error?: { by?: unknown } } | null)?.error
  return typeof error?.by === 'string' ? error.by : null
}

function address(id: string): string {
  return `/api/conversations/${encodeURIComponent(id)}`
}
