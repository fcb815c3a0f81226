/** Passkeys: turns the server's JSON into what the browser wants, asks the device, and turns its answer into JSON again. */

import type { WebAuthnJson } from './types_account'

const BYTES = new Set(['challenge', 'id'])

/** Whether passkeys can be used here: the browser knows them, the page is safe, and its address is a name, not a number. */
export function canUsePasskeys(): boolean {
  return typeof PublicKeyCredential === 'function' && isSecureContext && isName(location.hostname)
}

/** A passkey belongs to a host by its name; an IP address has none. */
export function isName(hostname: string): boolean {
  return !/^[\d.]+$/.test(hostname) && !hostname.includes(':')
}

/** A new passkey; null when the person or the device said no. */
export async function createPasskey(options: WebAuthnJson): Promise<WebAuthnJson | null> {
  try {
    return toJson(await navigator.credentials.create({ publicKey: fromJson(options) as unknown as PublicKeyCredentialCreationOptions }))
  } catch {
    return null
  }
}

/** What a passkey signed; null when the person or the device said no. */
export async function askPasskey(options: WebAuthnJson): Promise<WebAuthnJson | null> {
  try {
    return toJson(await navigator.credentials.get({ publicKey: fromJson(options) as unknown as PublicKeyCredentialRequestOptions }))
  } catch {
    return null
  }
}

/** The same with bytes instead of base64url, but for the relying party, whose id is a name. */
export function fromJson(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return BYTES.has(key) ? toBytes(value) : value
  if (Array.isArray(value)) return value.map((one) => fromJson(one))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, name === 'rp' ? inner : fromJson(inner, name)]))
}

/** The parts of a credential that the server checks. */
export function toJson(credential: Credential | null): WebAuthnJson | null {
  if (credential === null) return null
  const { id, type, rawId, response } = credential as PublicKeyCredential
  const parts: Record<string, string> = {}
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'] as const) {
    const part = (response as unknown as Record<string, unknown>)[name]
    if (part instanceof ArrayBuffer) parts[name] = toBase64Url(part)
  }
  return { id, type, rawId: toBase64Url(rawId), response: parts, clientExtensionResults: {} }
}

export function toBase64Url(bytes: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')
  return btoa(letters).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

export function toBytes(text: string): ArrayBuffer {
  const letters = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0)).buffer
}
