/** Single keys that do something, as long as nobody is writing. */

import { useEffect } from 'preact/hooks'
import { shortcutsOn } from './shortcut_setting'

/** What each key does. A key that is not in it belongs to the browser. */
export type Keys = Readonly<Record<string, () => void>>

const WRITTEN_IN = 'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]'

/** The key that was meant, or null: it is part of writing, or of a shortcut of the browser. */
export function meantKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'repeat'>, isWriting: boolean): string | null {
  if (isWriting || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return null
  return event.key.length === 1 ? event.key.toLowerCase() : null
}

export function useShortcuts(keys: Keys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isWriting = event.target instanceof Element && event.target.closest(WRITTEN_IN) !== null
      const key = meantKey(event, isWriting)
      const act = key === null || !shortcutsOn.value || document.querySelector('dialog[open]') ? undefined : keys[key]
      if (!act || event.defaultPrevented) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [keys])
}
