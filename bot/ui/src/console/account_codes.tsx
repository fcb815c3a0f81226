/** Recovery codes: how many are left, new ones, and the one time they are shown. */

import { useEffect, useRef, useState } from 'preact/hooks'
import { copyText } from '../shared/copy_text'
import { newRecoveryCodes } from './api_account'
import { Part, Problem, type PartProps } from './account_part'
import { whyNot } from './account_prove'
import { SureButton } from './sure_button'
import { ACCOUNT } from './words_accounts'

export function RecoveryPart({ account, prover, onCodes }: PartProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const left = account.factors.recovery_codes
  const make = async (): Promise<void> => {
    const answer = await prover.doIt(newRecoveryCodes)
    if (answer.ok) onCodes(answer.body.recovery_codes)
    setProblem(whyNot(answer))
  }
  return (
    <Part id="codes" title={ACCOUNT.codes}>
      <p class="account-how">{ACCOUNT.codesWhat}</p>
      <p class={left === 0 ? 'notice' : undefined}>{left === 0 ? ACCOUNT.codesNone : ACCOUNT.codesLeft(left)}</p>
      <Problem text={problem} />
      <p class="acts">
        {left === 0 ? (
          <button type="button" class="button" onClick={() => void make()}>
            {ACCOUNT.newCodes}
          </button>
        ) : (
          <SureButton label={ACCOUNT.newCodes} question={ACCOUNT.sureNewCodes} onSure={() => void make()} />
        )}
      </p>
    </Part>
  )
}

/** Shown once, and in nobody's way: one has to say that they are kept before anything else goes on. */
export function CodesShown({ codes, onKept }: { codes: string[]; onKept(): void }) {
  const [isKept, setKept] = useState(false)
  const [copied, setCopied] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const copy = async (): Promise<void> => setCopied(await copyText(codes.join('\n'), list.current))
  return (
    <section class="account-card" aria-labelledby="codes-title">
      <h2 class="account-card-title" id="codes-title" ref={title} tabIndex={-1}>
        {ACCOUNT.keepThese}
      </h2>
      <p class="account-how">
        {ACCOUNT.codesWhat} {ACCOUNT.keepHow}
      </p>
      <ul class="codes" ref={list}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p class="acts">
        <button type="button" class="button button-quiet" onClick={() => void copy()}>
          {ACCOUNT.copy}
        </button>
        <span role="status">{copied && ACCOUNT.copied}</span>
      </p>
      <label class="choice">
        <input type="checkbox" checked={isKept} onChange={(event) => setKept(event.currentTarget.checked)} />
        <span>{ACCOUNT.kept}</span>
      </label>
      <p class="acts">
        <button type="button" class="button" disabled={!isKept} onClick={onKept}>
          {ACCOUNT.done}
        </button>
      </p>
    </section>
  )
}
