/** Pictures never enter: not read, not sent, only kindly refused. */

/** Calls back whenever a file was pasted or dropped anywhere on the page; answers how to stop listening. */
export function refuseFiles(onRefused: () => void): () => void {
  const onPaste = (event: ClipboardEvent): void => {
    const data = event.clipboardData
    // Copying from a page brings a picture of the words along with the words: those are welcome.
    if (!data || data.getData('text/plain') !== '' || !carriesFile(data)) return
    event.preventDefault()
    onRefused()
  }
  const onDragOver = (event: DragEvent): void => {
    if (event.dataTransfer && carriesFile(event.dataTransfer)) event.preventDefault()
  }
  const onDrop = (event: DragEvent): void => {
    if (!event.dataTransfer || !carriesFile(event.dataTransfer)) return
    // Left alone, the browser would open the picture in place of the chat.
    event.preventDefault()
    onRefused()
  }
  document.addEventListener('paste', onPaste)
  document.addEventListener('dragover', onDragOver)
  document.addEventListener('drop', onDrop)
  return () => {
    document.removeEventListener('paste', onPaste)
    document.removeEventListener('dragover', onDragOver)
    document.removeEventListener('drop', onDrop)
  }
}

function carriesFile(data: DataTransfer): boolean {
  return data.files.length > 0 || Array.from(data.items).some((item) => item.kind === 'file')
}
