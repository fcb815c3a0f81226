/** Sets up an authenticator app: a picture to scan, a key to type instead, and the first code. */

import { useEffect, useRef, useState } from 'preact/hooks'
import { beginTotp, confirmTotp } from './api_account'
import { explainAccount } from './account_refusals'
import { Problem, type PartProps } from './account_part'
import { whyNot } from './account_prove'
import { codeOf } from './refusals'
import type { NewTotp } from './types_account'
import { WORDS } from './words'
import { ACCOUNT, SIGN_IN } from './words_accounts'

type Props = PartProps & { onDone(codes: string[]): void; onCancel(): void }

export function NewApp({ prover, onDone, onCancel }: Props) {
  const [begun, setBegun] = useState<NewTotp | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const begin = async (): Promise<void> => {
    const answer = await prover.doIt(beginTotp)
    if (answer.ok) setBegun(answer.body)
    else if (codeOf(answer) === 'given_up') onCancel()
    else setProblem(explainAccount(answer))
  }
  useEffect(() => void begin(), [])
  useEffect(() => field.current?.focus(), [begun])
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const answer = await prover.doIt(() => confirmTotp(begun!.ticket, field.current!.value))
    if (answer.ok) return onDone(answer.body.recovery_codes)
    setProblem(whyNot(answer))
    if (codeOf(answer) === 'ticket_over') await begin()
    field.current?.select()
  }
  if (begun === null) return <p class={problem ? 'door-problem' : 'side-none'}>{problem ?? WORDS.loading}</p>
  return (
    <form class="set-up" onSubmit={(event) => void submit(event)}>
      <img class="qr" src={begun.qr} alt={ACCOUNT.scanAlt} width={220} height={220} />
      <div class="set-up-steps">
        <p>{ACCOUNT.scan}</p>
        <p>
          {ACCOUNT.orType} <code class="key">{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
        <label class="field">
          <span>{ACCOUNT.thenCode}</span>
          <input ref={field} class="code-input" inputMode="numeric" autocomplete="one-time-code" maxLength={9} spellcheck={false} required aria-describedby="totp-hint" />
        </label>
        <p class="account-how" id="totp-hint">
          {SIGN_IN.codeHint}
        </p>
        <Problem text={problem} />
        <p class="acts">
          <button type="submit" class="button">
            {ACCOUNT.confirm}
          </button>
          <button type="button" class="button button-quiet" onClick={onCancel}>
            {ACCOUNT.cancel}
          </button>
        </p>
      </div>
    </form>
  )
}
