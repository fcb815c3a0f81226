/** Helplines as cards: the name, when it is open, and how to reach it with one tap. */

import { PageIcon, PhoneIcon, TextIcon } from '../shared/icons'
import { pageHref, smsHref, telHref } from '../shared/link_safety'
import type { HelplineCard } from '../shared/wire'
import { t } from './wording'

export function Helplines({ cards }: { cards: readonly HelplineCard[] }) {
  return (
    <ul class="helplines">
      {cards.map((card) => (
        <li key={card.name} class="helpline">
          <h2 class="helpline-name">{card.name}</h2>
          {card.hours && <p class="helpline-hours">{card.hours}</p>}
          {card.note && <p class="helpline-note">{card.note}</p>}
          <Ways card={card} />
        </li>
      ))}
    </ul>
  )
}

function Ways({ card }: { card: HelplineCard }) {
  const tel = card.phone ? telHref(card.phone) : null
  const sms = card.sms ? smsHref(card.sms) : null
  const page = card.url ? pageHref(card.url) : null
  return (
    <p class="ways">
      {tel && (
        <a class="way with-icon" href={tel}>
          <PhoneIcon />
          {t('helpline_call', { phone: card.phone ?? '' })}
        </a>
      )}
      {sms && (
        <a class="way with-icon" href={sms}>
          <TextIcon />
          {t('helpline_text', { sms: card.sms ?? '' })}
        </a>
      )}
      {page && (
        <a class="way way-page with-icon" href={page} target="_blank" rel="noopener noreferrer">
          <PageIcon />
          {t('helpline_website')}
        </a>
      )}
    </p>
  )
}
