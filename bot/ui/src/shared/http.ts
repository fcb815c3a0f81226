/** One JSON request, and one closed set of ways it can fail. */

import { cancelling } from './cancelling'

export type Problem = 'offline' | 'session' | 'taken' | 'too_long' | 'media' | 'busy' | 'refused' | 'server'

export type Answer<T> =
  | { ok: true; status: number; body: T }
  | { ok: false; status: number; problem: Problem; body: unknown; retryAfterMs: number }

const BY_STATUS: Record<number, Problem> = {
  401: 'session',
  404: 'session',
  409: 'taken',
  413: 'too_long',
  415: 'media',
  429: 'busy',
}

const TIMEOUT_MS = 15_000

export interface RequestSettings {
  method?: 'GET' | 'POST' | 'PUT'
  body?: unknown
  headers?: Record<string, string>
  /** Lets the request outlive the page: a message on its way is not lost when the tab goes. */
  keepalive?: boolean
}

export async function request<T>(url: string, settings: RequestSettings = {}): Promise<Answer<T>> {
  const giving = cancelling()
  const timer = setTimeout(() => giving.cancel(), TIMEOUT_MS)
  try {
    const response = await giving.guard(fetch(url, { ...init(settings), ...(giving.signal && { signal: giving.signal }) }))
    const body = response.status === 204 ? null : ((await giving.guard(response.json().catch(() => null))) as unknown)
    // An answer that was cut off is no answer: what was stored is stored once, and asking again is safe.
    if (response.ok && response.status !== 204 && body === null) throw new TypeError('half an answer')
    if (response.ok) return { ok: true, status: response.status, body: body as T }
    return { ok: false, status: response.status, problem: problemOf(response.status), body, retryAfterMs: retryAfter(response) }
  } catch {
    return { ok: false, status: 0, problem: 'offline', body: null, retryAfterMs: 0 }
  } finally {
    clearTimeout(timer)
  }
}

export function problemOf(status: number): Problem {
  return BY_STATUS[status] ?? (status >= 500 ? 'server' : 'refused')
}

function init({ method = 'GET', body, headers = {}, keepalive = false }: RequestSettings): RequestInit {
  const base: RequestInit = { method, keepalive, cache: 'no-store', credentials: 'same-origin', headers: { ...headers } }
  if (method !== 'GET') {
    base.headers = { ...headers, 'Content-Type': 'application/json' }
    base.body = JSON.stringify(body ?? {})
  }
  return base
}

function retryAfter(response: Response): number {
  const seconds = Number(response.headers.get('Retry-After'))
  return Number.isFinite(seconds) ? seconds * 1000 : 0
}
