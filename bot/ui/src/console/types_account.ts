/** The own account, the staff list and the audit log, as the server tells them. */

/** WebAuthn's options and answers as JSON: bytes are base64url. */
export type WebAuthnJson = Record<string, unknown>

/** A second factor is due: the ticket, and which ones the account has. */
export interface SecondStep {
  ticket: string
  totp: boolean
  recovery_codes: boolean
  passkey: WebAuthnJson | null
}

/** What is shown as a second factor. */
export type Proof = { way: 'code' | 'recovery_code'; code: string } | { way: 'passkey'; answer: WebAuthnJson }

export interface Passkey {
  id: string
  name: string
  created_at: string
  used_at: string | null
}

export interface Factors {
  totp: boolean
  /** How many are left. */
  recovery_codes: number
  passkeys: Passkey[]
}

export interface OpenBrowser {
  handle: string
  created_at: string
  seen_at: string
  this: boolean
}

export interface Account {
  factors: Factors
  sessions: OpenBrowser[]
  fresh: boolean
  required: boolean
  must_set_up: boolean
  has_password: boolean
  sso: boolean
}

export interface NewTotp {
  ticket: string
  secret: string
  /** A picture in a data: address. */
  qr: string
}

export interface Codes {
  recovery_codes: string[]
}

export type RoleName = 'counsellor' | 'supervisor' | 'administrator'

export interface Member {
  id: string
  name: string
  role: RoleName
  languages: string[]
  /** Their ids. */
  skills: string[]
  capacity: number
  created_at: string
  disabled_at: string | null
  has_joined: boolean
  invited_until: string | null
  second_factor: boolean
  sso: boolean
  me: boolean
  may_change: boolean
}

/** A link that is shown once, and for whom. */
export interface NewLink {
  member: Member
  link: string
}

/** Something that somebody can know especially well. */
export interface Skill {
  id: string
  name: string
}

export interface StaffDetails {
  role: RoleName
  languages: string[]
  skills: string[]
  capacity: number
}

export interface AuditLine {
  number: number
  at: string
  by: string
  by_name: string | null
  action: string
  conversation: string | null
  label: string | null
  about: string | null
  about_name: string | null
}

export interface AuditPage {
  lines: AuditLine[]
  next: number | null
}
