/** The link from a messaging app: read once, and taken out of the address and the history at once. */

const GO = /^#go=([\w-]{20,})$/

export function takeLink(): string | null {
  const link = GO.exec(location.hash)?.[1] ?? null
  if (link) history.replaceState(history.state, '', location.pathname + location.search)
  return link
}
