/** The frame of the dialogs of the staff list. */

import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { CloseIcon } from '../shared/icons'
import { PROVE } from './words_accounts'

export function StaffDialog({ title, onClose, children }: { title: string; onClose(): void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog class="shortcuts account-dialog" ref={dialog} aria-labelledby="staff-dialog" onClose={onClose}>
      <header class="panel-head">
        <h2 class="panel-title" id="staff-dialog">
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
