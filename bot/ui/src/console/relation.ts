/** How somebody stands to a chat, and what follows from it. Pure; the server decides for itself. */

import { may } from './permissions'
import type { Card, Counsellor } from './types'

export interface Relation {
  isMine: boolean
  /** It waits, and they may accept it now. */
  mayTake: boolean
  mayStepIn: boolean
  mayReopen: boolean
  /** The name of the colleague who has it, for a whisper; null: nobody, or they may not. */
  whisperTo: string | null
  mayLower: boolean
  mayBlock: boolean
}

/** `next`: the id that take-next would give them. `had`: it was theirs until it was closed. */
export function relation(card: Card, me: Counsellor, next: string | null, had = false): Relation {
  const isMine = card.owner === 'counsellor' && card.counsellor === me.name
  const stepsIn = may(me, 'step_in')
  const answers = isMine || stepsIn
  const isClosed = card.owner === 'closed'
  const isAnothers = card.owner === 'counsellor' && !isMine
  return {
    isMine,
    mayTake: card.owner === 'waiting' && (card.id === next || card.offered_to === me.name),
    mayStepIn: stepsIn && !isMine && !isClosed,
    mayReopen: isClosed && (stepsIn || had),
    whisperTo: stepsIn && isAnothers ? card.counsellor : null,
    mayLower: answers,
    mayBlock: answers,
  }
}
