/** Opens the counsellor's console. */

import { signal } from '@preact/signals'
import { render } from 'preact'
import { signOut, whoAmI } from './api'
import { bell } from './bell'
import { openDesk, type Desk } from './desk'
import { Shell } from './shell'
import { SignIn } from './sign_in'
import type { Counsellor } from './types'
import { WORDS } from './words'

const desk = signal<Desk | null>(null)

/** Also after an ended session: the same counsellor goes on where they were, somebody else finds an empty desk. */
function begin(counsellor: Counsellor): void {
  const open = desk.value
  if (open?.counsellor.id === counsellor.id) {
    open.goOn()
    return
  }
  open?.close()
  desk.value = openDesk(counsellor)
}

async function end(): Promise<void> {
  await signOut()
  desk.value?.close()
  desk.value = null
}

function Console() {
  const open = desk.value
  if (open === null) return <SignIn onSignedIn={begin} />
  // Nothing of a chat stays on a screen that somebody may have walked away from.
  if (open.expired.value) return <SignIn note={WORDS.sessionEnded} onSignedIn={begin} />
  return <Shell desk={open} onSignOut={() => void end()} />
}

async function open(root: HTMLElement): Promise<void> {
  document.title = WORDS.title
  // Whoever comes back to an open session has not clicked yet: the first click lets the bell ring.
  document.addEventListener('click', () => bell().allowSound(), { once: true })
  const me = await whoAmI()
  if (me.ok) begin(me.body.counsellor)
  render(<Console />, root)
}

void open(document.getElementById('console')!)
