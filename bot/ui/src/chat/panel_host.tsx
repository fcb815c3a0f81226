/** Draws the open panel. A new name is a new panel, so that each begins with nothing left of the last. */

import { useState } from 'preact/hooks'
import { DownIcon } from '../shared/icons'
import { ActNormalPanel } from './act_normal_panel'
import { CodePanel } from './code_panel'
import { DeletePanel } from './delete_panel'
import { EnterCodePanel, PersonAtTheDoor } from './enter_code_panel'
import { Footer } from './footer'
import { LanguagePanel } from './language_panel'
import { MenuPanel } from './menu_panel'
import { closePanels, panel } from './panels'
import { PassedOnPanel } from './passed_on_panel'
import type { Talk } from './talk'
import { SafetyPanel } from './safety_panel'
import { WipePanel } from './wipe_panel'
import { t } from './wording'

/** Over the chat. What is answered meanwhile is not missed. */
export function TalkPanels({ talk }: { talk: Talk }) {
  if (panel.value === null) return null
  return (
    <>
      <OpenPanel talk={talk} />
      <NewMessage talk={talk} />
    </>
  )
}

function NewMessage({ talk }: { talk: Talk }) {
  const [before] = useState(talk.log.value.length)
  if (talk.log.value.slice(before).every(({ sender }) => sender === 'young_person')) return null
  return (
    <button type="button" class="to-end to-end-panel with-icon" onClick={closePanels}>
      <DownIcon />
      {t('new_message')}
    </button>
  )
}

function OpenPanel({ talk }: { talk: Talk }) {
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
    case 'safety':
      return <SafetyPanel key="safety" foot={shared.foot} />
    case 'language':
      return <LanguagePanel key="language" {...shared} />
    default:
      return null
  }
}

/** Over the first screen and the last. */
export function DoorPanels() {
  if (panel.value === 'safety') return <SafetyPanel outermost foot={<PersonAtTheDoor />} />
  return panel.value === 'enter_code' ? <EnterCodePanel /> : null
}
