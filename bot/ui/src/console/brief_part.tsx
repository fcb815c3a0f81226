/** The brief: everything a counsellor should know before the first word, read from top to bottom in five seconds. */

import type { ComponentChildren } from 'preact'
import { MarkedText } from './marked_text'
import type { OpenChat } from './open_chat'
import { veiledInQuote } from './quoted'
import { TierSquare } from './tier_square'
import type { Brief, Fact, Raised, ReadMessage } from './types_chat'
import { clockTime, concernWords, plain, tierWords, WORDS } from './words'
import { BRIEF, factLabel, factWords } from './words_brief'
import { CHAT } from './words_chat'

const AT_A_GLANCE = 2

export function BriefPart({ chat }: { chat: OpenChat }) {
  const brief = chat.brief.value
  if (brief === null) return <p class="side-none">{WORDS.loading}</p>
  return (
    <>
      <header class="brief-head">
        <TierSquare tier={brief.tier} />
        <h2 class="brief-title">{brief.concern ? concernWords(brief.concern) : plain(tierWords(brief.tier))}</h2>
      </header>
      {brief.tier_set_by && (
        <p class="side-none brief-set-by">
          {CHAT.tierChanged(brief.tier_set_by.by, brief.tier_set_by.from, brief.tier_set_by.to)}
          {brief.tier_set_by.reason !== '' && `: ${brief.tier_set_by.reason}`}
        </p>
      )}
      <RaisedBy brief={brief} log={chat.log.value} />
      <Known brief={brief} />
      <Corrected facts={brief.corrected} />
      <Advised brief={brief} />
      <Situations brief={brief} />
    </>
  )
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="side-part">
      <h3>{title}</h3>
      {children}
    </section>
  )
}

/** The first ones at a glance, the others for who has the time. */
function RaisedBy({ brief, log }: { brief: Brief; log: readonly ReadMessage[] }) {
  const [first, others] = [brief.raised_by.slice(0, AT_A_GLANCE), brief.raised_by.slice(AT_A_GLANCE)]
  return (
    <Section title={BRIEF.raisedBy}>
      {first.length === 0 && <p class="side-none">{BRIEF.nothingRaised}</p>}
      <Reasons reasons={first} log={log} />
      {others.length > 0 && (
        <details class="raised-more">
          <summary>{BRIEF.moreReasons(others.length)}</summary>
          <Reasons reasons={others} log={log} />
        </details>
      )}
    </Section>
  )
}

function Reasons({ reasons, log }: { reasons: Raised[]; log: readonly ReadMessage[] }) {
  return (
    <ul class="raised">
      {reasons.map(({ words, tier, at, name, like }) => (
        <li key={name + words}>
          <TierSquare tier={tier} />
          <div>
            {words && (
              <q dir="auto">
                <MarkedText text={words} reasons={[]} veiled={veiledInQuote(words, log)} />
              </q>
            )}
            <p class="raised-name">
              {plain(name)}, <time dateTime={at}>{clockTime(at)}</time>
            </p>
            {like && (
              <p class="raised-like">
                {BRIEF.like} <q>{like}</q>
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Known({ brief }: { brief: Brief }) {
  return (
    <Section title={BRIEF.known}>
      <dl class="facts">
        {brief.lines.map(({ line, facts }) => (
          <div key={line} class="fact">
            <dt>{BRIEF.lines[line] ?? plain(line)}</dt>
            <dd>{facts.length === 0 ? <span class="fact-none">{BRIEF.notKnown}</span> : facts.map((fact) => <FactValue key={`${fact.label} ${fact.value}`} fact={fact} />)}</dd>
          </div>
        ))}
      </dl>
      <p class="legend">
        {BRIEF.legend} <span class="fact-said">{BRIEF.how.said}</span> <span class="fact-tapped">{BRIEF.how.tapped}</span>{' '}
        <span class="fact-inferred">{BRIEF.how.inferred}</span>
      </p>
      <p class="side-none">{BRIEF.doNotAskAgain}</p>
    </Section>
  )
}

function FactValue({ fact }: { fact: Fact }) {
  return (
    <span class={`fact-value fact-${fact.how}`} title={BRIEF.how[fact.how]}>
      {factWords(fact.label, fact.value)}
      <span class="unseen"> ({BRIEF.how[fact.how]})</span>
    </span>
  )
}

/** What they took back. Struck through, so that nobody works from it; shown, so that nobody asks as if it were news. */
function Corrected({ facts }: { facts: Fact[] }) {
  if (facts.length === 0) return null
  return (
    <Section title={BRIEF.corrected}>
      <dl class="facts">
        {facts.map(({ label, value }) => (
          <div key={`${label} ${value}`} class="fact">
            <dt>{factLabel(label)}</dt>
            <dd>
              <del>{factWords(label, value)}</del>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function Advised({ brief }: { brief: Brief }) {
  return (
    <Section title={BRIEF.advised}>
      {brief.advised.length === 0 && <p class="side-none">{BRIEF.nothingAdvised}</p>}
      <ol class="advised">
        {brief.advised.map((key) => (
          <li key={key}>{plain(key)}</li>
        ))}
      </ol>
      <p class="promised">
        <span>{BRIEF.promised}</span> {BRIEF.nothing}
      </p>
    </Section>
  )
}

function Situations({ brief }: { brief: Brief }) {
  if (brief.situations.length === 0) return null
  return (
    <Section title={BRIEF.situations}>
      <ul class="situations">
        {brief.situations.map(({ id, name, score }) => (
          <li key={id}>
            <span>{name}</span>
            <span class="situation-id">{id}</span>
            <span class="situation-score">{Math.round(score * 100)} %</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
