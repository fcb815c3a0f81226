/** One card of the account screen, and what every card is given. */

import type { ComponentChildren } from 'preact'
import type { Prover } from './account_prove'
import type { Account } from './types_account'

export interface PartProps {
  account: Account
  prover: Prover
  /** Reads the account again. */
  refresh(): Promise<void>
  /** Recovery codes that are shown once; empty where none were made. */
  onCodes(codes: string[]): void
}

export function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="account-card" aria-labelledby={`part-${id}`}>
      <h2 class="account-card-title" id={`part-${id}`}>
        {title}
      </h2>
      {children}
    </section>
  )
}

export function Problem({ text }: { text: string | null }) {
  return (
    <p class="door-problem" role="alert">
      {text}
    </p>
  )
}
