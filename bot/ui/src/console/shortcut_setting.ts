/** Single-key shortcuts can be switched off (WCAG 2.1.4): speech input would press them by accident. Kept for this browser. */

import { signal } from '@preact/signals'

const KEY = 'shortcuts'

export const shortcutsOn = signal(read())

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

export function setShortcuts(on: boolean): void {
  shortcutsOn.value = on
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off')
  } catch {
    return // no storage: it lasts as long as the page
  }
}
