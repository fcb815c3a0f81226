/** Clears the chat from this tab, and says what it does not clear. */

import { finish } from './app'
import type { TalkPanelProps } from './menu_panel'
import { PanelFrame } from './panel_frame'
import { back } from './panels'
import { t } from './wording'

export function WipePanel({ foot }: TalkPanelProps) {
  return (
    <PanelFrame title={t('menu_wipe')} foot={foot}>
      <p>{t('wipe_what')}</p>
      <p>{t('wipe_keeps')}</p>
      <p>{t('history_stays')}</p>
      <div class="panel-acts">
        <button type="button" class="button button-wide" onClick={() => finish('wiped')}>
          {t('wipe_go')}
        </button>
        <button type="button" class="button button-quiet button-wide" onClick={back}>
          {t('wipe_keep')}
        </button>
      </div>
    </PanelFrame>
  )
}
