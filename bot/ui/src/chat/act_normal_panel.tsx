/** How the chat is hidden and how it comes back, told before it is done for the first time. */

import { actNormal } from './app'
import type { TalkPanelProps } from './menu_panel'
import { PanelFrame } from './panel_frame'
import { t } from './wording'

export function ActNormalPanel({ foot }: TalkPanelProps) {
  return (
    <PanelFrame title={t('menu_act_normal')} foot={foot}>
      <p>{t('act_normal_what')}</p>
      <p>{t('act_normal_back')}</p>
      <p>{t('act_normal_other')}</p>
      <p class="quiet">{t('act_normal_leave')}</p>
      <div class="panel-acts">
        <button type="button" class="button button-wide" onClick={actNormal}>
          {t('act_normal_go')}
        </button>
      </div>
    </PanelFrame>
  )
}
