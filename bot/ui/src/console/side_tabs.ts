/** Which part of the pane beside the chat is shown. One choice for all chats: a habit, not a property of a chat. */

import { signal } from '@preact/signals'

export const SIDE_TABS = ['brief', 'cards', 'helplines', 'notes', 'record'] as const
export type SideTab = (typeof SIDE_TABS)[number]

export const sideTab = signal<SideTab>('brief')
