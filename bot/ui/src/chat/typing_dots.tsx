/** Somebody is writing: three dots that breathe. */

import type { TypingFrom } from './thinking'
import { t } from './wording'

export function TypingDots({ from, name }: { from: TypingFrom; name: string | null }) {
  return (
    <div class={from === 'bot' ? 'bubble bubble-bot typing' : 'bubble bubble-counsellor typing'}>
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span class="unseen">{from === 'bot' ? t('typing_bot') : t('typing_person', { name: name ?? t('who_person') })}</span>
    </div>
  )
}
