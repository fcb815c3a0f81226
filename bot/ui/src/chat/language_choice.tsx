/** The other languages a conversation can be in: one in the bar, more of them under it. Before the first message only: afterwards the log would be in two. */

import { language, languages, speak, t } from './wording'

export function LanguageChoice({ inBar }: { inBar: boolean }) {
  const others = languages.value.filter(({ code }) => code !== language())
  if (others.length === 0 || (others.length === 1) !== inBar) return null
  return (
    <nav class="languages" aria-label={t('choose_language')}>
      {others.map(({ code, name }) => (
        <button key={code} type="button" class="text-button language" lang={code} onClick={() => void speak(code)}>
          {name}
        </button>
      ))}
    </nav>
  )
}
