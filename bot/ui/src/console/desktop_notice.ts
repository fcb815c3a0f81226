/** A notice of the operating system while nobody looks at the page: that a chat is waiting, and never a word of it. */

import { signal, type ReadonlySignal } from '@preact/signals'
import { BELL } from './words_bell'

/** `own`: a chat of one's own became more urgent. `deaf`: the session ended, nothing rings here any more. */
export type Notice = 'waiting' | 'own' | 'deaf'

const TITLES: Readonly<Record<Notice, string>> = { waiting: BELL.waitingNotice, own: BELL.ownNotice, deaf: BELL.deafNotice }

export interface DesktopNotice {
  /** `default`: not asked yet. `none`: this browser has no notices. */
  permission: ReadonlySignal<NotificationPermission | 'none'>
  /** The browser asks once; to be called from a click. */
  ask(): Promise<void>
  /** Whether somebody has this page in front of them. */
  isLookedAt(): boolean
  show(what: Notice): void
  hide(): void
}

export function desktopNotice(page: Document = document): DesktopNotice {
  const exists = typeof Notification !== 'undefined'
  const permission = signal<NotificationPermission | 'none'>(exists ? Notification.permission : 'none')
  let shown: Notification | null = null

  async function ask(): Promise<void> {
    if (exists) permission.value = await Notification.requestPermission()
  }

  function show(what: Notice): void {
    if (permission.value !== 'granted') return
    try {
      // One tag: several tabs, and several chats, are one notice.
      shown = new Notification(TITLES[what], { tag: 'chats', requireInteraction: true })
    } catch {
      return // some browsers have notices for installed apps alone
    }
    shown.onclick = () => {
      window.focus()
      hide()
    }
  }

  function hide(): void {
    shown?.close()
    shown = null
  }

  return { permission, ask, isLookedAt: () => page.hasFocus(), show, hide }
}
