/** A length of time as people say it. Pure. */

/** "45 s", "90 s", "2 min", "7.5 min", "4 h". */
export function duration(seconds: number): string {
  if (seconds < 120 && seconds % 60 !== 0) return `${seconds} s`
  if (seconds < 3_600) return `${rounded(seconds / 60)} min`
  return `${rounded(seconds / 3_600)} h`
}

function rounded(number: number): string {
  return String(Math.round(number * 10) / 10)
}
