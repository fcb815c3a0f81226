/** A code that opens this chat again: made, shown once, stopped. */

import { useEffect, useRef, useState } from 'preact/hooks'
import { makeCode, withdrawCode, type CodeKind } from './api'
import { copyText } from '../shared/copy_text'
import { sorry } from './extras'
import type { TalkPanelProps } from './menu_panel'
import { PanelFrame } from './panel_frame'
import type { WordKey } from './word_keys'
import { t } from './wording'

export function CodePanel({ talk, foot }: TalkPanelProps) {
  const [code, setCode] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<WordKey | null>(null)
  const has = talk.hasCode.value

  const make = async (kind: CodeKind): Promise<void> => {
    if (busy) return
    setBusy(true)
    const answer = await talk.extras.ask('code', makeCode(talk.session, kind))
    setBusy(false)
    if (answer.ok) {
      talk.hasCodeTold.value = true
      setCode(answer.body.code)
    }
    setTold(answer.ok ? null : sorry(answer.problem))
  }
  const withdraw = async (): Promise<void> => {
    const answer = await talk.extras.ask('code', withdrawCode(talk.session))
    if (answer.ok) {
      talk.hasCodeTold.value = false
      setCode(null)
    }
    setTold(answer.ok ? 'code_withdrawn' : sorry(answer.problem))
  }

  return (
    <PanelFrame title={t('menu_code')} foot={foot}>
      {code === null && <p>{t(has ? 'code_has' : 'code_what')}</p>}
      {code === null && <p>{t(has ? 'code_replace' : 'code_care')}</p>}
      {code !== null && <TheCode code={code} />}
      <p role="status">{told && t(told)}</p>
      {code === null && (
        <>
          <div class="panel-acts">
            <button type="button" class="button button-wide" aria-disabled={busy} onClick={() => void make('words')}>
              {t(busy ? 'working' : 'code_words')}
            </button>
            <button type="button" class="button button-outline button-wide" aria-disabled={busy} onClick={() => void make('digits')}>
              {t('code_digits')}
            </button>
          </div>
          <p class="quiet">{t('code_digits_hint')}</p>
        </>
      )}
      {has && (
        <div class="panel-acts">
          <button type="button" class="button button-quiet button-wide" onClick={() => void withdraw()}>
            {t('code_withdraw')}
          </button>
        </div>
      )}
    </PanelFrame>
  )
}

function TheCode({ code }: { code: string }) {
  const words = useRef<HTMLParagraphElement>(null)
  const [copied, setCopied] = useState<WordKey | null>(null)
  // The button that made it is gone: the keyboard, and whoever listens, go on at the code.
  useEffect(() => words.current?.focus(), [])
  const copy = async (): Promise<void> => {
    setCopied((await copyText(code, words.current)) ? 'code_copied' : 'code_copy_failed')
  }
  return (
    <>
      <p>{t('code_once')}</p>
      <p>{t('code_care')}</p>
      <div class="code">
        <p class="code-name" id="code-name">
          {t('code_yours')}
        </p>
        <p class="code-itself" tabIndex={-1} ref={words} dir="ltr">
          {code}
        </p>
        <button type="button" class="button button-outline" onClick={() => void copy()}>
          {t('code_copy')}
        </button>
        <p class="code-copied" role="status">
          {copied && t(copied)}
        </p>
      </div>
    </>
  )
}
