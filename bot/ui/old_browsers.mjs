/** What browsers of the class of Chrome 60 and Safari 12 lack, looked for in what was built. esbuild lowers syntax, and only syntax. */

/** Words in chat.js that would throw there. */
const JS = {
  'Object.fromEntries, Object.hasOwn': /\bObject\.(?:fromEntries|hasOwn)\b/,
  'flat, flatMap, at, findLast': /\.(?:flat|flatMap|at|findLast|findLastIndex)\(/,
  'toSorted, toReversed, with': /\.(?:toSorted|toReversed|toSpliced)\(/,
  'matchAll, replaceAll, trimStart, trimEnd': /\.(?:matchAll|replaceAll|trimStart|trimEnd)\(/,
  'Promise.allSettled, any, withResolvers; finally': /\bPromise\.(?:allSettled|any|withResolvers|try)\b|\.finally\(/,
  'globalThis, structuredClone, BigInt, WeakRef': /\b(?:globalThis|structuredClone|BigInt|WeakRef)\b/,
  'AbortSignal helpers': /\bAbortSignal\./,
  'named groups and lookbehind': /\(\?<[=!A-Za-z]/,
  'pointer events': /["']pointer(?:down|up|cancel|move)["']|\bonPointer/i,
  'scrolling with options, or of an element': /\.scroll(?:To|By|IntoView)\(\{|(?<!window)\.scrollTo\(/,
  'replaceChildren, toggleAttribute, showModal, inert': /\.(?:replaceChildren|toggleAttribute|showModal|inert|checkVisibility)\b/,
  'a list of pairs for URLSearchParams': /new URLSearchParams\(\[|new URLSearchParams\([\w.]+\.map/,
}

/** These may be used where the code asks first whether they are there. */
const ASKED_FOR_FIRST = ['queueMicrotask', 'AbortController', 'ResizeObserver', 'IntersectionObserver', 'BroadcastChannel']

/** What chat.css may hold only where `@supports` asks first: a declaration that is not understood is dropped. */
const CSS = {
  'gap outside a grid (write margins, or grid-gap)': /(?<!grid-)(?<!-)\b(?:row-|column-)?gap:/,
  'logical properties': /\b(?:margin|padding|border|inset)-(?:inline|block)|\b(?:inline|block)-size:|\bborder-(?:start|end)-/,
  inset: /\binset:/,
  ':is, :where, :has, :not with a list': /:(?:is|where|has)\(|:not\([^)]*,/,
  'min, max, clamp, env': /[:\s(,](?:min|max|clamp)\(|\benv\(/,
  'dvh, svh, lvh': /\d(?:dvh|svh|lvh)\b/,
  'aspect-ratio, @layer, @container, color-mix': /aspect-ratio:|@layer|@container|color-mix\(/,
  'a focus-visible that takes other selectors down with it': /,[^{},]*:focus-visible|:focus-visible[^{},]*,/,
  'colours with spaces': /\brgba?\(\d+ /,
}

/** What would break, in words; empty where nothing would. */
export function unknownToOldBrowsers({ js = '', css = '' }) {
  const words = Object.keys(JS).filter((what) => JS[what].test(js))
  const unasked = ASKED_FOR_FIRST.filter((name) => new RegExp(`\\b${name}\\b`).test(js) && !js.includes(`typeof ${name}`))
  const styles = Object.keys(CSS).filter((what) => CSS[what].test(outsideSupports(css)))
  return [...words, ...unasked.map((name) => `${name} without asking for it first`), ...styles]
}

/** The style sheet without what stands in `@supports`. */
function outsideSupports(css) {
  return css.replace(/@supports[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '')
}
