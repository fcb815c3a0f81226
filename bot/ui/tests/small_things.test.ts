import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sessionBox } from '../src/chat/session'
import { wantedLanguages } from '../src/chat/wanted_languages'
import { isOverdue, waitingTime } from '../src/console/waiting_time'
import { newClientId } from '../src/shared/client_id'
import { problemOf } from '../src/shared/http'
import { pageHref, smsHref, telHref } from '../src/shared/link_safety'
import { directionOf, fill } from '../src/shared/words'
import { plain } from '../src/console/words'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('an old browser makes ids of the same shape', () => {
  const old = { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes) } as unknown as Crypto
  const ids = new Set(Array.from({ length: 500 }, () => newClientId(old)))
  assert.equal(ids.size, 500)
  for (const id of [...ids, newClientId()]) assert.match(id, UUID)
})

test('where two numbers stand in one line, only the first is dialled', () => {
  assert.equal(telHref('112, or 911 in the US and Canada'), 'tel:112')
  assert.equal(telHref('+44 (0)800 1111'), 'tel:+4408001111')
  assert.equal(telHref('nobody'), null)
})

test('texts go to the number, not to the word that opens them', () => {
  assert.equal(smsHref('SHOUT to 85258'), 'sms:85258')
  assert.equal(smsHref('086 1800 280'), 'sms:0861800280')
  assert.equal(smsHref('none'), null)
})

test('only https pages become links', () => {
  assert.equal(pageHref('https://example.org/'), 'https://example.org/')
  for (const bad of ['http://example.org', 'javascript:alert(1)', '//example.org']) assert.equal(pageHref(bad), null)
})

test('blanks are filled, and a blank without a value leaves no brace', () => {
  assert.equal(fill('You are number {place} in line.', { place: 2 }), 'You are number 2 in line.')
  assert.equal(fill('Call {nobody}.'), 'Call .')
})

test('the direction follows the language', () => {
  assert.deepEqual(['en', 'ar', 'he-IL', 'es-419', 'UR'].map(directionOf), ['ltr', 'rtl', 'rtl', 'ltr', 'rtl'])
})

test('every status has its own sentence to be told', () => {
  assert.deepEqual([401, 404, 409, 413, 415, 429, 400, 500, 503].map(problemOf), [
    'session', 'session', 'taken', 'too_long', 'media', 'busy', 'refused', 'server', 'server',
  ])
})

test('a browser that forbids storage keeps the session in memory until it is cleared', () => {
  const box = sessionBox(() => {
    throw new Error('SecurityError')
  })
  const session = { conversation: 'c_1', token: 't', language: 'es', last: 3 }
  assert.equal(box.read(), null)
  box.write(session)
  assert.deepEqual(box.read(), session)
  box.clear()
  assert.equal(box.read(), null)
})

test('what is not a session is not taken for one', () => {
  for (const stored of ['null', '{}', '{"conversation": 1, "token": "t"}', 'no json']) {
    assert.equal(sessionBox(() => ({ getItem: () => stored }) as unknown as Storage).read(), null)
  }
})

test('waiting times read like a clock and are late when their tier says so', () => {
  assert.deepEqual([0, 46, 190, 3_599, 3_900].map(waitingTime), ['0:00', '0:46', '3:10', '59:59', '1 h 05'])
  assert.deepEqual([isOverdue('T0', 60), isOverdue('T0', 61), isOverdue('T1', 61), isOverdue('T4', 99_999)], [false, true, false, false])
})

test('the language of the conversation comes first, then that of the address, then those of the browser', () => {
  assert.deepEqual(wantedLanguages('es', '?lang=cy', ['en-GB', 'en', 'es']), ['es', 'cy', 'en-GB', 'en'])
  assert.deepEqual(wantedLanguages(null, '', ['es-MX']), ['es-MX'])
  assert.deepEqual(wantedLanguages(null, '?lang=%3Cb%3E', []), [])
})

test('a key is written as a person would, whatever language its rule is in', () => {
  assert.deepEqual(['utter_step_stop_replying', 'threat_to_share', 'de_threat_to_share', 'described'].map(plain), [
    'Stop replying', 'Threat to share', 'Threat to share', 'Described',
  ])
})
