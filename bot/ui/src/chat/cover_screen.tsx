/** The ordinary looking page over the chat: a shopping list one can type into. Nothing of it is kept. */

import { useEffect, useRef, useState } from 'preact/hooks'
import { comeBack } from './app'
import { Hold } from './hold'
import { t } from './wording'

export function CoverScreen() {
  const [items, setItems] = useState(() => t('cover_items').split(', '))
  const [item, setItem] = useState('')
  const add = (event: Event): void => {
    event.preventDefault()
    if (item.trim() !== '') setItems([...items, item.trim()])
    setItem('')
  }
  return (
    <main class="cover">
      <CoverTitle />
      <ul>
        {items.map((one, at) => (
          <li key={at}>
            <label class="cover-row">
              <input type="checkbox" autocomplete="off" />
              <span>{one}</span>
            </label>
          </li>
        ))}
      </ul>
      <form class="cover-add" onSubmit={add}>
        <label class="unseen" for="item">
          {t('cover_new')}
        </label>
        <input
          id="item"
          class="field"
          value={item}
          placeholder={t('cover_new')}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setItem(event.currentTarget.value)}
        />
        <button type="submit" class="button button-quiet">
          {t('cover_add')}
        </button>
      </form>
    </main>
  )
}

/** The only way back. Mouse and touch events rather than pointer events, which Safari 12 does not have. */
function CoverTitle() {
  const hold = useRef<Hold>(null)
  if (hold.current === null) hold.current = new Hold(comeBack)
  const { current: held } = hold
  useEffect(() => () => held.up(), [])
  const isPress = (event: KeyboardEvent): boolean => event.key === 'Enter' || event.key === ' '
  return (
    <h1>
      <button
        type="button"
        class="cover-title"
        onMouseDown={() => held.down()}
        onMouseUp={() => held.up()}
        onMouseLeave={() => held.up()}
        onTouchStart={() => held.down()}
        onTouchEnd={() => held.up()}
        onTouchCancel={() => held.up()}
        onClick={() => held.press()}
        onBlur={() => held.up()}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (!isPress(event)) return
          // Left alone, a key held down would press the button again and again.
          event.preventDefault()
          if (!event.repeat) held.down()
        }}
        onKeyUp={(event) => {
          if (!isPress(event)) return
          event.preventDefault()
          held.up()
          held.press()
        }}
      >
        {t('cover_title')}
      </button>
    </h1>
  )
}
