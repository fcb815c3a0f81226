/** Opens the counsellor's console. */

import { signal } from '@preact/signals'
import { render } from 'preact'
import { signOut, whoAmI } from './api'
import { allowSound } from './bell'
import { openDesk, type Desk } from './desk'
import { Shell } from './shell'
import { SignIn } from './sign_in'
import type { Counsellor } from './types'
import { WORDS } from './words'

const desk = signal<Desk | null>(null)

function begin(counsellor: Counsellor): void {
  desk.value = openDesk(counsellor, () => (desk.value = null))
}

async function end(): Promise<void> {
  await signOut()
  desk.value?.close()
  desk.value = null
}

function Console() {
  return desk.value ? <Shell desk={desk.value} onSignOut={() => void end()} /> : <SignIn onSignedIn={begin} />
}

async function open(root: HTMLElement): Promise<void> {
  document.title = WORDS.title
  // Whoever comes back to an open session has not clicked yet: the first click lets the bell ring.
  document.addEventListener('click', allowSound, { once: true })
  const me = await whoAmI()
  if (me.ok) begin(me.body.counsellor)
  render(<Console />, root)
}

void open(document.getElementById('console')!)
