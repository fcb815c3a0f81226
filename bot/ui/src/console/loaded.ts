/** Something the server is asked for when it is first needed: there, on its way, or refused with a reason. */

import { signal } from '@preact/signals'
import type { Answer } from '../shared/http'
import { explain } from './refusals'

export type Loaded<T> = ReturnType<typeof loaded<T>>

export function loaded<T>(ask: () => Promise<Answer<T>>, onStatus: (status: number) => boolean) {
  const value = signal<T | null>(null)
  const problem = signal<string | null>(null)
  let asking: Promise<void> | null = null

  async function load(): Promise<void> {
    problem.value = null
    const answer = await ask()
    if (answer.ok) value.value = answer.body
    else if (!onStatus(answer.status)) problem.value = explain(answer)
  }

  /** Asks again, even when it is there. Two at once ask once. */
  function again(): Promise<void> {
    asking ??= load().finally(() => (asking = null))
    return asking
  }

  function need(): void {
    if (value.value === null) void again()
  }

  return { value, problem, again, need }
}
