/** Changes one member of staff: what they do, and whether and how they get in. */

import { useRef, useState } from 'preact/hooks'
import type { Answer } from '../shared/http'
import { AccountDialog } from './account_dialog'
import { Problem } from './account_part'
import { whyNot, type Prover } from './account_prove'
import { changeMember, disableMember, enableMember, resetFactorOf, resetMember } from './api_account'
import { readDetails, StaffFields } from './staff_fields'
import { SureButton } from './sure_button'
import type { Member, NewLink, Skill } from './types_account'
import { STAFF } from './words_accounts'

interface Props {
  member: Member
  most: string
  skills: readonly Skill[]
  prover: Prover
  onMade(made: NewLink): void
  onChanged(): void
  onClose(): void
}

export function MemberDialog({ member, most, skills, prover, onMade, onChanged, onClose }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const does = async (deed: () => Promise<Answer<Member>>): Promise<void> => {
    const answer = await prover.doIt(deed)
    setProblem(whyNot(answer))
    if (!answer.ok) return
    onChanged()
    onClose()
  }
  const save = (event: Event): void => {
    event.preventDefault()
    const details = readDetails(form.current!)
    void does(() => changeMember(member.id, details))
  }
  const newLink = async (): Promise<void> => {
    const answer = await prover.doIt(() => resetMember(member.id))
    setProblem(whyNot(answer))
    if (answer.ok) onMade(answer.body)
  }
  return (
    <AccountDialog title={STAFF.editOf(member.name)} onClose={onClose}>
      <form class="set-up-steps" ref={form} onSubmit={save}>
        <StaffFields details={member} most={most} skills={skills} />
        <Problem text={problem} />
        <p class="acts">
          <button type="submit" class="button">
            {STAFF.save}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {STAFF.cancel}
          </button>
        </p>
      </form>
      <h3 class="account-part-title">{STAFF.more}</h3>
      {member.me ? (
        <p class="account-how">{STAFF.ownAccount}</p>
      ) : (
        <ul class="own-rows">
          {!member.disabled_at && (
            <Access how={STAFF.newLinkHow} label={STAFF.newLink} question={STAFF.sureNewLink(member.name)} onSure={() => void newLink()} />
          )}
          {member.second_factor && (
            <Access
              how={STAFF.resetFactorHow}
              label={STAFF.resetFactor}
              question={STAFF.sureResetFactor(member.name)}
              onSure={() => void does(() => resetFactorOf(member.id))}
            />
          )}
          {member.disabled_at ? (
            <li class="own-row">
              <button type="button" class="button button-quiet small" onClick={() => void does(() => enableMember(member.id))}>
                {STAFF.open}
              </button>
            </li>
          ) : (
            <Access how={STAFF.closeHow} label={STAFF.close} question={STAFF.sureClose(member.name)} onSure={() => void does(() => disableMember(member.id))} />
          )}
        </ul>
      )}
    </AccountDialog>
  )
}

function Access({ how, label, question, onSure }: { how: string; label: string; question: string; onSure(): void }) {
  return (
    <li class="own-row">
      <p class="account-how">{how}</p>
      <SureButton label={label} question={question} onSure={onSure} />
    </li>
  )
}
