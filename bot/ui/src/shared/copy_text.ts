/** Puts a text on the clipboard, also where the page may not use the new way: old browsers, plain http, frames. */

/** `shown`: the element the text can be read in, for the old way. False when neither way worked. */
export async function copyText(text: string, shown: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelection(shown)
  }
}

function copySelection(shown: HTMLElement | null): boolean {
  const selection = getSelection()
  if (!shown || !selection) return false
  try {
    selection.selectAllChildren(shown)
    return document.execCommand('copy')
  } catch {
    return false
  }
}
