/** Opens the counsellor's console. */

import { signal } from '@preact/signals'
import { render } from 'preact'
import { signOut, whoAmI } from './api'
import { bell } from './bell'
import { openDesk, type Desk } from './desk'
import { SetUpScreen } from './account_set_up'
import { lookAtStep, type Entry } from './api_account'
import { Shell } from './shell'
import { SignIn } from './sign_in'
import { InvitationScreen, takeInvitation } from './sign_in_invitation'
import { takeWayBack } from './sign_in_sso'
import type { Counsellor } from './types'
import type { SecondStep } from './types_account'
import { WORDS } from './words'
import { SIGN_IN } from './words_accounts'

const desk = signal<Desk | null>(null)
/** Signed in, and yet to set up a second factor. */
const settingUp = signal(false)
const invitation = signal<string | null>(null)
const due = signal<SecondStep | null>(null)
/** Why the door is shown, where there is more to say than "sign in". */
const note = signal<string | undefined>(undefined)

/** Also after an ended session: the same counsellor goes on where they were, somebody else finds an empty desk. */
function begin(counsellor: Counsellor): void {
  const why = note.value ?? null
  due.value = null
  note.value = undefined
  settingUp.value = counsellor.must_set_up === true
  if (settingUp.value) return
  const open = desk.value
  if (open?.counsellor.id === counsellor.id) {
    open.goOn()
    return
  }
  open?.close()
  desk.value = openDesk(counsellor)
  desk.value.trouble.value = why
}

/** An invited person has set their password. An account with a second factor still asks for it. */
function join(entry: Entry): void {
  invitation.value = null
  if (entry.second_step) due.value = entry.second_step
  else begin(entry.counsellor)
}

/** Back from an identity provider: in, asked for a second factor, or refused. */
async function comeBack(): Promise<void> {
  const back = takeWayBack()
  if (back === null) return
  if ('refused' in back) {
    note.value = back.refused
    return
  }
  const step = await lookAtStep(back.ticket)
  if (step.ok) due.value = step.body
  else note.value = SIGN_IN.tookTooLong
}

async function lookAgain(): Promise<void> {
  const me = await whoAmI()
  if (me.ok) begin(me.body.counsellor)
}

async function end(): Promise<void> {
  await signOut()
  settingUp.value = false
  desk.value?.close()
  desk.value = null
}

function Console() {
  const open = desk.value
  if (invitation.value !== null) return <InvitationScreen token={invitation.value} onEntry={join} onLeave={() => (invitation.value = null)} />
  if (settingUp.value) return <SetUpScreen onDone={() => void lookAgain()} onSignOut={() => void end()} />
  if (open === null) return <SignIn key={due.value?.ticket ?? ''} due={due.value} {...(note.value && { note: note.value })} onSignedIn={begin} />
  // Nothing of a chat stays on a screen that somebody may have walked away from.
  if (open.expired.value) return <SignIn note={WORDS.sessionEnded} onSignedIn={begin} />
  return <Shell desk={open} onSignOut={() => void end()} />
}

async function open(root: HTMLElement): Promise<void> {
  document.title = WORDS.title
  // Whoever comes back to an open session has not clicked yet: the first click lets the bell ring.
  document.addEventListener('click', () => bell().allowSound(), { once: true })
  invitation.value = takeInvitation()
  window.addEventListener('hashchange', () => (invitation.value = takeInvitation() ?? invitation.value))
  await comeBack()
  if (invitation.value === null) await lookAgain()
  render(<Console />, root)
}

void open(document.getElementById('console')!)
