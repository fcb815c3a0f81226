/** A notice of the operating system while nobody looks at the page: that a chat is waiting, and never a word of it. */

import { signal, type ReadonlySignal } from '@preact/signals'
import { BELL } from './words_bell'

export interface DesktopNotice {
  /** `default`: not asked yet. `none`: this browser has no notices. */
  permission: ReadonlySignal<NotificationPermission | 'none'>
  /** The browser asks once; to be called from a click. */
  ask(): Promise<void>
  show(what: 'waiting' | 'own'): void
  hide(): void
}

export function desktopNotice(page: Document = document): DesktopNotice {
  const exists = typeof Notification !== 'undefined'
  const permission = signal<NotificationPermission | 'none'>(exists ? Notification.permission : 'none')
  let shown: Notification | null = null

  async function ask(): Promise<void> {
    if (exists) permission.value = await Notification.requestPermission()
  }

  function show(what: 'waiting' | 'own'): void {
    if (permission.value !== 'granted' || page.hasFocus()) return
    try {
      // One tag: several tabs, and several chats, are one notice.
      shown = new Notification(what === 'own' ? BELL.ownNotice : BELL.waitingNotice, { tag: 'chats', requireInteraction: true })
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

  return { permission, ask, show, hide }
}
