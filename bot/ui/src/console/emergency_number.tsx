/** The number to call where the young person is, in the middle of the emergency step. */

import { useEffect } from 'preact/hooks'
import { telHref } from '../shared/link_safety'
import type { OpenChat } from './open_chat'

export function EmergencyNumber({ chat }: { chat: OpenChat }) {
  useEffect(() => chat.help.need(), [])
  const line = chat.help.value.value?.helplines.find(({ need }) => need === 'emergency')
  const href = line?.phone ? telHref(line.phone) : null
  if (!line || href === null) return null
  return (
    <p class="emergency-number">
      <span>{line.name}</span> <a href={href}>{line.phone}</a>
    </p>
  )
}
