/** The answer in an emergency: one sentence and one big telephone button. */

import { PhoneIcon } from '../shared/icons'
import { telHref } from '../shared/link_safety'
import type { Message } from '../shared/wire'
import { mainCall } from './turn'
import { t } from './wording'

export function CrisisCard({ message }: { message: Message }) {
  const call = mainCall(message)
  const href = call?.tel ? telHref(call.tel) : null
  return (
    <section class="crisis group">
      <p class="crisis-words">
        <span class="unseen">{t('sender_bot')}: </span>
        {message.text}
      </p>
      {call && href && (
        <a class="button button-danger crisis-call with-icon" href={href}>
          <PhoneIcon />
          {call.label}
        </a>
      )}
    </section>
  )
}
