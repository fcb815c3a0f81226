/** Answers on their way to the young person. Those the server has not yet are kept with the drafts: a reload sends them, once. */

import { signal } from '@preact/signals'
import { newClientId } from '../shared/client_id'
import { Outbox, type Parcel } from '../shared/outbox'
import { reply } from './api_chat'

const WHILE_SIGNED_OUT_MS = 2_000

export interface ReplyOutboxSettings {
  id: string
  /** What was on its way when the page was last closed. */
  unsent: string
  keep(unsent: string): void
  /** True when the whole page has to deal with it: the session has ended. */
  onStatus(status: number): boolean
  onStored(seq: number, text: string, clientId: string): void
}

export type ReplyOutbox = ReturnType<typeof replyOutbox>

export function replyOutbox({ id, unsent, keep, onStatus, onStored }: ReplyOutboxSettings) {
  const parcels = signal<readonly Parcel<string>[]>([])

  const outbox = new Outbox<string>({
    deliver: async ({ clientId, content }) => {
      const answer = await reply(id, clientId, content)
      if (answer.ok) return { kind: 'stored', seq: answer.body.seq }
      if (['offline', 'server', 'busy'].includes(answer.problem)) return { kind: 'again', afterMs: answer.retryAfterMs }
      // It waits until they have signed in again: that is no refusal of what they wrote.
      return onStatus(answer.status) ? { kind: 'again', afterMs: WHILE_SIGNED_OUT_MS } : { kind: 'refused' }
    },
    onStored: ({ clientId, content }, seq) => onStored(seq, content, clientId),
    onChange: (next) => {
      parcels.value = next
      keep(next.length === 0 ? '' : JSON.stringify(next.map(({ clientId, content }) => [clientId, content])))
    },
  })

  /** The page was closed before these were stored: the same ids, so that none arrives twice. */
  for (const [clientId, content] of read(unsent)) outbox.put(clientId, content)

  return {
    parcels,
    say: (text: string) => outbox.put(newClientId(), text),
    retry: (clientId: string) => outbox.retry(clientId),
    confirm: (clientId: string) => outbox.confirm(clientId),
    nudge: () => outbox.nudge(),
    stop: () => outbox.stop(),
  }
}

function read(unsent: string): Array<[string, string]> {
  try {
    return unsent === '' ? [] : (JSON.parse(unsent) as Array<[string, string]>)
  } catch {
    return []
  }
}
