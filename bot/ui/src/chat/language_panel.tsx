/** Another language, for a chat in which nothing has been said yet. */

import { GlobeIcon } from '../shared/icons'
import { startIn } from './app'
import type { TalkPanelProps } from './menu_panel'
import { PanelFrame } from './panel_frame'
import { language, languages, t } from './wording'

export function LanguagePanel({ foot }: TalkPanelProps) {
  return (
    <PanelFrame title={t('choose_language')} foot={foot}>
      <ul class="menu">
        {languages.value.map(({ code, name }) => (
          <li key={code}>
            <button
              type="button"
              class="menu-row"
              lang={code}
              aria-current={code === language() ? 'true' : undefined}
              onClick={() => void startIn(code)}
            >
              <GlobeIcon />
              <span class="menu-words menu-name">{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </PanelFrame>
  )
}
