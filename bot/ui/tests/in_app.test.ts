/** What a counsellor is told of somebody who writes in a messaging app. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { appNews } from '../src/console/in_app'
import type { InApp } from '../src/console/types'
import type { ReadMessage } from '../src/console/types_chat'
import { card } from './console_fakes'

const app = (more: Partial<InApp> = {}): InApp => ({
  channel: 'telegram', reach: 'open', held: false, answer_until: null, sent_seq: 0, delivered_seq: 0, read_seq: 0, ...more,
})
const LOG: ReadMessage[] = [
  { seq: 4, sender: 'counsellor', text: 'hello' },
  { seq: 5, sender: 'young_person', text: 'hi' },
]
const told = (more: Partial<InApp>, log = LOG): string => appNews(card({ app: app(more) }), log)

test('how far the last answer has come is told step by step', () => {
  assert.equal(told({ sent_seq: 3 }), 'Your last message is on its way.')
  assert.equal(told({ sent_seq: 4 }), 'Your last message was sent.')
  assert.equal(told({ sent_seq: 4, delivered_seq: 4 }), 'Your last message was delivered.')
  assert.equal(told({ sent_seq: 4, delivered_seq: 4, read_seq: 4 }), 'Your last message was read.')
})

test('where nothing was written yet, and in our own chat, nothing is told', () => {
  assert.equal(told({}, []), '')
  assert.equal(appNews(card(), LOG), '')
})

test('what cannot arrive is said, and why', () => {
  assert.match(told({ held: true }), /waits until then/)
  assert.match(told({ reach: 'moved' }), /our own chat/)
  assert.match(told({ reach: 'stopped' }), /hear no more/)
  assert.match(told({ reach: 'unreachable' }), /cannot reach them/)
})

test('until when the platform takes answers is told beforehand', () => {
  assert.match(told({ channel: 'whatsapp', sent_seq: 4, answer_until: '2026-03-01T12:00:00Z' }), /^Your last message was sent. WhatsApp lets you write until/)
})

test('an app that this page does not know is named as the server names it', () => {
  assert.match(told({ channel: 'newapp', reach: 'unreachable' }), /^newapp cannot reach/)
})
