/** Invites somebody: who they are and what they do; the answer is a link. */

import { useRef, useState } from 'preact/hooks'
import { AccountDialog } from './account_dialog'
import { Problem } from './account_part'
import { whyNot, type Prover } from './account_prove'
import { invite } from './api_account'
import { readDetails, StaffFields } from './staff_fields'
import type { NewLink, Skill } from './types_account'
import { STAFF } from './words_accounts'

interface Props {
  prover: Prover
  most: string
  skills: readonly Skill[]
  onMade(made: NewLink): void
  onClose(): void
}

export function InviteDialog({ prover, most, skills, onMade, onClose }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const name = String(new FormData(form.current!).get('name')).trim()
    const details = readDetails(form.current!)
    const answer = await prover.doIt(() => invite(name, details))
    if (answer.ok) onMade(answer.body)
    else setProblem(whyNot(answer))
  }
  return (
    <AccountDialog title={STAFF.inviteTitle} onClose={onClose}>
      <p class="panel-how">{STAFF.inviteHow}</p>
      <form class="set-up-steps" ref={form} onSubmit={(event) => void submit(event)}>
        <label class="field">
          <span>{STAFF.name}</span>
          <input name="name" maxLength={40} autocomplete="off" required autofocus dir="auto" aria-describedby="name-hint" />
        </label>
        <p class="account-how" id="name-hint">
          {STAFF.nameHint}
        </p>
        <StaffFields details={{ role: 'counsellor', languages: [], skills: [], capacity: 3 }} most={most} skills={skills} />
        <Problem text={problem} />
        <p class="acts">
          <button type="submit" class="button">
            {STAFF.makeLink}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {STAFF.cancel}
          </button>
        </p>
      </form>
    </AccountDialog>
  )
}
