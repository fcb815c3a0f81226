/** What is seen of the bell when nobody looks at the page: the title, the icon of the tab, the badge of the app. */

import type { Ringing } from './ringing'
import { WORDS } from './words'

const BUBBLE =
  '<path d="M7 7h18a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H15l-6 5v-5H7a3 3 0 0 1-3-3V10a3 3 0 0 1 3-3z" fill="none" stroke="%237a8790" stroke-width="2.5" stroke-linejoin="round"/>'
const DOT = '<circle cx="25" cy="8" r="7" fill="%23c22f2f"/>'
export const ICON_WITH_DOT = `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${BUBBLE}${DOT}</svg>`

interface Badges {
  setAppBadge?(count: number): Promise<void>
  clearAppBadge?(): Promise<void>
}

export function titleFor({ waiting, own }: Ringing): string {
  const count = waiting.length + own.length
  return count > 0 ? `(${count}) ${WORDS.title}` : WORDS.title
}

export function browserSigns(page: Document = document, app: Badges = navigator as Badges): (now: Ringing) => void {
  const icon = page.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const plain = icon?.href ?? ''
  return (now) => {
    page.title = titleFor(now)
    const rings = now.urgent.length + now.own.length > 0
    if (icon) icon.href = rings ? ICON_WITH_DOT : plain
    const count = now.waiting.length + now.own.length
    const told = count > 0 ? app.setAppBadge?.(count) : app.clearAppBadge?.()
    told?.catch(() => undefined) // the page is not installed as an app: there is nothing to put a badge on
  }
}
