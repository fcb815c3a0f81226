/** The emergency step: why, a second person, the deed, how it ended. Each part stays to be read. */

import { useState } from 'preact/hooks'
import { ActPanel } from './act_panel'
import type { Desk } from './desk'
import { EmergencyChecklist } from './emergency_checklist'
import { EmergencyEnd } from './emergency_end'
import { EmergencyNumber } from './emergency_number'
import { EmergencyStart } from './emergency_start'
import { now } from './now'
import type { OpenChat } from './open_chat'
import { SureButton } from './sure_button'
import type { Emergency } from './types_chat'
import { secondsSince, waitingTime } from './waiting_time'
import { clockTime } from './words'
import { EMERGENCY } from './words_care'

export function EmergencyPanel({ desk, chat, onClose }: { desk: Desk; chat: OpenChat; onClose(): void }) {
  const step = chat.emergency.value
  const [another, setAnother] = useState(false)
  const isOver = step !== null && step.ended_at !== null
  return (
    <ActPanel title={EMERGENCY.title} urgent onClose={onClose}>
      {step !== null && <Story step={step} />}
      {step !== null && !isOver && (
        <>
          {step.confirmed_at === null ? <SecondPerson desk={desk} chat={chat} step={step} /> : <p class="emergency-now">{EMERGENCY.actNow}</p>}
          <EmergencyNumber chat={chat} />
          <EmergencyChecklist chat={chat} step={step} />
          <EmergencyEnd chat={chat} confirmed={step.confirmed_at !== null} />
        </>
      )}
      {isOver && !another && (
        <button type="button" class="button button-quiet small" onClick={() => setAnother(true)}>
          {EMERGENCY.again}
        </button>
      )}
      {(step === null || (isOver && another)) && <EmergencyStart chat={chat} onOpened={() => setAnother(false)} />}
    </ActPanel>
  )
}

function Story({ step }: { step: Emergency }) {
  const { confirmed_by: second, confirmed_at: secondAt, ended_at: endedAt, ended_by: endedBy, outcome } = step
  return (
    <ol class="emergency-story">
      <li>
        {EMERGENCY.opened(step.opened_by, clockTime(step.opened_at))}
        <p class="emergency-said">{step.reason}</p>
      </li>
      {second !== null && secondAt !== null && (
        <li>{step.alone ? EMERGENCY.wentOnAlone(second, clockTime(secondAt)) : EMERGENCY.confirmed(second, clockTime(secondAt))}</li>
      )}
      {endedAt !== null && (
        <li>
          {EMERGENCY.ended(endedBy ?? '', clockTime(endedAt))}
          {outcome !== null && `: ${EMERGENCY.outcomes[outcome]}`}
          <p class="emergency-said">{step.text}</p>
        </li>
      )}
    </ol>
  )
}

function SecondPerson({ desk, chat, step }: { desk: Desk; chat: OpenChat; step: Emergency }) {
  const { counsellor } = desk
  if (step.opened_by !== counsellor.name) {
    return (
      <div class="emergency-second">
        <p class="emergency-now">{EMERGENCY.second}</p>
        <p>{EMERGENCY.secondHow}</p>
        <button type="button" class="button button-danger small panel-first" disabled={chat.deeds.busy.value} onClick={() => void chat.deeds.confirmEmergency()}>
          {EMERGENCY.confirm}
        </button>
      </div>
    )
  }
  const left = step.alone_from === null ? 0 : Date.parse(step.alone_from) - now.value
  const here = desk.queue.value.staff.filter((one) => one.here && one.id !== counsellor.id).map(({ name }) => name)
  return (
    <div class="emergency-second">
      <p class="emergency-now">
        {EMERGENCY.waiting} <span aria-hidden="true">{waitingTime(secondsSince(step.opened_at, now.value))}</span>
      </p>
      <p>{here.length > 0 ? EMERGENCY.tell(here.join(', ')) : EMERGENCY.nobodyHere}</p>
      {left > 0 ? (
        <p aria-hidden="true">{EMERGENCY.aloneIn(waitingTime(Math.ceil(left / 1000)))}</p>
      ) : (
        <SureButton label={EMERGENCY.alone} question={EMERGENCY.sureAlone} onSure={() => void chat.deeds.confirmEmergency()} />
      )}
    </div>
  )
}
