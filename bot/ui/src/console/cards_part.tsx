/** Guidance cards: what the bot would say to this, in the young person's language. */

import { useState } from 'preact/hooks'
import { insert } from './insert'
import { Needed } from './needed'
import type { OpenChat } from './open_chat'
import { matching } from './saved_replies'
import type { GuidanceCard } from './types_help'
import { languageName, plain } from './words'
import { CARDS } from './words_brief'

export function CardsPart({ chat, canInsert }: { chat: OpenChat; canInsert: boolean }) {
  return <Needed what={chat.help}>{({ cards }) => <Cards cards={cards} chat={chat} canInsert={canInsert} />}</Needed>
}

function Cards({ cards, chat, canInsert }: { cards: GuidanceCard[]; chat: OpenChat; canInsert: boolean }) {
  const [wanted, setWanted] = useState('')
  if (cards.length === 0) return <p class="side-none">{CARDS.noneYet}</p>
  const searchable = cards.map((card) => ({ ...card, words: card.text, text: `${card.title} ${plain(card.key)} ${card.text}` }))
  const found = matching(searchable, wanted)
  return (
    <>
      <label class="side-find">
        <span class="unseen">{CARDS.find}</span>
        <input type="search" value={wanted} placeholder={CARDS.find} autocomplete="off" onInput={(event) => setWanted(event.currentTarget.value)} />
      </label>
      <p class="side-none" role="status">
        {found.length === 0 ? CARDS.none : CARDS.inLanguage(languageName(cards[0]!.language))}
      </p>
      <ul class="cards">
        {found.map((card) => (
          <li key={card.key} class="card">
            <p class="card-head">
              <span class="card-title">{plain(card.key)}</span>
              <span class="card-situation">{card.title}</span>
            </p>
            <p class="card-text" lang={card.language} dir="auto">
              {card.words}
            </p>
            {canInsert && (
              <button type="button" class="button button-quiet small" onClick={() => insert(chat, card.words)}>
                {CARDS.insert}
                <span class="unseen">: {plain(card.key)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
