/** Which panel lies over the screen, how it was reached, and where the keyboard goes when it closes. */

import { computed, signal } from '@preact/signals'

export type PanelName = 'menu' | 'code' | 'passed_on' | 'act_normal' | 'delete' | 'wipe' | 'language' | 'safety' | 'enter_code'

/** The way to the open panel: the menu, then what was chosen there. */
const way = signal<readonly PanelName[]>([])
export const panel = computed(() => way.value[way.value.length - 1] ?? null)
/** The panel that was just left for the one before it: there the keyboard goes on. */
export const leftBehind = signal<PanelName | null>(null)

let opener: HTMLElement | null = null

export function openPanel(name: PanelName): void {
  if (way.value.length === 0) opener = document.activeElement as HTMLElement | null
  leftBehind.value = null
  way.value = [...way.value, name]
}

/** One step back: from what was chosen to the menu, from the menu to the chat. */
export function back(): void {
  leftBehind.value = panel.value
  way.value = way.value.slice(0, -1)
  if (way.value.length === 0) returnFocus()
}

export function closePanels(): void {
  if (way.value.length === 0) return
  way.value = []
  returnFocus()
}

/** A task later, when what was hidden behind the panel can take the keyboard again. */
function returnFocus(): void {
  const goal = opener
  opener = null
  setTimeout(() => {
    if (goal && document.contains(goal)) goal.focus()
  })
}
