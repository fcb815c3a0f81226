/** How to stay safe with this page. It lies over the chat, and opens no other page: that one would stay behind in a list of tabs. */

import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { fetchSafety, type SafetySection } from './api'
import { sorry } from './extras'
import { PanelFrame } from './panel_frame'
import type { WordKey } from './word_keys'
import { language, t } from './wording'

export function SafetyPanel({ foot, outermost = false }: { foot?: ComponentChildren; outermost?: boolean }) {
  const [sections, setSections] = useState<readonly SafetySection[]>([])
  const [told, setTold] = useState<WordKey | null>('working')
  useEffect(() => {
    void fetchSafety(language()).then((answer) => {
      if (answer.ok) setSections(answer.body.sections)
      setTold(answer.ok ? null : sorry(answer.problem))
    })
  }, [])
  return (
    <PanelFrame title={t('privacy_safety')} outermost={outermost} reading foot={foot}>
      <p role="status">{told && t(told)}</p>
      {sections.map(({ title, lines }) => (
        <section key={title} class="chapter">
          <h3>{title}</h3>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ))}
    </PanelFrame>
  )
}
