/** What a counsellor is told of somebody who writes in a messaging app: where, how far an answer has come, what to mind. */

import type { Card, InApp } from './types'
import type { ReadMessage } from './types_chat'
import { clockTime } from './words'

const TITLES: Record<string, string> = {
  whatsapp: 'WhatsApp',
  instagram: 'Instagram',
  messenger: 'Messenger',
  telegram: 'Telegram',
  sms: 'SMS',
  discord: 'Discord',
}

export function appTitle(app: InApp): string {
  return TITLES[app.channel] ?? app.channel
}

/** How it stands with our last message there; nothing while all of it has arrived and nothing is to be minded. */
export function appNews(card: Card, log: readonly ReadMessage[]): string {
  const app = card.app
  if (app === null) return ''
  const title = appTitle(app)
  if (app.reach === 'moved') return `They went on in our own chat. Nothing more appears in ${title}.`
  if (app.reach === 'stopped') return `They asked to hear no more in ${title}. Nothing is sent until they write.`
  if (app.reach === 'unreachable') return `${title} cannot reach them any more. Nothing you write arrives.`
  if (app.held) return `${title} lets nothing be sent until they write again. What you write waits until then.`
  return [progress(app, log), until(app, title)].filter(Boolean).join(' ')
}

function progress(app: InApp, log: readonly ReadMessage[]): string {
  const last = log.reduce((found, one) => (one.sender === 'counsellor' ? Math.max(found, one.seq) : found), 0)
  if (last === 0) return ''
  if (app.read_seq >= last) return 'Your last message was read.'
  if (app.delivered_seq >= last) return 'Your last message was delivered.'
  return app.sent_seq >= last ? 'Your last message was sent.' : 'Your last message is on its way.'
}

function until(app: InApp, title: string): string {
  return app.answer_until === null ? '' : `${title} lets you write until ${clockTime(app.answer_until)}.`
}
