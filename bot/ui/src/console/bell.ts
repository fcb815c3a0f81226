/** The bell: sounds when somebody comes, and until accepted while it is urgent; shows it outside the page; says when it is not heard. */

import { signal } from '@preact/signals'
import { wallClock, type Clock } from '../shared/clock'
import { desktopNotice, type DesktopNotice, type Notice } from './desktop_notice'
import { lasting, ringingIn, SILENCE, tonesFor, type Ringing, type Tone } from './ringing'
import { browserSigns } from './signs'
import { browserTabs, type TabNews, type Tabs } from './tabs'
import { browserSound, type Sound } from './tones'
import type { Queue } from './types'

export const AGAIN_MS = 8_000
/** Whoever typed in a chat so lately is answering. */
const TYPING_MS = 10_000
const TICK_MS = 1_000
/** So long a notice waits for another tab to say that somebody looks at it. */
const LOOK_MS = 300

export interface BellParts {
  clock: Clock
  sound: Sound
  notice: DesktopNotice
  signs(now: Ringing): void
  tabs(onNews: (news: TabNews) => void): Tabs
}

export type Bell = ReturnType<typeof makeBell>

export function makeBell({ clock, sound, notice, signs, tabs: openTabs }: BellParts) {
  const soundOn = signal(true)
  /** The browser does not let this page sound before a click in it, and no other tab rings. */
  const needsClick = signal(false)
  /** Danger rings, and nobody hears it here: to be said where it is seen. */
  const unheard = signal(false)
  let now = SILENCE
  let typed = { id: '', at: -Infinity }
  let rangAt = -Infinity
  /** Somebody has come, and no tab could sound yet. */
  let unrung = false
  let ringsElsewhereAt = -Infinity
  let lookedElsewhereAt = -Infinity
  let tabs: Tabs | null = null
  let stopTick: (() => void) | null = null
  let stopShow: (() => void) | null = null

  function hearNews(news: TabNews): void {
    if (news === 'rings') {
      ringsElsewhereAt = clock.now()
      unrung = false
    } else if (news === 'looked') {
      lookedElsewhereAt = clock.now()
      notice.hide()
    } else if (news === 'hello') {
      tabs?.tell({ sound: soundOn.value })
      tellThatItRings()
    } else soundOn.value = news.sound
    judge()
  }

  /** Said again and again: of a tab that was closed in the middle nothing is heard, and another has to do it. */
  function tellThatItRings(): void {
    if (canRing()) tabs?.tell('rings')
  }

  function start(): Tabs {
    tabs = openTabs(hearNews)
    tabs.tell('hello')
    tick()
    return tabs
  }

  /** Called from a click: browsers allow sound only after one. */
  function allowSound(): void {
    sound.allow(() => {
      if (sound.isAllowed()) tabs?.standInLine()
      again()
      judge()
    })
  }

  function toggleSound(): void {
    soundOn.value = !soundOn.value
    tabs?.tell({ sound: soundOn.value })
    allowSound()
    judge()
  }

  function attend(queue: Queue): void {
    const line = tabs ?? start()
    if (sound.isAllowed()) line.standInLine()
    const before = now
    now = ringingIn(queue)
    signs(now)
    const tones = tonesFor(before, now)
    tellThatItRings()
    if (now.waiting.length === 0 || now.paused) unrung = false
    if (tones.length > 0) {
      ring(tones)
      show(tones.includes('own') ? 'own' : 'waiting')
    } else again()
    if (isEmpty()) notice.hide()
    judge()
  }

  const isEmpty = (): boolean => now.waiting.length + now.own.length === 0

  /** Not where somebody looks at another tab of the same console: they see it there. */
  function show(what: Notice): void {
    if (notice.isLookedAt()) {
      tabs?.tell('looked')
      return
    }
    stopShow?.()
    stopShow = clock.after(LOOK_MS, () => {
      if (!isEmpty() && clock.now() - lookedElsewhereAt > 2 * LOOK_MS) notice.show(what)
    })
  }

  /** Not by the timer alone: in a page nobody looks at, browsers let timers come once a minute; the queue comes all the time. */
  function again(): void {
    const typingIn = clock.now() - typed.at < TYPING_MS ? typed.id : null
    const tones = lasting(now, typingIn)
    if (tones.length > 0 && clock.now() - rangAt >= AGAIN_MS) ring(tones)
    else if (unrung) ring(['new'])
  }

  /** A sound takes a moment to be allowed, and a place in the line: whoever came before that is heard then. */
  function ring(tones: readonly Tone[]): void {
    if (!canRing()) {
      unrung = soundOn.value && (unrung || tones.includes('new'))
      return
    }
    rangAt = clock.now()
    unrung = false
    sound.play(tones)
  }

  const canRing = (): boolean => soundOn.value && tabs !== null && tabs.isFirst() && sound.isAllowed()

  function tick(): void {
    stopTick = clock.after(TICK_MS, () => {
      again()
      tellThatItRings()
      judge()
      tick()
    })
  }

  function judge(): void {
    const elsewhere = clock.now() - ringsElsewhereAt < 2 * AGAIN_MS
    needsClick.value = soundOn.value && !sound.isAllowed() && !elsewhere
    unheard.value = now.danger && (!soundOn.value || needsClick.value)
  }

  /** The counsellor writes in this chat: whoever is answering need not be rung. */
  function noteTyping(id: string): void {
    typed = { id, at: clock.now() }
  }

  /** Signed out: nothing of it may stay on the screen. */
  function stop(): void {
    stopTick?.()
    stopShow?.()
    stopTick = stopShow = null
    tabs?.close()
    tabs = null
    now = SILENCE
    unrung = false
    rangAt = ringsElsewhereAt = lookedElsewhereAt = -Infinity
    signs(now)
    notice.hide()
    judge()
  }

  /** The session has ended by itself: what is known here grows old, so nothing rings any more, and that is said. */
  function fallSilent(): void {
    stop()
    if (!notice.isLookedAt()) notice.show('deaf')
  }

  return { soundOn, needsClick, unheard, notice, attend, allowSound, toggleSound, noteTyping, stop, fallSilent }
}

let theBell: Bell | null = null

/** The bell of this page. */
export function bell(): Bell {
  theBell ??= makeBell({
    clock: wallClock,
    sound: browserSound(),
    notice: desktopNotice(),
    signs: browserSigns(),
    tabs: browserTabs,
  })
  return theBell
}
