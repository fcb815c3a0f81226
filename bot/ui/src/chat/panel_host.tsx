/** Draws the open panel. A new name is a new panel, so that each begins with nothing left of the last. */

import { ActNormalPanel } from './act_normal_panel'
import { CodePanel } from './code_panel'
import { DeletePanel } from './delete_panel'
import { EnterCodePanel } from './enter_code_panel'
import { Footer } from './footer'
import { LanguagePanel } from './language_panel'
import { MenuPanel } from './menu_panel'
import { panel } from './panels'
import { PassedOnPanel } from './passed_on_panel'
import type { Talk } from './talk'
import { WipePanel } from './wipe_panel'

/** Over the chat. */
export function TalkPanels({ talk }: { talk: Talk }) {
  const shared = { talk, foot: talk.closed.value ? undefined : <Footer talk={talk} /> }
  switch (panel.value) {
    case 'menu':
      return <MenuPanel key="menu" {...shared} />
    case 'code':
      return <CodePanel key="code" {...shared} />
    case 'passed_on':
      return <PassedOnPanel key="passed_on" {...shared} />
    case 'act_normal':
      return <ActNormalPanel key="act_normal" {...shared} />
    case 'delete':
      return <DeletePanel key="delete" {...shared} />
    case 'wipe':
      return <WipePanel key="wipe" {...shared} />
    case 'language':
      return <LanguagePanel key="language" {...shared} />
    default:
      return null
  }
}

/** Over the first screen and the last. */
export function DoorPanels() {
  return panel.value === 'enter_code' ? <EnterCodePanel /> : null
}
