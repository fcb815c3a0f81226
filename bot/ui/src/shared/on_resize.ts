/** Tells when the room for something changes: a keyboard opens, a text field grows, a phone is turned. */

import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

export function useOnResize(box: RefObject<HTMLElement | null>, call: () => void): void {
  useEffect(() => {
    // Missing before Safari 13.1: there the log simply stays where it was.
    if (!box.current || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(call)
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
}
