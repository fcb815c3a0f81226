/** The second factors of the own account: which there are, and setting up another. */

import { useState } from 'preact/hooks'
import { removePasskey, removeTotp } from './api_account'
import { Part, Problem, type PartProps } from './account_part'
import { NewPasskey } from './account_passkey'
import { whyNot } from './account_prove'
import { NewApp } from './account_totp'
import { canUsePasskeys } from './passkey'
import { SureButton } from './sure_button'
import type { Passkey } from './types_account'
import { dayAndTime } from './words'
import { ACCOUNT } from './words_accounts'

type Adding = 'app' | 'passkey' | null

/** `plain`: without a card of its own, where it is all there is on the page. */
export function FactorPart({ plain = false, ...props }: PartProps & { plain?: boolean }) {
  const [adding, setAdding] = useState<Adding>(null)
  const done = (codes: string[]): void => {
    setAdding(null)
    props.onCodes(codes)
  }
  const inside =
    adding === 'app' ? (
      <NewApp {...props} onDone={done} onCancel={() => setAdding(null)} />
    ) : adding === 'passkey' ? (
      <NewPasskey {...props} onDone={done} onCancel={() => setAdding(null)} />
    ) : (
      <Overview {...props} plain={plain} onAdd={setAdding} />
    )
  if (plain) return <div class="account-plain">{inside}</div>
  return (
    <Part id="factor" title={ACCOUNT.factor}>
      {inside}
    </Part>
  )
}

function Overview({ account, prover, refresh, plain, onAdd }: PartProps & { plain: boolean; onAdd(what: Adding): void }) {
  const [problem, setProblem] = useState<string | null>(null)
  const { totp, passkeys } = account.factors
  const hasOne = totp || passkeys.length > 0
  const remove = async (deed: typeof removeTotp): Promise<void> => {
    const answer = await prover.doIt(deed)
    setProblem(whyNot(answer))
    await refresh()
  }
  return (
    <>
      {!plain && <p class="account-how">{hasOne ? ACCOUNT.factorOn : ACCOUNT.factorWhy}</p>}
      {hasOne && (
        <ul class="own-rows">
          {totp && <Row name={ACCOUNT.app} how={ACCOUNT.appOn} onRemove={() => void remove(removeTotp)} />}
          {passkeys.map((one) => (
            <Row key={one.id} name={one.name} how={historyOf(one)} onRemove={() => void remove(() => removePasskey(one.id))} />
          ))}
        </ul>
      )}
      <Problem text={problem} />
      <Offers totp={totp} passkeys={passkeys.length} onAdd={onAdd} />
    </>
  )
}

function historyOf({ created_at, used_at }: Passkey): string {
  return `${ACCOUNT.passkeyMade(dayAndTime(created_at))}, ${used_at ? ACCOUNT.passkeyUsed(dayAndTime(used_at)) : ACCOUNT.passkeyNever}`
}

function Row({ name, how, onRemove }: { name: string; how: string; onRemove(): void }) {
  return (
    <li class="own-row">
      <p class="own-what">
        <strong dir="auto">{name}</strong>
        <span>{how}</span>
      </p>
      <SureButton label={ACCOUNT.remove} question={ACCOUNT.sureRemove} onSure={onRemove} />
    </li>
  )
}

/** The first one is explained; whoever has one knows what another would be. */
function Offers({ totp, passkeys, onAdd }: { totp: boolean; passkeys: number; onAdd(what: Adding): void }) {
  const can = canUsePasskeys()
  if (totp || passkeys > 0) {
    return (
      <div class="offers-more">
        {can && (
          <button type="button" class="button button-quiet small" onClick={() => onAdd('passkey')}>
            {passkeys > 0 ? ACCOUNT.anotherPasskey : ACCOUNT.addPasskey}
          </button>
        )}
        <button type="button" class="button button-quiet small" onClick={() => onAdd('app')}>
          {totp ? ACCOUNT.replaceApp : ACCOUNT.addApp}
        </button>
      </div>
    )
  }
  return (
    <div class="offers">
      {can && <Offer label={ACCOUNT.addPasskey} how={ACCOUNT.addPasskeyHow} look="button" onTake={() => onAdd('passkey')} />}
      <Offer label={ACCOUNT.addApp} how={ACCOUNT.addAppHow} look={can ? 'button button-quiet' : 'button'} onTake={() => onAdd('app')} />
    </div>
  )
}

function Offer({ label, how, look, onTake }: { label: string; how: string; look: string; onTake(): void }) {
  return (
    <div class="offer">
      <button type="button" class={look} onClick={onTake}>
        {label}
      </button>
      <p class="account-how">{how}</p>
    </div>
  )
}
