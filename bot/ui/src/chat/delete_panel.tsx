/** Deletes the chat for good: what that means, and one question. */

import { useState } from 'preact/hooks'
import { deleteChat } from './api'
import { finish } from './app'
import { sorry } from './extras'
import type { TalkPanelProps } from './menu_panel'
import { PanelFrame } from './panel_frame'
import { back } from './panels'
import type { WordKey } from './word_keys'
import { t } from './wording'

export function DeletePanel({ talk, foot }: TalkPanelProps) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<WordKey | null>(null)
  const go = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    const answer = await talk.extras.ask('delete', deleteChat(talk.session))
    setBusy(false)
    if (answer.ok) finish('deleted')
    else setTrouble(sorry(answer.problem))
  }
  return (
    <PanelFrame title={t('menu_delete')} foot={foot}>
      <p>{t('delete_what')}</p>
      <p>{t('delete_never')}</p>
      <p>{t('history_stays')}</p>
      <p role="alert">{trouble && t(trouble)}</p>
      <div class="panel-acts">
        <button type="button" class="button button-danger button-wide" aria-disabled={busy} onClick={() => void go()}>
          {t(busy ? 'working' : 'delete_go')}
        </button>
        <button type="button" class="button button-quiet button-wide" onClick={back}>
          {t('delete_keep')}
        </button>
      </div>
    </PanelFrame>
  )
}
