/** The door: a name and a password, then a second factor where the account has one. */

import { useRef, useState } from 'preact/hooks'
import type { Answer } from '../shared/http'
import { secondStep, signIn, signInElsewhere, type Entry } from './api_account'
import { explainAccount } from './account_refusals'
import { bell } from './bell'
import { Door } from './door'
import { codeOf } from './refusals'
import { SecondFactorForm } from './sign_in_second'
import { SsoButton, useSso } from './sign_in_sso'
import type { Counsellor } from './types'
import type { Proof, SecondStep } from './types_account'
import { WORDS } from './words'
import { SIGN_IN } from './words_accounts'

/** `note` stands above the fields: why one has to sign in again. `due`: the first step is done already. */
export function SignIn({ note, due = null, onSignedIn }: { note?: string; due?: SecondStep | null; onSignedIn(counsellor: Counsellor): void }) {
  const [step, setStep] = useState<SecondStep | null>(due)
  const [why, setWhy] = useState(note)
  const enter = (entry: Entry): void => {
    if (entry.second_step) setStep(entry.second_step)
    else onSignedIn(entry.counsellor)
  }
  const startAgain = (reason?: string): void => {
    setWhy(reason)
    setStep(null)
  }
  if (step === null) return <FirstStep note={why} onEntry={enter} />
  return <Second step={step} onEntry={enter} onStartAgain={startAgain} />
}

function FirstStep({ note, onEntry }: { note: string | undefined; onEntry(entry: Entry): void }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const sso = useSso()

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    bell().allowSound()
    const entered = new FormData(form.current!)
    setBusy(true)
    setProblem(null)
    const answer = await signIn(String(entered.get('name')).trim(), String(entered.get('password')))
    setBusy(false)
    if (answer.ok) onEntry(answer.body)
    else setProblem(explainSignIn(answer))
  }

  return (
    <Door title={WORDS.title} form={form} onSubmit={(event) => void submit(event)}>
      {note && <p class="door-note">{note}</p>}
      <label class="field">
        <span>{WORDS.name}</span>
        <input name="name" autocomplete="username" autocapitalize="none" required autofocus />
      </label>
      <label class="field">
        <span>{WORDS.password}</span>
        <input name="password" type="password" autocomplete="current-password" required />
      </label>
      <p class="door-problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="button" disabled={busy}>
        {busy ? WORDS.signingIn : WORDS.signIn}
      </button>
      {sso !== null && <SsoButton label={SIGN_IN.sso(sso)} begin={signInElsewhere} />}
    </Door>
  )
}

function Second({ step, onEntry, onStartAgain }: { step: SecondStep; onEntry(entry: Entry): void; onStartAgain(reason?: string): void }) {
  const show = async (proof: Proof): Promise<string | null> => {
    const answer = await secondStep(step.ticket, proof)
    if (answer.ok) onEntry(answer.body)
    else if (codeOf(answer) === 'ticket_over') onStartAgain(SIGN_IN.tookTooLong)
    else return explainAccount(answer)
    return null
  }
  return (
    <Door title={SIGN_IN.secondTitle}>
      <SecondFactorForm step={step} onProof={show} />
      <button type="button" class="link-button" onClick={() => onStartAgain()}>
        {SIGN_IN.startAgain}
      </button>
    </Door>
  )
}

function explainSignIn(answer: Extract<Answer<unknown>, { ok: false }>): string {
  const { problem } = answer
  if (problem === 'session' || problem === 'refused') return WORDS.wrongPassword
  return problem === 'busy' ? WORDS.tooManyTries : WORDS.noServer
}
