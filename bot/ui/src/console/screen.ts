/** What a screen of the console is. The list of them is in screens.ts. */

import type { ComponentType } from 'preact'
import type { Desk } from './desk'
import type { Permission } from './permissions'

export interface ScreenProps {
  /** Who is signed in, the queue, the chats that are open. It lives on while another screen is shown. */
  desk: Desk
  /** Shows another screen. Nothing of it is written into the address. */
  go(id: string): void
}

export interface Screen {
  id: string
  /** The word on its tab. */
  label: string
  /** Who sees the tab; null: everybody who is signed in. The server refuses for itself. */
  permission: Permission | null
  component: ComponentType<ScreenProps>
  /** A number beside the word, for what waits there; 0 shows none. */
  count?(desk: Desk): number
}
