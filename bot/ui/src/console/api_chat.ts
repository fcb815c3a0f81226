/** What can be asked about one conversation. One function for each address. */

import { request, type Answer } from '../shared/http'
import type { Card } from './types'
import type { Emergency, Note, OpenedConversation, Outcome } from './types_chat'
import type { ChatRecord, FieldValue, Help } from './types_help'
import type { TierName } from '../shared/wire'

/** Moves of the owner that need no more than their name. */
export type Move = 'claim' | 'put-back' | 'step-in' | 'reopen'
/** Moves that let go of a young person: what was last on the screen goes with them, so that nobody is let go of unread. */
export type LetGo = 'return' | 'close'
export type BlockReason = 'abuse' | 'spam' | 'offender'

export function read(id: string): Promise<Answer<OpenedConversation>> {
  return request(address(id))
}

export function move(id: string, to: Move): Promise<Answer<Card>> {
  return post(id, to)
}

export function letGo(id: string, by: LetGo, readUpTo: number): Promise<Answer<Card>> {
  return post(id, by, { read_up_to: readUpTo })
}

export function transfer(id: string, to: string): Promise<Answer<Card>> {
  return post(id, 'transfer', { to })
}

export function reply(id: string, clientId: string, text: string): Promise<Answer<{ seq: number }>> {
  return request(address(id, 'messages'), { method: 'POST', body: { client_id: clientId, text }, keepalive: true })
}

/** They know that it became more urgent: it rings no more. */
export function alarmSeen(id: string): Promise<Answer<null>> {
  return post(id, 'alarm/seen')
}

export function typing(id: string): void {
  void post(id, 'typing', { typing: true })
}

export function setTier(id: string, tier: TierName, reason: string): Promise<Answer<Card>> {
  return post(id, 'tier', { tier, reason })
}

export function addNote(id: string, kind: Note['kind'], text: string): Promise<Answer<Note>> {
  return post(id, 'notes', { kind, text })
}

export function openEmergency(id: string, reason: string): Promise<Answer<Emergency>> {
  return post(id, 'emergency', { reason })
}

export function confirmEmergency(id: string): Promise<Answer<Emergency>> {
  return post(id, 'emergency/confirm')
}

export function answerChecklist(id: string, answers: Record<string, FieldValue>): Promise<Answer<Emergency>> {
  return post(id, 'emergency/checklist', { answers })
}

export function endEmergency(id: string, outcome: Outcome, text: string): Promise<Answer<Emergency>> {
  return post(id, 'emergency/end', { outcome, text })
}

export function block(id: string, reason: BlockReason, hours: number): Promise<Answer<Card>> {
  return post(id, 'block', { reason, hours })
}

export function unblock(id: string): Promise<Answer<Card>> {
  return post(id, 'unblock')
}

export function help(id: string): Promise<Answer<Help>> {
  return request(address(id, 'help'))
}

export function record(id: string): Promise<Answer<ChatRecord>> {
  return request(address(id, 'record'))
}

export function saveRecord(id: string, fields: Record<string, FieldValue>): Promise<Answer<ChatRecord>> {
  return request(address(id, 'record'), { method: 'PUT', body: { record: fields } })
}

export function signRecord(id: string): Promise<Answer<ChatRecord>> {
  return post(id, 'record/sign')
}

export function addToRecord(id: string, text: string): Promise<Answer<ChatRecord>> {
  return post(id, 'record/lines', { text })
}

function post<T>(id: string, what: string, body: unknown = {}): Promise<Answer<T>> {
  return request(address(id, what), { method: 'POST', body })
}

function address(id: string, what?: string): string {
  const one = `/api/conversations/${encodeURIComponent(id)}`
  return what === undefined ? one : `${one}/${what}`
}
