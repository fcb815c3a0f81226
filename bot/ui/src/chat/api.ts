/** The young person's side of the server, one function for each address. */

import { request, type Answer } from '../shared/http'
import type { WordList } from '../shared/words'
import type { Session } from './session'

export type Content = { kind: 'text'; text: string } | { kind: 'tap'; tap: string; label: string } | { kind: 'person'; label: string }

export function startConversation(language: string): Promise<Answer<{ conversation: string; token: string; language: string }>> {
  return request('/api/conversations', { method: 'POST', body: { language } })
}

export function sendContent(session: Session, clientId: string, content: Content): Promise<Answer<{ seq: number }>> {
  const said = content.kind === 'text' ? { text: content.text } : content.kind === 'tap' ? { tap: content.tap } : {}
  return request(address(session, content.kind === 'person' ? 'person' : 'messages'), {
    method: 'POST',
    headers: bearer(session),
    body: { client_id: clientId, ...said },
    keepalive: true,
  })
}

export function sendTyping(session: Session): void {
  void request(address(session, 'typing'), { method: 'POST', headers: bearer(session), body: { typing: true } })
}

/** Outlives the page: it is sent while the page is going away. Before Chrome 66, Safari 13 and Firefox 133 only a beacon does. */
export function sendLeave(session: Session): void {
  const url = address(session, 'leave')
  const body = { token: session.token }
  if ('keepalive' in Request.prototype || !navigator.sendBeacon?.(url, JSON.stringify(body))) {
    void request(url, { method: 'POST', body, keepalive: true })
  }
}

export type CodeKind = 'words' | 'digits'
export type Helped = 'helped' | 'a_bit' | 'not'

/** One line of what a counsellor is told, and how it is known. */
export interface Fact {
  id: string
  label: string
  value: string
  how: 'said' | 'tapped' | 'inferred'
}

export function makeCode(session: Session, kind: CodeKind): Promise<Answer<{ code: string }>> {
  return post(session, 'code', { kind })
}

export function withdrawCode(session: Session): Promise<Answer<null>> {
  return post(session, 'code/withdraw', {})
}

/** `last_seq`: how much has been said already. */
export interface Rejoined {
  conversation: string
  token: string
  language: string
  last_seq: number
}

export function rejoinWith(code: string): Promise<Answer<Rejoined>> {
  return request('/api/rejoin', { method: 'POST', body: { code } })
}

/** Goes on here with what began in a messaging app; the link is good once. */
export function moveHere(link: string): Promise<Answer<Rejoined>> {
  return request('/api/moved', { method: 'POST', body: { link } })
}

export function deleteChat(session: Session): Promise<Answer<null>> {
  return post(session, 'delete', {})
}

export function fetchPassedOn(session: Session): Promise<Answer<{ facts: Fact[] }>> {
  return request(address(session, 'passed-on'), { headers: bearer(session) })
}

export function sayWrong(session: Session, id: string): Promise<Answer<null>> {
  return post(session, 'passed-on/wrong', { id })
}

export function sendFeedback(session: Session, answer: Helped): Promise<Answer<null>> {
  return post(session, 'feedback', { answer })
}

export function setSimpleWords(session: Session, on: boolean): Promise<Answer<null>> {
  return post(session, 'simple-words', { on })
}

export function streamUrl(session: Session, after: number): string {
  return `${address(session, 'events')}?after=${after}`
}

export function pollUrl(session: Session, after: number, waitSeconds: number): string {
  return `${address(session, 'messages')}?after=${after}&wait=${waitSeconds}`
}

export function bearer(session: Session): Record<string, string> {
  return { Authorization: `Bearer ${session.token}` }
}

export interface WordsAnswer {
  words: WordList
  language?: string
  /** Nobody has checked these words yet. */
  draft?: boolean
  direction?: 'ltr' | 'rtl'
  /** What a conversation can be in. */
  languages?: readonly Language[]
  /** Who runs the chat, as the operator says it; empty where nothing was said. */
  operator?: string
}

export interface Language {
  code: string
  name: string
  draft?: boolean
}

export interface SafetySection {
  title: string
  lines: readonly string[]
}

/** Long, and read by few: it is not among the words that every page loads. */
export function fetchSafety(language: string): Promise<Answer<{ sections: readonly SafetySection[] }>> {
  return request(`/api/safety?lang=${encodeURIComponent(language)}`)
}

/** `wanted`: language tags, the dearest first. The server answers in the first that it has, else in its own. */
export function fetchWords(wanted: readonly string[]): Promise<Answer<WordsAnswer>> {
  return request(`/api/words?${wanted.map((tag) => `lang=${encodeURIComponent(tag)}`).join('&')}`)
}

/** Made by the build from the same file: the chat still has its words when the server has lost its own. */
export function fetchBuiltInWords(): Promise<Answer<WordsAnswer>> {
  return request('/static/words.en.json')
}

function post<T>(session: Session, what: string, body: unknown): Promise<Answer<T>> {
  return request(address(session, what), { method: 'POST', headers: bearer(session), body })
}

function address(session: Session, what: string): string {
  return `/api/conversations/${encodeURIComponent(session.conversation)}/${what}`
}
