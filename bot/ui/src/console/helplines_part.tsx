/** Helplines for the young person's country: those that are open now first. */

import { pageHref, telHref } from '../shared/link_safety'
import { insert } from './insert'
import { Needed } from './needed'
import type { OpenChat } from './open_chat'
import type { Helpline } from './types_help'
import { plain } from './words'
import { HELPLINES } from './words_brief'

export function HelplinesPart({ chat, canInsert }: { chat: OpenChat; canInsert: boolean }) {
  return (
    <Needed what={chat.help}>
      {({ helplines }) =>
        helplines.length === 0 ? (
          <p class="side-none">{HELPLINES.none}</p>
        ) : (
          <ul class="cards">
            {helplines.map((line) => (
              <li key={line.name} class="card">
                <Line line={line} />
                {canInsert && (
                  <button type="button" class="button button-quiet small" onClick={() => insert(chat, asText(line))}>
                    {HELPLINES.insert}
                    <span class="unseen">: {line.name}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        )
      }
    </Needed>
  )
}

function Line({ line }: { line: Helpline }) {
  const [tel, page] = [line.phone ? telHref(line.phone) : null, line.url ? pageHref(line.url) : null]
  return (
    <>
      <p class="card-head">
        <span class="card-title">{line.name}</span>
        {line.open_now !== null && (
          <span class={line.open_now ? 'line-open' : 'line-shut'}>{line.open_now ? HELPLINES.open : HELPLINES.shut}</span>
        )}
      </p>
      <p class="card-situation">{plain(line.need)}</p>
      <p class="helpline-ways">
        {tel !== null && <a href={tel}>{line.phone}</a>}
        {line.text_to && <span>{HELPLINES.text(line.text_to)}</span>}
        {page !== null && (
          <a href={page} target="_blank" rel="noopener noreferrer">
            {new URL(page).host}
          </a>
        )}
      </p>
      {line.hours && <p class="card-situation">{line.hours}</p>}
    </>
  )
}

/** Names and numbers alone: words around them would be in the language of the staff. */
function asText({ name, phone, text_to: text, url }: Helpline): string {
  return [name, phone, text, url].filter((part) => part).join('\n')
}
