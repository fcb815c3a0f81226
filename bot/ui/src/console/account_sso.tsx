/** Single sign-on of the own account: connected or not. */

import { useState } from 'preact/hooks'
import { connectElsewhere, disconnectElsewhere } from './api_account'
import { Part, Problem, type PartProps } from './account_part'
import { whyNot } from './account_prove'
import { useSso } from './sign_in_sso'
import { SureButton } from './sure_button'
import { ACCOUNT } from './words_accounts'

export function SsoPart({ account, prover, refresh }: PartProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const name = useSso()
  if (name === null) return null
  const connect = async (): Promise<void> => {
    const answer = await prover.doIt(connectElsewhere)
    if (answer.ok) location.assign(answer.body.address)
    setProblem(whyNot(answer))
  }
  const disconnect = async (): Promise<void> => {
    setProblem(whyNot(await prover.doIt(disconnectElsewhere)))
    await refresh()
  }
  return (
    <Part id="sso" title={ACCOUNT.sso}>
      <p class="account-how">{account.sso ? ACCOUNT.ssoOn(name) : ACCOUNT.ssoHow(name)}</p>
      <Problem text={problem} />
      <p class="acts">
        {account.sso ? (
          <SureButton label={ACCOUNT.disconnectSso} question={ACCOUNT.sureDisconnect} onSure={() => void disconnect()} />
        ) : (
          <button type="button" class="button button-quiet" onClick={() => void connect()}>
            {ACCOUNT.connectSso(name)}
          </button>
        )}
      </p>
    </Part>
  )
}
