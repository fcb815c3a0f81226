/** The bell: a soft tone when somebody waits, again and again while it is urgent, and the number in the title. */

import { signal } from '@preact/signals'
import type { Queue } from './types'
import { WORDS } from './words'

const AGAIN_MS = 8_000

export const soundOn = signal(true)

let audio: AudioContext | null = null
let known = new Set<string>()
let lastRing = -Infinity

/** Browsers allow sound only after a click. Called from signing in, and from the switch. */
export function allowSound(): void {
  audio ??= new AudioContext()
  void audio.resume()
}

/** Rings for everybody who has come since the last look, and keeps ringing while T0 or T1 waits. */
export function attend(queue: Queue, now: number = Date.now()): void {
  const waiting = new Set(queue.waiting.map((card) => card.id))
  const isNew = queue.waiting.some((card) => !known.has(card.id))
  const isUrgent = queue.waiting.some((card) => card.tier === 'T0' || card.tier === 'T1')
  known = waiting
  document.title = waiting.size > 0 ? `(${waiting.size}) ${WORDS.title}` : WORDS.title
  if (!isNew && !(isUrgent && now - lastRing >= AGAIN_MS)) return
  lastRing = now
  if (soundOn.value) ring(isUrgent ? [587, 784] : [587])
}

/** Two rising notes for the urgent, one for the rest. Swelling and fading: a bell in a calm room, not an alarm. */
function ring(notes: readonly number[]): void {
  if (!audio || audio.state !== 'running') return
  notes.forEach((pitch, index) => {
    const start = audio!.currentTime + index * 0.22
    const tone = audio!.createOscillator()
    const volume = audio!.createGain()
    tone.type = 'sine'
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(0.16, start + 0.03)
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.5)
    tone.connect(volume).connect(audio!.destination)
    tone.start(start)
    tone.stop(start + 0.55)
  })
}
