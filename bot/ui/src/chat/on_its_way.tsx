/** One's own messages that the server does not have yet, and how far they are, in words. */

import type { Parcel, ParcelState } from '../shared/outbox'
import type { Content } from './api'
import type { Talk } from './talk'
import type { WordKey } from './word_keys'
import { t } from './wording'

const WORDS: Record<Exclude<ParcelState, 'refused'>, WordKey> = { sending: 'state_sending', retrying: 'state_trying_again' }

interface Props {
  parcel: Parcel<Content>
  /** The first of several in a row from the same side. */
  first: boolean
  onRetry(): void
}

export function OnItsWay({ parcel, first, onRetry }: Props) {
  const { content, state } = parcel
  return (
    <div class={first ? 'own group' : 'own'}>
      <div class="bubble bubble-own bubble-pending">
        <span class="unseen">{t('sender_you')}: </span>
        {content.kind === 'text' ? content.text : content.label}
      </div>
      {state === 'refused' ? (
        <button type="button" class="fate fate-refused" onClick={onRetry}>
          {t('state_not_sent')}
        </button>
      ) : (
        <p class="fate">{t(WORDS[state])}</p>
      )}
    </div>
  )
}

/** "Sent" under the newest of one's own messages only: under every one it would be a wall of "Sent". */
export function SentLine({ talk }: { talk: Talk }) {
  const last = talk.log.value[talk.log.value.length - 1]
  if (last?.sender !== 'young_person' || talk.parcels.value.length > 0) return null
  return <p class="fate">{t('state_sent')}</p>
}
