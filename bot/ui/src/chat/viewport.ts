/** Keeps the text field above the on-screen keyboard where the browser does not do it by itself (iOS). */

export function fitViewport(): void {
  const view = window.visualViewport
  if (!view) return
  const fit = (): void => {
    // Zoomed in with two fingers: the reader moves over a page that must hold still.
    if (view.scale > 1.01) return
    document.documentElement.style.setProperty('--visible-height', `${Math.round(view.height)}px`)
  }
  view.addEventListener('resize', fit)
  fit()
}
