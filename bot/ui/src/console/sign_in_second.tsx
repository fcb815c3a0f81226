/** Asks for a second factor: a passkey, a code or a recovery code, whichever the account has and this browser can do. */

import { useEffect, useRef, useState } from 'preact/hooks'
import { askPasskey, canUsePasskeys } from './passkey'
import type { Proof, SecondStep } from './types_account'
import { SIGN_IN } from './words_accounts'

type Way = Proof['way']

interface Props {
  step: SecondStep
  /** Hands it over; the sentence why it was refused, or null. */
  onProof(proof: Proof): Promise<string | null>
}

export function SecondFactorForm({ step, onProof }: Props) {
  const ways = waysOf(step)
  const [way, setWay] = useState<Way>(ways[0] ?? 'recovery_code')
  const [problem, setProblem] = useState<string | null>(null)
  const choose = (wanted: Way): void => {
    setWay(wanted)
    setProblem(null)
  }
  return (
    <div class="factor">
      {way === 'passkey' ? (
        <PasskeyStep options={step.passkey!} onProof={onProof} problem={problem} setProblem={setProblem} />
      ) : (
        <CodeStep key={way} way={way} onProof={onProof} problem={problem} setProblem={setProblem} />
      )}
      {step.passkey !== null && !canUsePasskeys() && <p class="door-note">{SIGN_IN.noPasskeyHere}</p>}
      <OtherWays ways={ways.filter((one) => one !== way)} onChoose={choose} />
    </div>
  )
}

function waysOf(step: SecondStep): Way[] {
  const ways: Way[] = []
  if (step.passkey !== null && canUsePasskeys()) ways.push('passkey')
  if (step.totp) ways.push('code')
  if (step.recovery_codes) ways.push('recovery_code')
  return ways
}

interface StepProps {
  onProof: Props['onProof']
  problem: string | null
  setProblem(problem: string | null): void
}

function PasskeyStep({ options, onProof, problem, setProblem }: StepProps & { options: NonNullable<SecondStep['passkey']> }) {
  const [busy, setBusy] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  const ask = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    const answer = await askPasskey(options)
    setProblem(answer === null ? SIGN_IN.deviceSaidNo : await onProof({ way: 'passkey', answer }))
    setBusy(false)
  }
  return (
    <>
      <p class="door-note">{SIGN_IN.passkeyHint}</p>
      <p class="door-problem" role="alert">
        {problem}
      </p>
      <button type="button" class="button" ref={button} aria-disabled={busy} onClick={() => !busy && void ask()}>
        {busy ? SIGN_IN.waitingForDevice : SIGN_IN.usePasskey}
      </button>
    </>
  )
}

function CodeStep({ way, onProof, problem, setProblem }: StepProps & { way: 'code' | 'recovery_code' }) {
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(null)
    const refused = await onProof({ way, code: field.current!.value })
    setBusy(false)
    setProblem(refused)
    if (refused !== null) field.current?.select()
  }
  const isCode = way === 'code'
  return (
    <form class="factor-form" onSubmit={(event) => void submit(event)}>
      <label class="field">
        <span>{isCode ? SIGN_IN.code : SIGN_IN.recoveryCode}</span>
        <input
          ref={field}
          class="code-input"
          autocomplete={isCode ? 'one-time-code' : 'off'}
          autocapitalize="characters"
          inputMode={isCode ? 'numeric' : 'text'}
          maxLength={isCode ? 9 : 30}
          spellcheck={false}
          required
          aria-describedby={`hint-${way}`}
        />
      </label>
      <p class="door-note" id={`hint-${way}`}>
        {isCode ? SIGN_IN.codeHint : SIGN_IN.recoveryHint}
      </p>
      <p class="door-problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="button" aria-disabled={busy}>
        {busy ? SIGN_IN.going : SIGN_IN.go}
      </button>
    </form>
  )
}

const WAY_WORDS: Readonly<Record<Way, string>> = {
  code: SIGN_IN.byCode,
  passkey: SIGN_IN.byPasskey,
  recovery_code: SIGN_IN.byRecovery,
}

function OtherWays({ ways, onChoose }: { ways: Way[]; onChoose(way: Way): void }) {
  if (ways.length === 0) return null
  return (
    <div class="other-ways" role="group" aria-label={SIGN_IN.other}>
      <p class="door-note">{SIGN_IN.other}</p>
      {ways.map((way) => (
        <button key={way} type="button" class="button button-quiet" onClick={() => onChoose(way)}>
          {WAY_WORDS[way]}
        </button>
      ))}
    </div>
  )
}
