/** The list of shortcuts, with the switch for those of a single key. */

import { useEffect, useRef } from 'preact/hooks'
import { CloseIcon } from '../shared/icons'
import { setShortcuts, shortcutsOn } from './shortcut_setting'
import { KEYS } from './words_keys'

export function ShortcutsCard({ onClose }: { onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog class="shortcuts" ref={dialog} aria-labelledby="shortcuts-title" onClose={onClose}>
      <header class="panel-head">
        <h2 class="panel-title" id="shortcuts-title">
          {KEYS.title}
        </h2>
        <button type="button" class="bar-button" onClick={() => dialog.current?.close()}>
          <CloseIcon />
          <span class="unseen">{KEYS.close}</span>
        </button>
      </header>
      <dl class="keys">
        {KEYS.list.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="choice">
        <input type="checkbox" checked={shortcutsOn.value} onChange={(event) => setShortcuts(event.currentTarget.checked)} />
        <span>{KEYS.on}</span>
      </label>
      <p class="panel-how">{KEYS.why}</p>
    </dialog>
  )
}
