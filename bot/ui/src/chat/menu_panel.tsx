/** Everything one can do beside talking. */

import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ClockIcon, EyeOffIcon, GlobeIcon, ListIcon, LockIcon, SpeechIcon, TrashIcon, WipeIcon } from '../shared/icons'
import { setSimpleWords } from './api'
import { sorry, type Extra } from './extras'
import { PanelFrame } from './panel_frame'
import { openPanel, type PanelName } from './panels'
import type { Talk } from './talk'
import type { WordKey } from './word_keys'
import { languages, t } from './wording'

export interface TalkPanelProps {
  talk: Talk
  foot: ComponentChildren
}

interface Row {
  opens: PanelName
  icon: JSX.Element
  name: WordKey
  hint?: WordKey
  needs?: Extra
  grave?: boolean
}

const ROWS: readonly Row[] = [
  { opens: 'act_normal', icon: <EyeOffIcon />, name: 'menu_act_normal', hint: 'menu_act_normal_hint' },
  { opens: 'code', icon: <ClockIcon />, name: 'menu_code', hint: 'menu_code_hint', needs: 'code' },
  { opens: 'passed_on', icon: <ListIcon />, name: 'menu_passed_on', hint: 'menu_passed_on_hint', needs: 'passed_on' },
]
const LAST: readonly Row[] = [
  { opens: 'safety', icon: <LockIcon />, name: 'privacy_safety', hint: 'menu_safety_hint' },
  { opens: 'wipe', icon: <WipeIcon />, name: 'menu_wipe', hint: 'menu_wipe_hint' },
  { opens: 'delete', icon: <TrashIcon />, name: 'menu_delete', hint: 'menu_delete_hint', needs: 'delete', grave: true },
]

export function MenuPanel({ talk, foot }: TalkPanelProps) {
  const shown = ({ needs }: Row): boolean => needs === undefined || talk.extras.offers(needs)
  // Afterwards the log would be in two languages.
  const unspoken = !talk.log.value.some(({ sender }) => sender === 'young_person') && talk.parcels.value.length === 0
  return (
    <PanelFrame title={t('menu')} outermost foot={foot}>
      <ul class="menu">
        {ROWS.filter(shown).map(menuRow)}
        {talk.extras.offers('simple_words') && <SimpleWords talk={talk} />}
        {unspoken && languages.value.length > 1 && menuRow({ opens: 'language', icon: <GlobeIcon />, name: 'choose_language' })}
        {LAST.filter(shown).map(menuRow)}
      </ul>
    </PanelFrame>
  )
}

function menuRow({ opens, icon, name, hint, grave }: Row) {
  return (
    <li key={opens}>
      <button type="button" class={grave ? 'menu-row menu-grave' : 'menu-row'} data-opens={opens} onClick={() => openPanel(opens)}>
        {icon}
        <Words name={name} hint={hint} />
      </button>
    </li>
  )
}

function Words({ name, hint }: { name: WordKey; hint?: WordKey | undefined }) {
  return (
    <span class="menu-words">
      <span class="menu-name">{t(name)}</span>
      {hint && <span class="menu-hint">{t(hint)}</span>}
    </span>
  )
}

function SimpleWords({ talk }: { talk: Talk }) {
  const [trouble, setTrouble] = useState<WordKey | null>(null)
  const on = talk.simpleWords.value
  const turn = async (): Promise<void> => {
    const answer = await talk.extras.ask('simple_words', setSimpleWords(talk.session, !on))
    if (answer.ok) talk.keepSimpleWords(!on)
    setTrouble(answer.ok ? null : sorry(answer.problem))
  }
  return (
    <li>
      <button type="button" class="menu-row" role="switch" aria-checked={on} onClick={() => void turn()}>
        <SpeechIcon />
        <Words name="menu_simple" hint="menu_simple_hint" />
        <span class="switch" aria-hidden="true">
          {t(on ? 'on' : 'off')}
        </span>
      </button>
      {trouble && (
        <p class="quiet" role="alert">
          {t(trouble)}
        </p>
      )}
    </li>
  )
}
