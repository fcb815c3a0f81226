/** The text field. What is typed and not sent is in memory and nowhere else. */

import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { SendIcon } from '../shared/icons'
import { refuseFiles } from './files'
import type { Talk } from './talk'
import { t } from './wording'

const LIMIT = 4_000
const COUNT_FROM = 200
const LINES = 5

export function Composer({ talk, field }: { talk: Talk; field: RefObject<HTMLTextAreaElement | null> }) {
  const draft = talk.draft.value
  const left = LIMIT - Array.from(draft).length
  const sendable = draft.trim() !== '' && left >= 0

  useEffect(() => refuseFiles(() => (talk.notice.value = 'media')), [talk])
  useEffect(() => grow(field.current), [draft])

  const send = (): void => {
    if (!sendable) return
    talk.say({ kind: 'text', text: draft.trim() })
    talk.draft.value = ''
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // 229: the key belongs to an input method that is still composing a word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    // A key that was held down for something else must not send what is half written.
    if (!event.repeat) send()
  }
  const onInput = (event: Event): void => {
    talk.draft.value = (event.currentTarget as HTMLTextAreaElement).value
    talk.notice.value = null
    talk.tellTyping()
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label class="unseen" for="message">
        {t('message_label')}
      </label>
      {/* No spelling service: some browsers send what is typed to one. */}
      <textarea
        id="message"
        ref={field}
        rows={1}
        value={draft}
        placeholder={t('message_hint')}
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="send"
        aria-describedby={left < COUNT_FROM ? 'left' : undefined}
        aria-invalid={left < 0}
        onInput={onInput}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="send" disabled={!sendable}>
        <SendIcon />
        <span class="unseen">{t('send')}</span>
      </button>
      {left < COUNT_FROM && (
        <p id="left" class={left < 0 ? 'left left-over' : 'left'} role="status">
          {left < 0 ? t('error_too_long') : t('characters_left', { count: left })}
        </p>
      )}
    </form>
  )
}

function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return
  const style = getComputedStyle(field)
  const frame = field.offsetHeight - field.clientHeight
  const most = parseFloat(style.lineHeight) * LINES + parseFloat(style.paddingTop) + parseFloat(style.paddingBottom)
  field.style.height = 'auto'
  field.style.height = `${Math.min(field.scrollHeight, most) + frame}px`
  field.style.overflowY = field.scrollHeight > most ? 'auto' : 'hidden'
}
