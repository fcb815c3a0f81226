/** The button on other sites. One line of HTML brings it; it asks for nothing until it is tapped, and keeps nothing. */

/** Filled in by the server (bot/web/embed.py). */
const [openWords, closeWords, ownPageWords, accent, onAccent, exit] = '__UNHOOK__' as unknown as readonly [string, string, string, string, string, string]

const script = document.currentScript as HTMLScriptElement
const { label = openWords, lang = '', side = 'right' } = script.dataset
const ours = new URL(script.src).origin
const page = `${ours}/?lang=${lang}`

const host = document.createElement('div')
// Out of the reach of the style sheets around, which know nothing of us.
const root = host.attachShadow({ mode: 'open' })

const colours = `background:${accent};color:${onAccent};`
const place = `position:fixed;z-index:9999;bottom:16px;${side}:16px;${colours}border:2px solid`
const css = `button,a{padding:12px 16px;border:0;background:0 0;color:inherit;font:600 16px/1.4 system-ui}
b button{${place};border-radius:26px}
section{${place} ${accent};width:400px;height:680px;max-height:92%;border-radius:12px;overflow:hidden;display:grid;grid:auto 1fr/1fr auto}
@media(max-width:480px){section{${side}:0;bottom:0;width:100%;height:100%;max-height:100%;border:0;border-radius:0}}
iframe{grid-column:span 2;width:100%;height:100%;border:0}[hidden]{display:none}`
// A strict policy forbids style elements, and lets scripts make style sheets where browsers are of these years.
if (root.adoptedStyleSheets) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
} else make('style', root, css)

function make<Name extends keyof HTMLElementTagNameMap>(name: Name, parent: Node, text = '') {
  const element = document.createElement(name)
  element.textContent = text
  parent.appendChild(element)
  return element
}

const button = make('button', make('b', root), label)
const panel = make('section', root)
panel.setAttribute('role', 'dialog')
panel.setAttribute('aria-label', label)
const link = make('a', panel, ownPageWords)
link.href = page
link.target = '_blank'
const closer = make('button', panel, closeWords)
const frame = make('iframe', panel)
frame.title = label
let isReady = false

/** The chat stays as it is behind the button: it is only out of sight. */
function show(isOpen: boolean): void {
  panel.hidden = !isOpen
  button.hidden = isOpen
  const next = isOpen ? closer : button
  next.focus()
}

panel.hidden = true
button.onclick = () => {
  show(true)
  if (frame.src) return
  frame.src = page
  // Where UNHOOK_FRAME_ANCESTORS does not name this site the browser shows nothing, and tells nobody: then the link is what is left.
  frame.onload = () => setTimeout(() => isReady || frame.remove(), 1500)
}
closer.onclick = () => show(false)
panel.onkeydown = ({ key }) => {
  if (key == 'Escape') show(false)
}
addEventListener('message', ({ origin, source, data }) => {
  if (origin != ours || source != frame.contentWindow) return
  isReady = true
  if (data == 'unhook:close') show(false)
  if (data == 'unhook:leave') {
    document.documentElement.hidden = true
    location.replace(exit)
  }
})

document.body.appendChild(host)

export {}
