/** The chats that are open side by side: those of the counsellor always, others while they are read. */

import { computed, signal } from '@preact/signals'
import { read } from './api_chat'
import { openChat, type OpenChat, type OpenChatSettings } from './open_chat'
import type { Card } from './types'

/** As many as there are keys for, and as the server follows for one console. */
export const MOST_TABS = 8

export type ChatTabs = ReturnType<typeof chatTabs>

export function chatTabs(settings: OpenChatSettings) {
  /** In the order in which they were opened, so that a number stays with its chat. */
  const tabs = signal<readonly OpenChat[]>([])
  const selected = signal<string | null>(null)
  const shown = computed(() => find(selected.value))
  let own = new Set<string>()

  function find(id: string | null): OpenChat | null {
    return tabs.value.find((tab) => tab.id === id) ?? null
  }

  function add(card: Card): OpenChat {
    const chat = openChat(card, settings)
    makeRoom()
    tabs.value = [...tabs.value, chat]
    return chat
  }

  /** The one that was opened longest ago gives way, unless it is theirs or being read. */
  function makeRoom(): void {
    if (tabs.value.length < MOST_TABS) return
    const oldest = tabs.value.find(({ id }) => !own.has(id) && id !== selected.value)
    if (oldest) drop(oldest.id)
  }

  function drop(id: string): void {
    find(id)?.stop()
    settings.drafts.write(id, 'unwritten', '')
    tabs.value = tabs.value.filter((tab) => tab.id !== id)
    if (selected.value === id) selected.value = null
  }

  /** Opens or shows it. Answers the status with which the server refused, or null. */
  async function select(id: string): Promise<number | null> {
    const open = find(id)
    if (open) {
      selected.value = id
      const status = open.brief.value === null ? await open.refresh() : 200
      return status === 200 ? null : status
    }
    const answer = await read(id)
    if (!answer.ok) return answer.status
    const chat = find(id) ?? add(answer.body.card)
    chat.take(answer.body)
    selected.value = id
    return null
  }

  /** What the queue tells of them. */
  function follow(mine: readonly Card[], all: readonly Card[]): void {
    own = new Set(mine.map(({ id }) => id))
    for (const card of mine) (find(card.id) ?? add(card)).had.value = true
    for (const tab of tabs.value) {
      const card = all.find(({ id }) => id === tab.id)
      if (card) tab.follow(card)
      else tab.missing()
    }
  }

  /** The server knows what is open only while it runs: a new connection has to tell it again. */
  function refreshAll(): void {
    for (const tab of tabs.value) {
      tab.outbox.nudge()
      if (tab.brief.value !== null) void tab.refresh()
    }
  }

  function close(): void {
    for (const tab of tabs.value) tab.stop()
    tabs.value = []
    selected.value = null
  }

  // After a reload: the chats that were closed and have no record yet.
  for (const card of settings.drafts.all('unwritten')) add(JSON.parse(card) as Card).had.value = true
  return { tabs, selected, shown, find, select, drop, follow, refreshAll, isOwn: (id: string) => own.has(id), close }
}
