/** The fast way out: blank first, tidy up after. */

import { tellHost } from './host_page'

const DEFAULT_EXIT = 'https://www.bbc.co.uk/weather'

export interface Leaving {
  /** Everything that must stop or be told, in the order given, once the page is blank. */
  farewell: Array<() => void>
}

export function leave({ farewell }: Leaving): void {
  // Nothing may stand before this line: whoever looks over the shoulder must see an empty page at once.
  document.documentElement.hidden = true
  for (const step of farewell) attempt(step)
  const exit = exitUrl()
  document.title = '\u200b'
  if (window.top !== window) {
    // In a frame the page around us gives the chat away, so it is the one that has to go. Our own button's page is told, as
    // browsers may forbid what comes next; any other page is sent away, which they allow once somebody has touched the chat.
    attempt(() => tellHost('leave'))
    attempt(() => window.top?.location.replace(exit))
    window.location.replace('about:blank')
    return
  }
  window.location.replace(exit)
}

/** A page kept by the browser for "back" must not come back with the chat on it. */
export function stayBlankAfterLeaving(): void {
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && document.documentElement.hidden) window.location.replace(exitUrl())
  })
}

function exitUrl(): string {
  const chosen = document.querySelector<HTMLMetaElement>('meta[name="exit-url"]')?.content ?? ''
  return /^https?:\/\//.test(chosen) ? chosen : DEFAULT_EXIT
}

/** One step that fails must not keep somebody on the page. */
function attempt(step: () => void): void {
  try {
    step()
  } catch {
    return
  }
}
