/** The own account: second factor, recovery codes, password, signed-in browsers. */

import { useEffect, useState } from 'preact/hooks'
import { readAccount } from './api_account'
import { BrowsersPart } from './account_browsers'
import { CodesShown, RecoveryPart } from './account_codes'
import { FactorPart } from './account_factors'
import { PasswordPart } from './account_password'
import { useProver, whyNot } from './account_prove'
import { SsoPart } from './account_sso'
import type { ScreenProps } from './screen'
import type { Account } from './types_account'
import { WORDS } from './words'
import { ACCOUNT, roleName } from './words_accounts'

export function AccountScreen({ desk }: ScreenProps) {
  const { counsellor } = desk
  return (
    <main class="screen account" aria-labelledby="account-title">
      <h1 class="screen-title" id="account-title">
        {ACCOUNT.title}
      </h1>
      <p class="account-you">{ACCOUNT.you(counsellor.name, roleName(counsellor.role))}</p>
      <AccountParts />
    </main>
  )
}

/** `onlyFactor`: for whoever has to set one up before anything else. */
export function AccountParts({ onlyFactor = false, onFactor }: { onlyFactor?: boolean; onFactor?(): void }) {
  const [account, setAccount] = useState<Account | null>(null)
  const [codes, setCodes] = useState<string[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const prover = useProver()
  const refresh = async (): Promise<void> => {
    const answer = await readAccount()
    if (answer.ok) setAccount(answer.body)
    setProblem(whyNot(answer))
  }
  useEffect(() => void refresh(), [])
  /** A factor was added, or codes were made: codes that are shown once come first, everything else waits. */
  const changed = (made: string[]): void => {
    setCodes(made)
    void refresh()
    if (made.length === 0) onFactor?.()
  }
  const kept = (): void => {
    setCodes([])
    onFactor?.()
  }
  if (account === null) return <p class={problem ? 'notice' : 'side-none'}>{problem ?? WORDS.loading}</p>
  if (codes.length > 0) return <CodesShown codes={codes} onKept={kept} />
  const parts = { account, prover, refresh, onCodes: changed }
  return (
    <div class="account-parts">
      <FactorPart {...parts} plain={onlyFactor} />
      {!onlyFactor && (account.factors.totp || account.factors.passkeys.length > 0) && <RecoveryPart {...parts} />}
      {!onlyFactor && account.has_password && <PasswordPart {...parts} />}
      {!onlyFactor && <SsoPart {...parts} />}
      {!onlyFactor && <BrowsersPart {...parts} />}
      {prover.dialog}
    </div>
  )
}
