/** The server's side of accounts: signing in, the own account, the staff list, the audit log. One function for each address. */

import { request, type Answer } from '../shared/http'
import type { Counsellor } from './types'
import type {
  Account,
  AuditPage,
  Codes,
  Member,
  NewLink,
  NewTotp,
  Proof,
  RoleName,
  SecondStep,
  Skill,
  StaffDetails,
  WebAuthnJson,
} from './types_account'

/** In, or asked for a second factor. */
export type Entry = { counsellor: Counsellor; second_step?: undefined } | { second_step: SecondStep }

const post = <T>(path: string, body: unknown = {}): Promise<Answer<T>> => request(path, { method: 'POST', body })

export const signIn = (name: string, password: string): Promise<Answer<Entry>> => post('/api/sign-in', { name, password })
export const secondStep = (ticket: string, proof: Proof): Promise<Answer<Entry>> => post('/api/sign-in/second', { ticket, ...proof })

export interface Invited {
  name: string
  role: RoleName
  min_password: number
}

/** How one can sign in beside a password: what staff call the provider, or nothing. */
export const readWays = (): Promise<Answer<{ sso: string | null }>> => request('/api/ways')
export const lookAtStep = (ticket: string): Promise<Answer<SecondStep>> => post('/api/sign-in/look', { ticket })
export const signInElsewhere = (): Promise<Answer<{ address: string }>> => post('/api/sign-in/sso')
export const joinElsewhere = (token: string): Promise<Answer<{ address: string }>> => post('/api/invitations/sso', { token })
export const connectElsewhere = (): Promise<Answer<{ address: string }>> => post('/api/account/sso')
export const disconnectElsewhere = (): Promise<Answer<null>> => post('/api/account/sso/remove')

export const lookAtInvitation = (token: string): Promise<Answer<Invited>> => post('/api/invitations/look', { token })
export const acceptInvitation = (token: string, password: string): Promise<Answer<Entry>> =>
  post('/api/invitations/accept', { token, password })

export const readAccount = (): Promise<Answer<Account>> => request('/api/account')
export const beginProof = (): Promise<Answer<SecondStep>> => post('/api/account/prove/begin')
export const prove = (ticket: string, proof: Proof): Promise<Answer<null>> => post('/api/account/prove', { ticket, ...proof })
export const proveByPassword = (password: string): Promise<Answer<null>> => post('/api/account/prove/password', { password })
export const changePassword = (current: string, wanted: string): Promise<Answer<null>> =>
  post('/api/account/password', { current, new: wanted })

export const beginTotp = (): Promise<Answer<NewTotp>> => post('/api/account/totp')
export const confirmTotp = (ticket: string, code: string): Promise<Answer<Codes>> => post('/api/account/totp/confirm', { ticket, code })
export const removeTotp = (): Promise<Answer<null>> => post('/api/account/totp/remove')
export const beginPasskey = (): Promise<Answer<{ ticket: string; options: WebAuthnJson }>> => post('/api/account/passkeys')
export const confirmPasskey = (ticket: string, answer: WebAuthnJson, name: string): Promise<Answer<Codes>> =>
  post('/api/account/passkeys/confirm', { ticket, answer, name })
export const removePasskey = (id: string): Promise<Answer<null>> => post(`/api/account/passkeys/${encodeURIComponent(id)}/remove`)
export const newRecoveryCodes = (): Promise<Answer<Codes>> => post('/api/account/recovery-codes')

export const endBrowser = (handle: string): Promise<Answer<null>> => post(`/api/account/sessions/${encodeURIComponent(handle)}/end`)
export const endOtherBrowsers = (): Promise<Answer<null>> => post('/api/account/sessions/end-others')

export const readStaff = (): Promise<Answer<{ staff: Member[]; skills: Skill[] }>> => request('/api/staff')
export const invite = (name: string, details: StaffDetails): Promise<Answer<NewLink>> => post('/api/staff', { name, ...details })
export const changeMember = (id: string, details: StaffDetails): Promise<Answer<Member>> => post(member(id), details)
export const disableMember = (id: string): Promise<Answer<Member>> => post(`${member(id)}/disable`)
export const enableMember = (id: string): Promise<Answer<Member>> => post(`${member(id)}/enable`)
export const resetMember = (id: string): Promise<Answer<NewLink>> => post(`${member(id)}/reset`)
export const resetFactorOf = (id: string): Promise<Answer<Member>> => post(`${member(id)}/reset-second-factor`)

export function readAudit(asked: Readonly<Record<string, string>>): Promise<Answer<AuditPage>> {
  return request(`/api/audit?${new URLSearchParams(asked).toString()}`)
}

function member(id: string): string {
  return `/api/staff/${encodeURIComponent(id)}`
}
