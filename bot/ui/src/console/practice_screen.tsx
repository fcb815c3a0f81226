/** Practising with made-up people: start one, go to it, and read at the end what it can teach. */

import { useEffect, useState } from 'preact/hooks'
import { Needed } from './needed'
import { practiceDesk, type Practised, type PracticeDesk, type Scenario } from './practice'
import type { ScreenProps } from './screen'
import { SureButton } from './sure_button'
import { languageName } from './words'
import { PRACTICE } from './words_practice'

export function PracticeScreen({ desk, go }: ScreenProps) {
  const [practice] = useState(() => practiceDesk(desk, desk.onStatus))
  const queue = desk.queue.value
  // What happens to one of them is told by the queue.
  useEffect(() => void practice.choices.again(), [practice, queue])
  const look = async (one: Practised): Promise<void> => {
    await practice.look(one.conversation, one.owner === 'waiting')
    go('desk')
  }
  return (
    <main class="screen practice">
      <h2 class="screen-title">{PRACTICE.title}</h2>
      <p>{PRACTICE.what}</p>
      <p class="practice-safe">{PRACTICE.safe}</p>
      <p class="notice practice-notice" role="alert">
        {practice.notice.value}
      </p>
      <Needed what={practice.choices}>
        {({ mine, scenarios }) => (
          <>
            <h3 class="practice-head">{PRACTICE.mine}</h3>
            {mine.length === 0 && <p class="practice-none">{PRACTICE.none}</p>}
            <ul class="practice-list">
              {mine.map((one) => (
                <Mine key={one.conversation} one={one} practice={practice} onLook={() => void look(one)} />
              ))}
            </ul>
            <h3 class="practice-head">{PRACTICE.scenarios}</h3>
            {scenarios.length === 0 && <p class="practice-none">{PRACTICE.noScenarios}</p>}
            <ul class="practice-list">
              {scenarios.map((one) => (
                <Choice key={one.id} one={one} several={scenarios.some(({ language }) => language !== one.language)} practice={practice} />
              ))}
            </ul>
          </>
        )}
      </Needed>
    </main>
  )
}

function Mine({ one, practice, onLook }: { one: Practised; practice: PracticeDesk; onLook(): void }) {
  return (
    <li class="practice-one">
      <div class="practice-words">
        <p class="practice-title">
          {one.title} <span class="practice-label">{one.label}</span>
        </p>
        <p class="practice-stands">{one.over ? PRACTICE.over : PRACTICE.stands[one.owner]}</p>
        {one.over && (
          <>
            <h4 class="practice-learn">{PRACTICE.learn}</h4>
            <ul class="practice-points">
              {one.learn.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      <div class="practice-acts">
        <button type="button" class={one.owner === 'waiting' ? 'button small' : 'button button-quiet small'} onClick={onLook}>
          {one.owner === 'waiting' ? PRACTICE.accept : PRACTICE.open}
          <span class="unseen">: {one.title}</span>
        </button>
        <SureButton label={PRACTICE.stop} question={PRACTICE.sureStop} onSure={() => void practice.stop(one.conversation)} />
      </div>
    </li>
  )
}

function Choice({ one, several, practice }: { one: Scenario; several: boolean; practice: PracticeDesk }) {
  const isBusy = practice.busy.value === one.id
  return (
    <li class="practice-one" lang={one.language}>
      <div class="practice-words">
        <p class="practice-title">{one.title}</p>
        {several && (
          <p class="practice-stands" lang="en">
            {languageName(one.language)}
          </p>
        )}
      </div>
      <button
        type="button"
        class="button button-quiet small"
        lang="en"
        aria-label={PRACTICE.startThis(one.title)}
        aria-disabled={practice.busy.value !== null}
        onClick={() => void practice.start(one.id)}
      >
        {isBusy ? PRACTICE.starting : PRACTICE.start}
      </button>
    </li>
  )
}
