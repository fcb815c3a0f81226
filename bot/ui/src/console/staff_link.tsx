/** The link of an invitation, which is shown once. */

import { useRef, useState } from 'preact/hooks'
import { copyText } from '../shared/copy_text'
import { StaffDialog } from './staff_dialog'
import type { NewLink } from './types_account'
import { ACCOUNT, STAFF } from './words_accounts'

export function LinkDialog({ made, onClose }: { made: NewLink; onClose(): void }) {
  const [copied, setCopied] = useState(false)
  const shown = useRef<HTMLParagraphElement>(null)
  const copy = async (): Promise<void> => setCopied(await copyText(made.link, shown.current))
  return (
    <StaffDialog title={STAFF.linkTitle(made.member.name)} onClose={onClose}>
      <p class="panel-how">{STAFF.linkHow}</p>
      <p class="link-shown" ref={shown}>
        <code>{made.link}</code>
      </p>
      <p class="acts">
        <button type="button" class="button" onClick={() => void copy()}>
          {ACCOUNT.copy}
        </button>
        <button type="button" class="button button-quiet" onClick={onClose}>
          {ACCOUNT.done}
        </button>
        <span role="status">{copied && ACCOUNT.copied}</span>
      </p>
    </StaffDialog>
  )
}
