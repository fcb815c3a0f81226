/** The brief: everything a counsellor should know before the first word, in the order in which it matters. */

import { CloseIcon } from '../shared/icons'
import type { OpenChat } from './open_chat'
import { TierSquare } from './tier_square'
import type { Brief, Fact } from './types'
import { concernWords, factLabel, factValue, plain, tierWords, WORDS } from './words'

export function BriefPane({ chat, onHide }: { chat: OpenChat; onHide(): void }) {
  const brief = chat.brief.value
  return (
    <aside class="brief" tabIndex={0} aria-label={WORDS.brief}>
      <header class="brief-head">
        <TierSquare tier={brief.tier} />
        <h2 class="brief-title">{brief.concern ? concernWords(brief.concern) : plain(tierWords(brief.tier))}</h2>
        <button type="button" class="bar-button brief-hide" onClick={onHide}>
          <CloseIcon />
          <span class="unseen">{WORDS.hideBrief}</span>
        </button>
      </header>
      <RaisedBy brief={brief} />
      <Facts facts={brief.facts} />
      <Corrected facts={brief.corrected} />
      <Situations brief={brief} />
      <Advised keys={brief.advised} />
    </aside>
  )
}

function RaisedBy({ brief }: { brief: Brief }) {
  return (
    <section class="brief-part">
      <h3>{WORDS.raisedBy}</h3>
      {brief.raised_by.length === 0 && <p class="brief-none">{WORDS.nothingRaised}</p>}
      <ul class="raised">
        {brief.raised_by.map(({ words, tier, name, like }) => (
          <li key={name + words}>
            <TierSquare tier={tier} />
            <div>
              {words && <q>{words}</q>}
              <p class="raised-name">{plain(name)}</p>
              {like && (
                <p class="raised-like">
                  {WORDS.like} <q>{like}</q>
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Facts({ facts }: { facts: Fact[] }) {
  return (
    <section class="brief-part">
      <h3>{WORDS.facts}</h3>
      {facts.length === 0 && <p class="brief-none">{WORDS.noFacts}</p>}
      <dl class="facts">
        {facts.map(({ label, value, how }) => (
          <div key={`${label} ${value}`} class="fact">
            <dt>{factLabel(label)}</dt>
            <dd>
              <span class={`fact-${how}`}>{factValue(value)}</span>
              <span class="fact-how">{WORDS.legend[how]}</span>
            </dd>
          </div>
        ))}
      </dl>
      {facts.length > 0 && <p class="brief-none">{WORDS.doNotAskAgain}</p>}
    </section>
  )
}

/** What they took back. Struck through, so that nobody works from it; shown, so that nobody asks as if it were news. */
function Corrected({ facts }: { facts: Fact[] }) {
  if (facts.length === 0) return null
  return (
    <section class="brief-part">
      <h3>{WORDS.corrected}</h3>
      <dl class="facts">
        {facts.map(({ label, value }) => (
          <div key={`${label} ${value}`} class="fact">
            <dt>{factLabel(label)}</dt>
            <dd>
              <del>{factValue(value)}</del>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Situations({ brief }: { brief: Brief }) {
  if (brief.situations.length === 0) return null
  return (
    <section class="brief-part">
      <h3>{WORDS.situations}</h3>
      <ul class="situations">
        {brief.situations.map(({ id, name, score }) => (
          <li key={id}>
            <span>{name}</span>
            <span class="situation-id">{id}</span>
            <span class="situation-score">{Math.round(score * 100)} %</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Advised({ keys }: { keys: string[] }) {
  return (
    <section class="brief-part">
      <h3>{WORDS.advised}</h3>
      {keys.length === 0 && <p class="brief-none">{WORDS.nothingAdvised}</p>}
      <ol class="advised">
        {keys.map((key) => (
          <li key={key}>{plain(key)}</li>
        ))}
      </ol>
    </section>
  )
}
