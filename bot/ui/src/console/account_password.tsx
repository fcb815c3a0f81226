/** Changes the own password. */

import { useRef, useState } from 'preact/hooks'
import { changePassword } from './api_account'
import { Part, Problem, type PartProps } from './account_part'
import { whyNot } from './account_prove'
import { ACCOUNT } from './words_accounts'

export function PasswordPart({ prover, refresh }: PartProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const [done, setDone] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const entered = new FormData(form.current!)
    setDone(false)
    setProblem(null)
    const answer = await prover.doIt(() => changePassword(String(entered.get('current')), String(entered.get('wanted'))))
    setProblem(whyNot(answer))
    if (!answer.ok) return
    form.current?.reset()
    setDone(true)
    await refresh()
  }
  return (
    <Part id="password" title={ACCOUNT.password}>
      <p class="account-how">{ACCOUNT.passwordHow}</p>
      <form class="set-up-steps" ref={form} onSubmit={(event) => void submit(event)}>
        <label class="field">
          <span>{ACCOUNT.current}</span>
          <input name="current" type="password" autocomplete="current-password" required />
        </label>
        <label class="field">
          <span>{ACCOUNT.wanted}</span>
          <input name="wanted" type="password" autocomplete="new-password" required />
        </label>
        <Problem text={problem} />
        <p class="acts">
          <button type="submit" class="button button-quiet">
            {ACCOUNT.change}
          </button>
          <span role="status">{done && ACCOUNT.changed}</span>
        </p>
      </form>
    </Part>
  )
}
