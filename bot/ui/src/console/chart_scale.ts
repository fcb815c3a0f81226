/** Turns numbers into places on a chart, and places into marks one can read. Pure. */

export interface Scale {
  /** Where a value lies, in pixels from the start. */
  at(value: number): number
  /** The values that get a mark, the least first. */
  ticks: number[]
}

const STEPS = [1, 2, 5]
/** Seconds that people have words for. */
const TIMES = [10, 30, 60, 300, 900, 3_600, 14_400, 86_400]

/** From nought to a round number that is not below `most`, with about as many marks as wished. */
export function countScale(most: number, length: number, marks = 4): Scale {
  const step = roundStep(most / marks)
  const top = Math.max(step, Math.ceil(most / step) * step)
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, n) => n * step)
  return { at: (value) => (value / top) * length, ticks }
}

/** The least of 1, 2, 5, 10, 20 … that is not below a step. Counts have no halves. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, step)))
  return (STEPS.find((one) => one * power >= step) ?? 10) * power
}

/** Seconds to hours on one line: each ten times as far to the right. From the first to the last of the times that are needed. */
export function timeScale(most: number, length: number): Scale {
  const last = TIMES.find((time) => time >= most) ?? TIMES[TIMES.length - 1]!
  const ticks = TIMES.filter((time) => time <= last)
  const [low, high] = [Math.log(ticks[0]!), Math.log(last)]
  const share = (value: number): number => (high === low ? 1 : (Math.log(value) - low) / (high - low))
  return { at: (value) => Math.min(1, Math.max(0, share(value))) * length, ticks }
}

/** Which of so many places get a label, so that labels of this width do not touch: evenly spaced, the first always. */
export function labelled(count: number, length: number, labelWidth: number): number[] {
  if (count === 0) return []
  const room = Math.max(1, Math.floor(length / labelWidth))
  const every = Math.max(1, Math.ceil(count / room))
  return Array.from({ length: Math.ceil(count / every) }, (_, n) => n * every)
}

/** Those marks that have so many pixels to the one before; the last always, so that one can see where the line ends. */
export function spaced({ at, ticks }: Scale, pixels: number): number[] {
  const last = ticks[ticks.length - 1]
  if (last === undefined) return []
  const kept = ticks.slice(0, -1).reduce<number[]>((before, tick) => {
    const previous = before[before.length - 1]
    const fits = (previous === undefined || at(tick) - at(previous) >= pixels) && at(last) - at(tick) >= pixels
    return fits ? [...before, tick] : before
  }, [])
  return [...kept, last]
}

/** The stretches of a line without a gap: a number that is not told is not guessed. */
export function stretches<T>(values: ReadonlyArray<T | null>): Array<Array<{ index: number; value: T }>> {
  const found: Array<Array<{ index: number; value: T }>> = [[]]
  values.forEach((value, index) => {
    if (value === null) found.push([])
    else found[found.length - 1]!.push({ index, value })
  })
  return found.filter((one) => one.length > 0)
}
