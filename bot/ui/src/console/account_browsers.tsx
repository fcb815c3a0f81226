/** The browsers that are signed in to the own account. */

import { useState } from 'preact/hooks'
import { endBrowser, endOtherBrowsers } from './api_account'
import { Part, Problem, type PartProps } from './account_part'
import { whyNot } from './account_prove'
import { dayAndTime } from './words'
import { ACCOUNT } from './words_accounts'

export function BrowsersPart({ account, refresh }: PartProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const end = async (deed: typeof endOtherBrowsers): Promise<void> => {
    setProblem(whyNot(await deed()))
    await refresh()
  }
  return (
    <Part id="browsers" title={ACCOUNT.browsers}>
      <p class="account-how">{ACCOUNT.browsersHow}</p>
      <ul class="own-rows">
        {account.sessions.map((one) => (
          <li key={one.handle} class="own-row">
            <p class="own-what">
              <strong>{one.this ? ACCOUNT.thisBrowser : ACCOUNT.otherBrowser}</strong>
              <span>
                {ACCOUNT.signedIn(dayAndTime(one.created_at))}, {ACCOUNT.lastSeen(dayAndTime(one.seen_at))}
              </span>
            </p>
            {!one.this && (
              <button type="button" class="button button-quiet small" onClick={() => void end(() => endBrowser(one.handle))}>
                {ACCOUNT.signOutOne}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Problem text={problem} />
      {account.sessions.length > 2 && (
        <p class="acts">
          <button type="button" class="button button-quiet" onClick={() => void end(endOtherBrowsers)}>
            {ACCOUNT.signOutOthers}
          </button>
        </p>
      )}
    </Part>
  )
}
