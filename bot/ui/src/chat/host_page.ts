/** Speaks to the page around us when we are shown in a frame. Three fixed words, and none of them tells anything. */

type Word = 'ready' | 'close' | 'leave'

const isFramed = typeof window !== 'undefined' && window.parent !== window

/** To whoever is around: who may be is decided by the browser (frame-ancestors), and the words are no secret. */
export function tellHost(word: Word): void {
  if (isFramed) window.parent.postMessage(`unhook:${word}`, '*')
}

if (isFramed) {
  tellHost('ready')
  // The keys pressed in here are not heard out there.
  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) tellHost('close')
  })
}
