/** The way to a person, in the same place on every screen; and beside it, under the text field, the way to hide the chat. */

import { EyeOffIcon, PersonIcon } from '../shared/icons'
import { askForPerson, hide } from './app'
import type { Talk } from './talk'
import { t } from './wording'

export function Footer({ talk }: { talk: Talk }) {
  const { owner } = talk.state.value
  if (owner === 'counsellor') return null
  const asked = owner === 'waiting' || talk.parcels.value.some((parcel) => parcel.content.kind === 'person')
  return (
    <button type="button" class="text-button help with-icon" disabled={asked} onClick={() => askForPerson(talk)}>
      <PersonIcon />
      {t(asked ? 'person_asked' : 'talk_to_person')}
    </button>
  )
}

export function FootRow({ talk }: { talk: Talk }) {
  return (
    <div class="foot-row">
      <Footer talk={talk} />
      <button type="button" class="text-button help help-quiet with-icon" onClick={hide}>
        <EyeOffIcon />
        {t('menu_act_normal')}
      </button>
    </div>
  )
}
