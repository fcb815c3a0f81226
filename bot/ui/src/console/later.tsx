/** A screen whose code comes when it is first looked at: most counsellors never leave the desk. */

import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ScreenProps } from './screen'
import { WORDS } from './words'

type Code = typeof import('./more_screens')
type Name = keyof Code

export function later(name: Name): ComponentType<ScreenProps> {
  return function Later(props) {
    const [code, setCode] = useState<Code | null>(null)
    const [failed, setFailed] = useState(false)
    const load = (): void => {
      setFailed(false)
      import('./more_screens').then(setCode, () => setFailed(true))
    }
    useEffect(load, [])
    if (code !== null) {
      const Screen: ComponentType<ScreenProps> = code[name]
      return <Screen {...props} />
    }
    return (
      <main class="screen">
        {failed ? (
          <div role="alert">
            <p class="notice">{WORDS.notLoaded}</p>
            <button type="button" class="button button-quiet small" onClick={load}>
              {WORDS.tryAgain}
            </button>
          </div>
        ) : (
          <p>{WORDS.loading}</p>
        )}
      </main>
    )
  }
}
