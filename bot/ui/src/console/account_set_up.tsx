/** Where a second factor is required and there is none: nothing else opens until there is. */

import { AccountParts } from './account_screen'
import { Door } from './door'
import { WORDS } from './words'
import { ACCOUNT } from './words_accounts'

export function SetUpScreen({ onDone, onSignOut }: { onDone(): void; onSignOut(): void }) {
  return (
    <Door title={ACCOUNT.setUpTitle} wide>
      <p class="door-note">{ACCOUNT.setUpWhy}</p>
      <AccountParts onlyFactor onFactor={onDone} />
      <button type="button" class="link-button" onClick={onSignOut}>
        {WORDS.signOut}
      </button>
    </Door>
  )
}
