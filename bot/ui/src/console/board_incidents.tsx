/** What went wrong and nobody has looked at; the earlier ones on request. */

import { useState } from 'preact/hooks'
import { readIncidents, seeIncident } from './api_supervisor'
import { explain } from './refusals'
import type { Incident } from './types_supervisor'
import { dayAndTime } from './words'
import { BOARD, incidentWords } from './words_supervisor'

interface Props {
  /** Those that nobody has looked at. */
  incidents: Incident[]
  onRead(conversation: string): void
  onStatus(status: number): void
}

export function BoardIncidents({ incidents, onRead, onStatus }: Props) {
  const [earlier, setEarlier] = useState<Incident[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const see = async (id: number): Promise<void> => {
    const answer = await seeIncident(id)
    setProblem(answer.ok ? null : explain(answer))
    if (!answer.ok) onStatus(answer.status)
  }
  const showEarlier = async (): Promise<void> => {
    const answer = await readIncidents()
    if (answer.ok) setEarlier(answer.body.incidents.filter((one) => one.seen_at !== null))
    else onStatus(answer.status)
    setProblem(answer.ok ? null : explain(answer))
  }
  return (
    <section class={incidents.length > 0 ? 'board-part board-went-wrong board-incidents' : 'board-part board-went-wrong'}>
      <h3 class="board-title">
        {BOARD.incidents} <span class="queue-count">{incidents.length}</span>
      </h3>
      {incidents.length === 0 && <p class="board-none">{BOARD.noIncidents}</p>}
      <ul>
        {incidents.map((one) => (
          <Row key={one.id} one={one} onRead={onRead} onSeen={() => void see(one.id)} />
        ))}
        {earlier?.map((one) => <Row key={one.id} one={one} onRead={onRead} onSeen={null} />)}
      </ul>
      {earlier === null && (
        <button type="button" class="button button-quiet small" onClick={() => void showEarlier()}>
          {BOARD.earlier}
        </button>
      )}
      <p role="status">{problem}</p>
    </section>
  )
}

function Row({ one, onRead, onSeen }: { one: Incident; onRead(id: string): void; onSeen: (() => void) | null }) {
  const about = [one.label, one.counsellor].filter((known) => known !== null).join(' · ')
  return (
    <li class="incident">
      <p class="incident-said">{incidentWords(one.kind)}</p>
      <p class="incident-about">
        <time dateTime={one.at}>{dayAndTime(one.at)}</time>
        {about && ` · ${about}`}
        {one.seen_at !== null && ` · ${BOARD.seenBy(one.seen_by ?? '', dayAndTime(one.seen_at))}`}
      </p>
      <p class="incident-acts">
        {one.conversation !== null && (
          <button type="button" class="button button-quiet small" onClick={() => onRead(one.conversation!)}>
            {BOARD.openChat}
          </button>
        )}
        {onSeen && (
          <button type="button" class="button button-quiet small" onClick={onSeen}>
            {BOARD.seen}
          </button>
        )}
      </p>
    </li>
  )
}
