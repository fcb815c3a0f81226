/** The way to a person, in the same place on every screen. */

import { PersonIcon } from '../shared/icons'
import { askForPerson } from './app'
import type { Talk } from './talk'
import { t } from './wording'

export function Footer({ talk }: { talk: Talk }) {
  const { owner } = talk.state.value
  if (owner === 'counsellor') return null
  const asked = owner === 'waiting' || talk.parcels.value.some((parcel) => parcel.content.kind === 'person')
  return (
    <button type="button" class="help" disabled={asked} onClick={() => askForPerson(talk)}>
      <PersonIcon />
      {t(asked ? 'person_asked' : 'talk_to_person')}
    </button>
  )
}
