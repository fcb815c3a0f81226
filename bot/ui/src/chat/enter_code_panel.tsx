/** Opens a chat again with its code. */

import { useState } from 'preact/hooks'
import { PersonIcon } from '../shared/icons'
import { rejoin, start } from './app'
import { PanelFrame } from './panel_frame'
import { closePanels } from './panels'
import { ProblemCard } from './problem_card'
import { t } from './wording'

export function EnterCodePanel() {
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (busy || code.trim() === '') return
    setBusy(true)
    setProblem(null)
    const failed = await rejoin(code)
    setBusy(false)
    setProblem(failed)
  }
  return (
    <PanelFrame title={t('enter_code')} foot={<PersonAtTheDoor />}>
      <form onSubmit={(event) => void submit(event)}>
        <label class="field-label" for="code">
          {t('enter_code_label')}
        </label>
        <p class="quiet" id="code-hint">
          {t('enter_code_hint')}
        </p>
        <input
          id="code"
          class="field"
          dir="auto"
          value={code}
          data-first
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          enterkeyhint="go"
          aria-describedby="code-hint"
          aria-invalid={problem === 'code'}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <div role="alert">{problem && <ProblemCard problem={problem} />}</div>
        <div class="panel-acts">
          <button type="submit" class="button button-wide" aria-disabled={busy}>
            {t(busy ? 'working' : 'enter_code_go')}
          </button>
        </div>
      </form>
    </PanelFrame>
  )
}

/** Whoever has lost their code, or only reads, still has somebody to ask. */
export function PersonAtTheDoor() {
  const ask = (): void => {
    closePanels()
    void start(true)
  }
  return (
    <button type="button" class="text-button help with-icon" onClick={ask}>
      <PersonIcon />
      {t('talk_to_person')}
    </button>
  )
}
