/** The page of an invitation link: who is invited, and the password they choose. */

import { useEffect, useRef, useState } from 'preact/hooks'
import { acceptInvitation, joinElsewhere, lookAtInvitation, type Entry, type Invited } from './api_account'
import { explainAccount } from './account_refusals'
import { bell } from './bell'
import { Door } from './door'
import { codeOf } from './refusals'
import { SsoButton, useSso } from './sign_in_sso'
import { ACCOUNT_PROBLEMS, INVITATION, roleName } from './words_accounts'

const MARK = '#invitation='

/** The token in the address, which is then taken out of it: it must not stay in the history. */
export function takeInvitation(): string | null {
  if (!location.hash.startsWith(MARK)) return null
  const token = location.hash.slice(MARK.length)
  history.replaceState(null, '', location.pathname)
  return token
}

type Looked = { kind: 'looking' } | { kind: 'over' } | { kind: 'failed' } | { kind: 'invited'; invited: Invited }

export function InvitationScreen({ token, onEntry, onLeave }: { token: string; onEntry(entry: Entry): void; onLeave(): void }) {
  const [looked, setLooked] = useState<Looked>({ kind: 'looking' })
  const look = async (): Promise<void> => {
    const answer = await lookAtInvitation(token)
    if (answer.ok) setLooked({ kind: 'invited', invited: answer.body })
    else setLooked({ kind: answer.problem === 'offline' || answer.problem === 'server' ? 'failed' : 'over' })
  }
  useEffect(() => void look(), [token])
  if (looked.kind === 'looking') return null
  if (looked.kind === 'invited') return <Join token={token} invited={looked.invited} onEntry={onEntry} onOver={() => setLooked({ kind: 'over' })} />
  const over = looked.kind === 'over'
  return (
    <Door title={over ? INVITATION.over : ACCOUNT_PROBLEMS.offline}>
      {over && <p class="door-note">{INVITATION.overHow}</p>}
      <button type="button" class="button button-quiet" onClick={onLeave}>
        {INVITATION.toSignIn}
      </button>
    </Door>
  )
}

interface JoinProps {
  token: string
  invited: Invited
  onEntry(entry: Entry): void
  onOver(): void
}

function Join({ token, invited, onEntry, onOver }: JoinProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [shown, setShown] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const sso = useSso()
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input[required]')?.focus(), [])
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    bell().allowSound()
    setBusy(true)
    setProblem(null)
    const answer = await acceptInvitation(token, String(new FormData(form.current!).get('password')))
    setBusy(false)
    if (answer.ok) onEntry(answer.body)
    else if (codeOf(answer) === 'invitation_over') onOver()
    else setProblem(explainAccount(answer))
  }
  return (
    <Door title={INVITATION.welcome(invited.name)} form={form} onSubmit={(event) => void submit(event)}>
      <p>{INVITATION.how(roleName(invited.role).toLowerCase())}</p>
      {/* Tells a password manager whose password this is. */}
      <input class="unseen" name="name" autocomplete="username" value={invited.name} tabIndex={-1} aria-hidden="true" readOnly />
      <label class="field">
        <span>{INVITATION.password}</span>
        <input
          {...(shown ? { type: 'text' } : { type: 'password' })}
          name="password"
          autocomplete="new-password"
          minLength={invited.min_password}
          spellcheck={false}
          aria-describedby="password-rule"
          required
        />
      </label>
      <label class="choice">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
        <span>{INVITATION.show}</span>
      </label>
      <p class="door-note" id="password-rule">
        {INVITATION.rule(invited.min_password)}
      </p>
      <p class="door-problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="button" disabled={busy}>
        {busy ? INVITATION.joining : INVITATION.join}
      </button>
      {sso !== null && <SsoButton label={INVITATION.withSso(sso)} begin={() => joinElsewhere(token)} />}
    </Door>
  )
}
