/** The sounds. Swelling and fading: a bell in a calm room, not an alarm. */

import type { Tone } from './ringing'

const NOTES: Readonly<Record<Tone, readonly number[]>> = {
  new: [587],
  urgent: [587, 784],
  own: [784, 587, 784],
}
const NOTE_S = 0.22
const PAUSE_S = 0.4

export interface Sound {
  /** Whether the browser lets this page sound: only after a click in it. */
  isAllowed(): boolean
  allow(onChange: () => void): void
  play(tones: readonly Tone[]): void
}

export function browserSound(): Sound {
  let audio: AudioContext | null = null

  function allow(onChange: () => void): void {
    if (typeof AudioContext === 'undefined') return
    if (!audio) {
      audio = new AudioContext()
      audio.onstatechange = onChange
    }
    void audio.resume().then(onChange)
  }

  function play(tones: readonly Tone[]): void {
    if (!audio || audio.state !== 'running') return
    let at = audio.currentTime
    for (const tone of tones) {
      for (const pitch of NOTES[tone]) {
        strike(audio, pitch, at)
        at += NOTE_S
      }
      at += PAUSE_S
    }
  }

  return { isAllowed: () => audio?.state === 'running', allow, play }
}

function strike(audio: AudioContext, pitch: number, start: number): void {
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.type = 'sine'
  tone.frequency.value = pitch
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(0.16, start + 0.03)
  volume.gain.exponentialRampToValueAtTime(0.001, start + 0.5)
  tone.connect(volume).connect(audio.destination)
  tone.start(start)
  tone.stop(start + 0.55)
}
