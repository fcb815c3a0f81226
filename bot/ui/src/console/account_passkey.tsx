/** Adds a passkey: what its owner calls the device, then the device itself is asked. */

import { useEffect, useRef, useState } from 'preact/hooks'
import { beginPasskey, confirmPasskey } from './api_account'
import { Problem, type PartProps } from './account_part'
import { whyNot } from './account_prove'
import { createPasskey } from './passkey'
import { ACCOUNT, SIGN_IN } from './words_accounts'

type Props = PartProps & { onDone(codes: string[]): void; onCancel(): void }

export function NewPasskey({ prover, onDone, onCancel }: Props) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const make = async (): Promise<string | null> => {
    const begun = await prover.doIt(beginPasskey)
    if (!begun.ok) return whyNot(begun)
    const made = await createPasskey(begun.body.options)
    if (made === null) return SIGN_IN.deviceSaidNo
    const answer = await confirmPasskey(begun.body.ticket, made, field.current?.value ?? '')
    if (answer.ok) onDone(answer.body.recovery_codes)
    return whyNot(answer)
  }
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(null)
    setProblem(await make())
    setBusy(false)
  }
  return (
    <form class="set-up-steps" onSubmit={(event) => void submit(event)}>
      <p class="account-how">{SIGN_IN.passkeyHint}</p>
      <label class="field">
        <span>{ACCOUNT.passkeyName}</span>
        <input ref={field} maxLength={40} placeholder={ACCOUNT.passkeyNameHint} required dir="auto" />
      </label>
      <Problem text={problem} />
      <p class="acts">
        <button type="submit" class="button" aria-disabled={busy}>
          {busy ? SIGN_IN.waitingForDevice : ACCOUNT.make}
        </button>
        <button type="button" class="button button-quiet" onClick={onCancel}>
          {ACCOUNT.cancel}
        </button>
      </p>
    </form>
  )
}
