/** The fields of a member of staff that others may set: role, languages, skills, chats at the same time. */

import type { RoleName, Skill, StaffDetails } from './types_account'
import { ROLE_HINTS, roleName, STAFF } from './words_accounts'

const ROLES: readonly RoleName[] = ['counsellor', 'supervisor', 'administrator']

/** `most`: the role of whoever sets it; nobody makes somebody who may do more. `skills`: all there are. */
export function StaffFields({ details, most, skills }: { details: StaffDetails; most: string; skills: readonly Skill[] }) {
  const roles = ROLES.slice(0, ROLES.indexOf(most as RoleName) + 1)
  return (
    <>
      <fieldset>
        <legend>{STAFF.role}</legend>
        {roles.map((role) => (
          <label key={role} class="choice">
            <input type="radio" name="role" value={role} defaultChecked={role === details.role} />
            <span>
              {roleName(role)} <span class="choice-hint">{ROLE_HINTS[role]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label class="field">
        <span>{STAFF.languages}</span>
        <input name="languages" defaultValue={details.languages.join(', ')} maxLength={200} autocapitalize="none" spellcheck={false} aria-describedby="languages-hint" />
      </label>
      <p class="account-how" id="languages-hint">
        {STAFF.languagesHint}
      </p>
      {skills.length > 0 && (
        <fieldset aria-describedby="skills-hint">
          <legend>{STAFF.skills}</legend>
          <div class="skill-choices">
            {skills.map(({ id, name }) => (
              <label key={id} class="choice">
                <input type="checkbox" name="skills" value={id} defaultChecked={details.skills.includes(id)} />
                <span>{name}</span>
              </label>
            ))}
          </div>
          <p class="account-how" id="skills-hint">
            {STAFF.skillsHint}
          </p>
        </fieldset>
      )}
      <label class="field field-number">
        <span>{STAFF.capacity}</span>
        <input name="capacity" type="number" min={1} max={20} defaultValue={String(details.capacity)} required />
      </label>
    </>
  )
}

export function readDetails(form: HTMLFormElement): StaffDetails {
  const entered = new FormData(form)
  return {
    role: String(entered.get('role')) as RoleName,
    languages: tags(String(entered.get('languages'))),
    skills: entered.getAll('skills').map(String),
    capacity: Number(entered.get('capacity')),
  }
}

/** "en, cy" and "en cy" are the same list. */
export function tags(written: string): string[] {
  return written.split(/[\s,;]+/).filter((tag) => tag !== '')
}
