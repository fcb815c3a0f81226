/** The door: a name and a password. */

import { useRef, useState } from 'preact/hooks'
import type { Problem } from '../shared/http'
import { SpeechIcon } from '../shared/icons'
import { signIn } from './api'
import { bell } from './bell'
import type { Counsellor } from './types'
import { WORDS } from './words'

/** `note` stands above the fields: why one has to sign in again. */
export function SignIn({ note, onSignedIn }: { note?: string; onSignedIn(counsellor: Counsellor): void }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    bell().allowSound()
    const entered = new FormData(form.current!)
    setBusy(true)
    setProblem(null)
    const answer = await signIn(String(entered.get('name')).trim(), String(entered.get('password')))
    setBusy(false)
    if (answer.ok) onSignedIn(answer.body.counsellor)
    else setProblem(explain(answer.problem))
  }

  return (
    <main class="door">
      <form class="door-card" ref={form} onSubmit={(event) => void submit(event)}>
        <h1 class="door-title">
          <SpeechIcon />
          {WORDS.title}
        </h1>
        {note && <p class="door-note">{note}</p>}
        <label class="field">
          <span>{WORDS.name}</span>
          <input name="name" autocomplete="username" autocapitalize="none" required autofocus />
        </label>
        <label class="field">
          <span>{WORDS.password}</span>
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <p class="door-problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="button" disabled={busy}>
          {busy ? WORDS.signingIn : WORDS.signIn}
        </button>
      </form>
    </main>
  )
}

function explain(problem: Problem): string {
  if (problem === 'session' || problem === 'refused') return WORDS.wrongPassword
  return problem === 'busy' ? WORDS.tooManyTries : WORDS.noServer
}
