/** Opens the young person's chat. */

import '../shared/old_browsers'
import { render } from 'preact'
import { arrive, leaveNow, resume, spokenLanguage } from './app'
import { covered, keepCovered } from './cover'
import { Page } from './page'
import { stayBlankAfterLeaving } from './leaving'
import { shiftThree } from './shift_three'
import { fitViewport } from './viewport'
import { takeLink } from './link'
import { loadWords } from './wording'

const isSign = shiftThree()
window.addEventListener(
  'keydown',
  (event) => {
    if (isSign(event.key, event.repeat, Date.now())) leaveNow()
  },
  true,
)
stayBlankAfterLeaving()
keepCovered()
fitViewport()

void open(document.getElementById('chat')!)

async function open(root: HTMLElement): Promise<void> {
  // The page says by itself, after a while, what else there is; but not where it looks like another page.
  if (covered.value) root.textContent = ''
  await loadWords(spokenLanguage(), () => {
    const sentence = document.querySelector<HTMLTemplateElement>('#no-words')
    const late = root.querySelector('.plain-late')
    if (!sentence || !late) return
    late.classList.remove('plain-late')
    late.replaceChild(sentence.content.cloneNode(true), late.querySelector('main')!)
  })
  root.textContent = ''
  const link = takeLink()
  if (link) await arrive(link)
  else resume()
  render(<Page />, root)
}
