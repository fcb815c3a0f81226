/** The session of this tab: gone with the tab, never in a cookie, never on the disk for longer. */

export interface Session {
  conversation: string
  token: string
  /** What the conversation is in; the page stays in it after a reload. */
  language: string
  /** The last message that was on the screen: after a reload, what is older needs no pause and is not read aloud. */
  last: number
  /** Short words were asked for; the server does not tell it back. */
  simpleWords?: boolean
}

export interface SessionBox {
  read(): Session | null
  write(session: Session): void
  clear(): void
}

const KEY = 'chat'

export function sessionBox(storage: () => Storage = () => sessionStorage): SessionBox {
  let held: Session | null = null
  return {
    read() {
      return attempt(() => parse(storage().getItem(KEY))) ?? held
    },
    write(session) {
      held = session
      attempt(() => storage().setItem(KEY, JSON.stringify(session)))
    },
    clear() {
      held = null
      attempt(() => storage().clear())
    },
  }
}

/** Private windows and strict settings throw on any touch of storage. The chat then lives in memory alone. */
function attempt<T>(touch: () => T): T | null {
  try {
    return touch()
  } catch {
    return null
  }
}

function parse(stored: string | null): Session | null {
  const value = JSON.parse(stored ?? 'null') as Partial<Session> | null
  if (typeof value?.conversation !== 'string' || typeof value.token !== 'string') return null
  const { conversation, token, language, last } = value
  const session = { conversation, token, language: typeof language === 'string' ? language : '', last: Number(last) || 0 }
  return value.simpleWords === true ? { ...session, simpleWords: true } : session
}
