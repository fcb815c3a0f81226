/** The log in its true order, whatever order the pieces arrive in. Pure. */

export interface Numbered {
  seq: number
}

/** Adds one message at its number. A number that is already there is told twice and kept once. */
export function insert<M extends Numbered>(log: readonly M[], message: M): readonly M[] {
  let at = log.length
  while (at > 0 && log[at - 1]!.seq > message.seq) at -= 1
  if (at > 0 && log[at - 1]!.seq === message.seq) return log
  return [...log.slice(0, at), message, ...log.slice(at)]
}
