/** Which languages somebody would like, the dearest first. Which of them there is, the server says. */

const MOST = 12

/** `spoken`: the language of the conversation in this tab; `search`: of the address, as in "?lang=es"; then the browser's. */
export function wantedLanguages(spoken: string | null, search: string, browser: readonly string[]): string[] {
  const asked = new URLSearchParams(search).get('lang')
  const wanted = [spoken, asked, ...browser].filter((tag): tag is string => tag !== null && /^[\w-]{2,35}$/.test(tag))
  return [...new Set(wanted)].slice(0, MOST)
}
