/** The time of day, once a second, for everything that counts up. */

import { signal } from '@preact/signals'

export const now = signal(Date.now())

setInterval(() => (now.value = Date.now()), 1_000)
