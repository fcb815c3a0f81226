/** Notices Shift pressed three times within five seconds: the way out that needs no looking. */

const PRESSES = 3
const WITHIN_MS = 5_000

/** Answers true on the press that completes the sign. Any other key starts it over, so capital letters never leave. */
export function shiftThree(): (key: string, repeat: boolean, at: number) => boolean {
  let presses: number[] = []
  return (key, repeat, at) => {
    if (repeat) return false
    if (key !== 'Shift') {
      presses = []
      return false
    }
    presses = [...presses, at].filter((then) => at - then < WITHIN_MS)
    return presses.length >= PRESSES
  }
}
