/** On a chat of one's own that became more urgent: it rings until it is answered, or until this is pressed. */

import { useState } from 'preact/hooks'
import * as api from './api_chat'
import type { Card } from './types'
import { BELL } from './words_bell'

export function SeenButton({ card, isMine, onStatus }: { card: Card; isMine: boolean; onStatus(status: number): boolean }) {
  const [busy, setBusy] = useState(false)
  if (!isMine || !card.rings) return null
  const see = async (): Promise<void> => {
    setBusy(true)
    const answer = await api.alarmSeen(card.id)
    setBusy(false)
    if (!answer.ok) onStatus(answer.status)
  }
  return (
    <p class="owner-note own-rings" role="alert">
      {BELL.ownRings}{' '}
      <button type="button" class="button small" disabled={busy} onClick={() => void see()}>
        {BELL.seen}
      </button>
    </p>
  )
}
