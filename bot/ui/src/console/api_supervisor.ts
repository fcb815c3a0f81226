/** The supervisors' side of the server, one function for each address. */

import { request, type Answer } from '../shared/http'
import type { TierName } from '../shared/wire'
import type { BareMessage, Board, Incident, Rated, Report, ToRead } from './types_supervisor'

export interface Days {
  from: string
  to: string
}

export function readBoard(): Promise<Answer<Board>> {
  return request('/api/board')
}

export function readIncidents(): Promise<Answer<{ incidents: Incident[] }>> {
  return request('/api/incidents')
}

export function seeIncident(id: number): Promise<Answer<null>> {
  return request(`/api/incidents/${id}/seen`, { method: 'POST' })
}

/** Without days: the last four weeks. */
export function readReport(days: Days | null): Promise<Answer<Report>> {
  return request(`/api/reports${query(days)}`)
}

export function reportFile(days: Days): string {
  return `/api/reports.csv${query(days)}`
}

export function listReviews(): Promise<Answer<{ reviews: ToRead[] }>> {
  return request('/api/reviews')
}

export function readReview(id: string): Promise<Answer<{ id: string; messages: BareMessage[] }>> {
  return request(`/api/reviews/${encodeURIComponent(id)}`)
}

export function rateReview(id: string, tier: TierName): Promise<Answer<Rated>> {
  return request(`/api/reviews/${encodeURIComponent(id)}`, { method: 'POST', body: { tier } })
}

function query(days: Days | null): string {
  return days ? `?from=${encodeURIComponent(days.from)}&to=${encodeURIComponent(days.to)}` : ''
}
