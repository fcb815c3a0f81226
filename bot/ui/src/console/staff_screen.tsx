/** The staff list: who works here, and inviting, changing and closing accounts. */

import { useEffect, useState } from 'preact/hooks'
import { useProver, whyNot } from './account_prove'
import { readStaff } from './api_account'
import type { ScreenProps } from './screen'
import { InviteDialog } from './staff_invite'
import { LinkDialog } from './staff_link'
import { MemberDialog } from './staff_member'
import type { Member, NewLink, Skill } from './types_account'
import { dayAndTime, WORDS } from './words'
import { roleName, STAFF } from './words_accounts'

type Open = { kind: 'invite' } | { kind: 'member'; id: string } | { kind: 'link'; made: NewLink } | null

export function StaffScreen({ desk }: ScreenProps) {
  const [staff, setStaff] = useState<Member[] | null>(null)
  const [skills, setSkills] = useState<Skill[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [open, setOpen] = useState<Open>(null)
  const prover = useProver()
  const refresh = async (): Promise<void> => {
    const answer = await readStaff()
    if (answer.ok) {
      setStaff(closedLast(answer.body.staff))
      setSkills(answer.body.skills)
    }
    setProblem(whyNot(answer))
  }
  useEffect(() => void refresh(), [])
  const made = (link: NewLink): void => {
    setOpen({ kind: 'link', made: link })
    void refresh()
  }
  const member = open?.kind === 'member' ? staff?.find((one) => one.id === open.id) : undefined
  const close = (): void => setOpen(null)
  return (
    <main class="screen staff" aria-labelledby="staff-title">
      <div class="screen-head">
        <h1 class="screen-title" id="staff-title">
          {STAFF.title}
        </h1>
        <button type="button" class="button" onClick={() => setOpen({ kind: 'invite' })}>
          {STAFF.invite}
        </button>
      </div>
      {problem && <p class="notice">{problem}</p>}
      {staff === null ? <p class="side-none">{WORDS.loading}</p> : <StaffTable staff={staff} skills={skills} onChange={(id) => setOpen({ kind: 'member', id })} />}
      {open?.kind === 'invite' && <InviteDialog prover={prover} most={desk.counsellor.role} skills={skills} onMade={made} onClose={close} />}
      {member && <MemberDialog member={member} most={desk.counsellor.role} skills={skills} prover={prover} onMade={made} onChanged={() => void refresh()} onClose={close} />}
      {open?.kind === 'link' && <LinkDialog made={open.made} onClose={close} />}
      {prover.dialog}
    </main>
  )
}

/** By name as the server has them, closed accounts after the others. */
function closedLast(staff: Member[]): Member[] {
  return [...staff.filter((one) => !one.disabled_at), ...staff.filter((one) => one.disabled_at)]
}

function StaffTable({ staff, skills, onChange }: { staff: Member[]; skills: readonly Skill[]; onChange(id: string): void }) {
  const { columns } = STAFF
  return (
    <div class="staff-frame" tabIndex={0} role="region" aria-labelledby="staff-title">
      <table class="staff-table">
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.role}</th>
            <th scope="col">{columns.languages}</th>
            <th scope="col">{columns.capacity}</th>
            <th scope="col">{columns.factor}</th>
            <th scope="col">{columns.state}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {staff.map((one) => (
            <StaffRow key={one.id} member={one} skills={skills} onChange={() => onChange(one.id)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function StaffRow({ member, skills, onChange }: { member: Member; skills: readonly Skill[]; onChange(): void }) {
  const state = stateOf(member)
  const known = skills.filter(({ id }) => member.skills.includes(id)).map(({ name }) => name)
  return (
    <tr class={member.disabled_at ? 'is-closed' : undefined}>
      <th scope="row">
        <span dir="auto">{member.name}</span>
        {member.me && <span class="staff-tag">{STAFF.you}</span>}
      </th>
      <td>{roleName(member.role)}</td>
      <td>
        {member.languages.join(', ') || STAFF.any}
        {known.length > 0 && <span class="staff-skills">{known.join(', ')}</span>}
      </td>
      <td class="staff-number">{member.capacity}</td>
      <td>{member.second_factor ? STAFF.yes : <span class="is-missing">{STAFF.no}</span>}</td>
      <td>{state}</td>
      <td class="staff-acts">
        {member.may_change && (
          <button type="button" class="button button-quiet small" aria-label={STAFF.editOf(member.name)} onClick={onChange}>
            {STAFF.edit}
          </button>
        )}
      </td>
    </tr>
  )
}

export function stateOf({ disabled_at, has_joined, invited_until }: Member): string {
  if (disabled_at) return STAFF.closed(unbroken(disabled_at))
  if (has_joined) return STAFF.active
  return invited_until ? STAFF.invited(unbroken(invited_until)) : STAFF.expired
}

/** A day and a time that stay in one line. */
const unbroken = (at: string): string => dayAndTime(at).replace(/ /g, '\u00a0')
