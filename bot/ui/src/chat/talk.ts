/** One conversation as the screen needs it: the log, what is on its way, who answers, what went wrong. */

import { computed, effect, signal } from '@preact/signals'
import { newClientId } from '../shared/client_id'
import type { Answer } from '../shared/http'
import { Outbox, type Delivery, type Parcel } from '../shared/outbox'
import { EventStream } from '../shared/stream'
import { insert } from '../shared/timeline'
import type { ConversationState, Message, ServerEvent } from '../shared/wire'
import { bearer, pollUrl, sendContent, sendTyping, streamUrl, type Content } from './api'
import { extras } from './extras'
import { Pacer } from './pacing'
import type { Session, SessionBox } from './session'
import { thinking, type TypingFrom } from './thinking'
import { newestOwn, openAnswers } from './turn'

const TYPING_EVERY_MS = 4_000
/** A short break heals by itself before anybody has to be told. */
const BREAK_BEFORE_TELLING_MS = 4_000

export type Talk = ReturnType<typeof openTalk>

/** `onOver`: the server does not know the session any more. */
export function openTalk(session: Session, box: SessionBox, onOver: () => void) {
  const log = signal<readonly Message[]>([])
  const parcels = signal<readonly Parcel<Content>[]>([])
  const state = signal<ConversationState>({ owner: 'bot', counsellor: null, queue_place: null })
  const notice = signal<string | null>(null)
  const broken = signal(false)
  // Whichever side is down, what matters to the writer is the same: nothing is lost, and it is tried again.
  const trouble = lasting(() => (broken.value || parcels.value.some((parcel) => parcel.state === 'retrying') ? 'offline' : null))
  const typing = thinking(log, parcels, state)
  const closed = computed(() => state.value.owner === 'closed')
  const asked = computed(() => state.value.owner === 'waiting')
  const answers = computed(() => (closed.value || typing.holding.value ? [] : openAnswers(log.value, parcels.value.length > 0, asked.value)))
  /** What was said up to here is out of sight while somebody may be reading along, the words that said so among it. */
  const hiddenTo = signal(0)
  const seenBefore = session.last
  /** What is typed and not sent. It is here, and not in the text field, so that hiding the chat does not lose it. */
  const draft = signal('')
  /** Told by an answer of the server, before the stream says the same. */
  const hasCodeTold = signal<boolean | null>(null)
  const hasCode = computed(() => hasCodeTold.value ?? state.value.has_code ?? false)
  const simpleWords = signal(session.simpleWords === true)

  const show = (message: Message): void => {
    log.value = insert(log.value, message)
    if (message.sender !== 'young_person') typing.heard()
    if (message.seq > session.last) box.write((session = { ...session, last: message.seq }))
  }
  const pacer = new Pacer({ show, onHolding: (holding) => (typing.holding.value = holding) })

  const outbox = new Outbox<Content>({
    deliver: async ({ clientId, content }) => delivery(await sendContent(session, clientId, content), tellProblem),
    onStored: ({ clientId, content }, seq) => {
      show(ownMessage(clientId, content, seq))
      stream.expect(seq)
    },
    onChange: (next) => (parcels.value = next),
  })

  const stream = new EventStream({
    streamUrl: (after) => streamUrl(session, after),
    pollUrl: (after, wait) => pollUrl(session, after, wait),
    headers: () => bearer(session),
    onEvent: receive,
    onLink: (link) => (broken.value = link === 'broken'),
    onRefused: over,
  })

  function receive({ name, data }: ServerEvent): void {
    if (name === 'message') {
      const message = data as Message
      if (message.client_id) outbox.confirm(message.client_id)
      pacer.offer(message, message.seq <= seenBefore)
    } else if (name === 'state') {
      const next = data as ConversationState
      if (!next.neutral) hiddenTo.value = 0
      else if (!state.value.neutral) hiddenTo.value = newestOwn(log.value)
      state.value = next
      // The bot may have heard the wish, or another device has chosen.
      simpleWords.value = state.value.simple_words ?? simpleWords.value
    } else if (name === 'typing') {
      typing.told(data as { who: TypingFrom; typing: boolean })
    }
  }

  function tellProblem(problem: string): void {
    if (problem === 'session') over()
    else notice.value = problem
  }

  function over(): void {
    close()
    onOver()
  }

  function close(): void {
    stream.stop()
    outbox.stop()
    trouble.stop()
    stopListening()
  }

  function retry(clientId: string): void {
    notice.value = null
    outbox.retry(clientId)
  }

  function say(content: Content): void {
    notice.value = null
    outbox.put(newClientId(), content)
  }

  const wake = (): void => {
    if (document.visibilityState === 'hidden') return
    stream.nudge()
    outbox.nudge()
  }
  window.addEventListener('online', wake)
  window.addEventListener('pageshow', wake)
  document.addEventListener('visibilitychange', wake)
  function stopListening(): void {
    window.removeEventListener('online', wake)
    window.removeEventListener('pageshow', wake)
    document.removeEventListener('visibilitychange', wake)
  }

  function keepSimpleWords(on: boolean): void {
    simpleWords.value = on
    box.write((session = { ...session, simpleWords: on }))
  }

  let toldTypingAt = 0
  /** Only a person looks at it: the bot does not wait for the end of a sentence. */
  function tellTyping(): void {
    const now = Date.now()
    if (state.value.owner !== 'counsellor' || Math.abs(now - toldTypingAt) < TYPING_EVERY_MS) return
    toldTypingAt = now
    sendTyping(session)
  }

  box.write(session)
  void stream.run()
  return {
    ...{ log, parcels, state, notice, trouble: trouble.value, closed, answers, typing: typing.from },
    ...{ hiddenTo, draft, hasCode, hasCodeTold, simpleWords, extras: extras(state, over) },
    ...{ say, retry, tellTyping, keepSimpleWords, close, session },
    seenBefore,
    /** The numbers of the messages that were read aloud: one that was overtaken on the way is read when it comes. */
    readAloud: new Set<number>(),
  }
}

/** Shown the moment the server has stored it; the stream brings the same number again and it is kept once. */
function ownMessage(clientId: string, content: Content, seq: number): Message {
  return { seq, sender: 'young_person', text: content.kind === 'text' ? content.text : content.label, client_id: clientId }
}

function delivery(answer: Answer<{ seq: number }>, tell: (problem: string) => void): Delivery {
  if (answer.ok) return { kind: 'stored', seq: answer.body.seq }
  if (answer.problem === 'offline' || answer.problem === 'server') return { kind: 'again', afterMs: answer.retryAfterMs }
  tell(answer.problem)
  return answer.problem === 'busy' ? { kind: 'again', afterMs: Math.max(answer.retryAfterMs, 2_000) } : { kind: 'refused' }
}

/** What goes wrong, once it has gone wrong for a while. */
function lasting(find: () => string | null) {
  const value = signal<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  const found = computed(find)
  const stop = effect(() => {
    const problem = found.value
    clearTimeout(timer)
    if (problem === null || value.peek() !== null) value.value = problem
    else timer = setTimeout(() => (value.value = problem), BREAK_BEFORE_TELLING_MS)
  })
  return {
    value,
    stop(): void {
      clearTimeout(timer)
      stop()
    },
  }
}

/** Calls back once with every message that is newer than what was on the screen before, also when the screen was away meanwhile. */
export function onNewMessage(talk: Talk, call: (message: Message) => void): () => void {
  return effect(() => {
    for (const message of talk.log.value) {
      if (message.seq <= talk.seenBefore || talk.readAloud.has(message.seq)) continue
      talk.readAloud.add(message.seq)
      call(message)
    }
  })
}
