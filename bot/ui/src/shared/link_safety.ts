/** Only telephone numbers and https pages become links. */

/** The first number in it: "112, or 911 in the US" run together would be a number that nobody answers. */
export function telHref(phone: string): string | null {
  const number = /[+*#]?\d[\d ()./*#-]*/.exec(phone)?.[0].replace(/[^\d+*#]/g, '')
  return number === undefined ? null : `tel:${number}`
}

/** Some services answer texts that start with a word: "Text SHOUT to 85258" carries both. */
export function smsHref(number: string): string | null {
  const digits = /\+?\d[\d ]{2,}/.exec(number)?.[0].replace(/ /g, '')
  return digits === undefined ? null : `sms:${digits}`
}

export function pageHref(url: string): string | null {
  return url.startsWith('https://') ? url : null
}
