/** Where the log comes to rest: at its end, but never so far that the newest message, or the number to call, has left at the top. */

const MARGIN_PX = 12

/** What scrolls: the list itself, or, with very large text or in a very low window, the page as a whole. */
interface Scroller {
  top: number
  end: number
  /** How far down what scrolls the element begins. */
  offsetOf(element: HTMLElement): number
  go(top: number): void
}

export function goToRest(list: HTMLElement): void {
  const scroller = scrollerOf(list)
  scroller.go(rest(list, scroller))
}

/** How far above the resting place the reader is; negative below it. */
export function distanceToRest(list: HTMLElement): number {
  const scroller = scrollerOf(list)
  return rest(list, scroller) - scroller.top
}

function rest(list: HTMLElement, { end, offsetOf }: Scroller): number {
  const anchors = list.querySelectorAll<HTMLElement>('[data-turn]')
  const anchor = anchors[anchors.length - 1]
  return anchor ? Math.min(end, offsetOf(anchor) - MARGIN_PX) : end
}

function scrollerOf(list: HTMLElement): Scroller {
  const page = document.documentElement
  if (list.scrollHeight <= list.clientHeight + 1 && page.scrollHeight > window.innerHeight + 1) {
    const bar = document.querySelector<HTMLElement>('.top')
    return {
      top: window.pageYOffset,
      end: page.scrollHeight - window.innerHeight,
      offsetOf: (element) => window.pageYOffset + element.getBoundingClientRect().top - (bar ? bar.offsetHeight : 0),
      go: (top) => window.scrollTo(0, top),
    }
  }
  return {
    top: list.scrollTop,
    end: list.scrollHeight - list.clientHeight,
    offsetOf: (element) => element.offsetTop,
    // Not scrollTo: Chrome 60 has it for the window only.
    go: (top) => void (list.scrollTop = top),
  }
}
