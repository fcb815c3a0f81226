/** The frame of the dialogs about accounts: a title, a way to close it, and what it asks. */

import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { CloseIcon } from '../shared/icons'
import { PROVE } from './words_accounts'

export function AccountDialog({ title, onClose, children }: { title: string; onClose(): void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null)
  // "Is it still you?" opens over the dialog that asked for it, so no name of one may be that of the other.
  const name = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog class="shortcuts account-dialog" ref={dialog} aria-labelledby={name} onClose={onClose}>
      <header class="panel-head">
        <h2 class="panel-title" id={name}>
          {title}
        </h2>
        <button type="button" class="bar-button" onClick={() => dialog.current?.close()}>
          <CloseIcon />
          <span class="unseen">{PROVE.close}</span>
        </button>
      </header>
      {children}
    </dialog>
  )
}
