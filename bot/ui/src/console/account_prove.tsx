/** Before an account is changed: asks once more who it is, then does what was wanted. */

import { useEffect, useRef, useState } from 'preact/hooks'
import type { Answer } from '../shared/http'
import { CloseIcon } from '../shared/icons'
import { beginProof, prove, proveByPassword } from './api_account'
import { explainAccount } from './account_refusals'
import { codeOf } from './refusals'
import { SecondFactorForm } from './sign_in_second'
import type { Proof, SecondStep } from './types_account'
import { ACCOUNT_PROBLEMS, PROVE, SIGN_IN } from './words_accounts'

type Deed = () => Promise<Answer<unknown>>

interface Wanted {
  deed: Deed
  done(answer: Answer<never>): void
}

export type Prover = ReturnType<typeof useProver>

/** `doIt` does something on the server; where that asks for a proof, the dialog opens and it is done again afterwards. */
export function useProver() {
  const [wanted, setWanted] = useState<Wanted | null>(null)

  async function doIt<T>(deed: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const answer = await deed()
    if (answer.ok || codeOf(answer) !== 'prove_again') return answer
    return new Promise((done) => setWanted({ deed, done: done as Wanted['done'] }))
  }

  const proven = async (): Promise<void> => {
    const { deed, done } = wanted!
    setWanted(null)
    done((await deed()) as Answer<never>)
  }
  /** The answer of whoever closes the dialog: nothing was done, and there is nothing to explain. */
  const givenUp = (): void => {
    wanted?.done({ ok: false, status: 0, problem: 'refused', body: { error: { code: 'given_up' } }, retryAfterMs: 0 })
    setWanted(null)
  }
  const dialog = wanted && <ProveDialog onProven={() => void proven()} onClose={givenUp} />
  return { doIt, dialog }
}

/** The sentence for a refusal; null where there is nothing to say. */
export function whyNot(answer: Answer<unknown>): string | null {
  return answer.ok || codeOf(answer) === 'given_up' ? null : explainAccount(answer)
}

function ProveDialog({ onProven, onClose }: { onProven(): void; onClose(): void }) {
  const [step, setStep] = useState<SecondStep | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  const begin = async (): Promise<void> => {
    const answer = await beginProof()
    if (answer.ok) setStep(answer.body)
    else setFailed(explainAccount(answer))
  }
  useEffect(() => {
    dialog.current?.showModal()
    void begin()
  }, [])
  const show = async (proof: Proof): Promise<string | null> => {
    const answer = await prove(step!.ticket, proof)
    if (answer.ok) onProven()
    else if (codeOf(answer) === 'ticket_over') {
      await begin()
      return SIGN_IN.tookTooLong
    } else return explainAccount(answer)
    return null
  }
  const hasFactor = step !== null && (step.totp || step.passkey !== null)
  return (
    <dialog class="shortcuts account-dialog" ref={dialog} aria-labelledby="prove-title" onClose={onClose}>
      <header class="panel-head">
        <h2 class="panel-title" id="prove-title">
          {PROVE.title}
        </h2>
        <button type="button" class="bar-button" onClick={() => dialog.current?.close()}>
          <CloseIcon />
          <span class="unseen">{PROVE.close}</span>
        </button>
      </header>
      <p class="panel-how">{PROVE.why}</p>
      {failed && <p class="door-problem">{failed}</p>}
      {step !== null && (hasFactor ? <SecondFactorForm key={step.ticket} step={step} onProof={show} /> : <ByPassword onProven={onProven} />)}
    </dialog>
  )
}

function ByPassword({ onProven }: { onProven(): void }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const answer = await proveByPassword(field.current!.value)
    setBusy(false)
    if (answer.ok) onProven()
    else setProblem(answer.problem === 'busy' ? ACCOUNT_PROBLEMS.busy : explainAccount(answer))
  }
  return (
    <form class="factor-form" onSubmit={(event) => void submit(event)}>
      <label class="field">
        <span>{PROVE.password}</span>
        <input ref={field} type="password" autocomplete="current-password" required />
      </label>
      <p class="door-problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="button" aria-disabled={busy}>
        {busy ? SIGN_IN.going : SIGN_IN.go}
      </button>
    </form>
  )
}
