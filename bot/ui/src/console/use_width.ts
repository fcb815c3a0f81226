/** How wide a box is, in pixels: a drawing with words in it must not be stretched. */

import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { useOnResize } from '../shared/on_resize'

export function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  const measure = (): void => setWidth(Math.floor(box.current?.clientWidth ?? 0))
  useLayoutEffect(measure, [])
  useOnResize(box, measure)
  return width
}
