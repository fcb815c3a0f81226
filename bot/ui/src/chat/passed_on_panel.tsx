/** What a counsellor is told about somebody, in plain words, each line with a way to say that it is not right. */

import { useEffect, useRef, useState } from 'preact/hooks'
import { fetchPassedOn, sayWrong, type Fact } from './api'
import { sorry } from './extras'
import type { TalkPanelProps } from './menu_panel'
import { PanelFrame } from './panel_frame'
import type { Talk } from './talk'
import type { WordKey } from './word_keys'
import { t } from './wording'

const HOW: Record<Fact['how'], WordKey> = { said: 'how_said', tapped: 'how_tapped', inferred: 'how_inferred' }

export function PassedOnPanel({ talk, foot }: TalkPanelProps) {
  const [facts, setFacts] = useState<readonly Fact[] | null>(null)
  const [trouble, setTrouble] = useState<WordKey | null>(null)
  useEffect(() => {
    void talk.extras.ask('passed_on', fetchPassedOn(talk.session)).then((answer) => {
      if (answer.ok) setFacts(answer.body.facts)
      else setTrouble(sorry(answer.problem))
    })
  }, [talk])
  return (
    <PanelFrame title={t('menu_passed_on')} foot={foot}>
      <p>{t('passed_on_what')}</p>
      <p role="status">{trouble ? t(trouble) : facts === null ? t('working') : facts.length === 0 ? t('passed_on_empty') : null}</p>
      {facts !== null && facts.length > 0 && (
        <ul class="facts">
          {facts.map((fact) => (
            <Line key={fact.id} talk={talk} fact={fact} onTrouble={setTrouble} />
          ))}
        </ul>
      )}
    </PanelFrame>
  )
}

function Line({ talk, fact, onTrouble }: { talk: Talk; fact: Fact; onTrouble(trouble: WordKey | null): void }) {
  const [wrong, setWrong] = useState(false)
  const words = useRef<HTMLDivElement>(null)
  const correct = async (): Promise<void> => {
    const answer = await talk.extras.ask('passed_on', sayWrong(talk.session, fact.id))
    const gone = answer.status === 404
    onTrouble(answer.ok ? null : gone ? 'error_fact' : sorry(answer.problem))
    if (!answer.ok) return
    setWrong(true)
    // The button is gone with the press.
    words.current?.focus()
  }
  return (
    <li class={wrong ? 'fact fact-wrong' : 'fact'}>
      <div class="fact-words" tabIndex={-1} ref={words}>
        <span class="fact-label">{fact.label}</span>
        <span class="fact-value">{fact.value}</span>
        <span class="fact-how">{t(wrong ? 'corrected' : HOW[fact.how])}</span>
      </div>
      {!wrong && (
        <button type="button" class="fact-button" onClick={() => void correct()}>
          {t('not_right')}
          <span class="unseen">: {fact.label}</span>
        </button>
      )}
    </li>
  )
}
