import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainAccount } from '../src/console/account_refusals'
import { fromJson, isName, toBase64Url, toBytes, toJson } from '../src/console/passkey'
import { tags } from '../src/console/staff_fields'
import { aboutWords, actionWords } from '../src/console/words_audit'
import { ACCOUNT_PROBLEMS, ACCOUNT_REFUSALS, WEAK } from '../src/console/words_accounts'

const bytes = (...values: number[]): ArrayBuffer => Uint8Array.from(values).buffer
const values = (buffer: unknown): number[] => [...new Uint8Array(buffer as ArrayBuffer)]

test('bytes go through base64url and come back, whatever their number', () => {
  for (let length = 0; length < 70; length += 1) {
    const some = Uint8Array.from({ length }, (_, at) => (at * 37 + length) % 256)
    const text = toBase64Url(some.buffer)
    assert.match(text, /^[\w-]*$/)
    assert.deepEqual(values(toBytes(text)), [...some])
  }
})

test('only what is bytes becomes bytes: ids of keys and of the person, not the name of the site', () => {
  const options = fromJson({
    challenge: 'AQID',
    rp: { id: 'localhost', name: 'Helpline' },
    user: { id: 'BAU', name: 'Sam', displayName: 'Sam' },
    excludeCredentials: [{ id: 'Bg', type: 'public-key' }],
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    timeout: 60000,
  }) as Record<string, any>
  assert.deepEqual(values(options['challenge']), [1, 2, 3])
  assert.deepEqual(options['rp'], { id: 'localhost', name: 'Helpline' })
  assert.deepEqual(values(options['user'].id), [4, 5])
  assert.equal(options['user'].name, 'Sam')
  assert.deepEqual(values(options['excludeCredentials'][0].id), [6])
  assert.deepEqual(options['pubKeyCredParams'], [{ type: 'public-key', alg: -7 }])
})

test('the answer of a device holds the parts that are checked, and nothing that only points at it', () => {
  const credential = {
    id: 'AQ',
    type: 'public-key',
    rawId: bytes(1),
    authenticatorAttachment: 'platform',
    response: { clientDataJSON: bytes(2), authenticatorData: bytes(3), signature: bytes(4), userHandle: null },
  } as unknown as Credential
  assert.deepEqual(toJson(credential), {
    id: 'AQ',
    type: 'public-key',
    rawId: 'AQ',
    response: { clientDataJSON: 'Ag', authenticatorData: 'Aw', signature: 'BA' },
    clientExtensionResults: {},
  })
  assert.equal(toJson(null), null)
})

test('a passkey belongs to a name: an address of numbers has none', () => {
  for (const name of ['localhost', 'console.example.org']) assert.ok(isName(name))
  for (const number of ['127.0.0.1', '[::1]', '::1']) assert.ok(!isName(number))
})

test('languages are separated as people write them', () => {
  assert.deepEqual(tags(' en, cy;pt-BR  es '), ['en', 'cy', 'pt-BR', 'es'])
  assert.deepEqual(tags(' , '), [])
})

test('every refusal has a sentence, and one that is new falls back on what kind it is', () => {
  const refused = (code: string, more = {}) =>
    explainAccount({ ok: false, status: 403, problem: 'refused', body: { error: { code, ...more } }, retryAfterMs: 0 })
  assert.equal(refused('last_administrator'), ACCOUNT_REFUSALS['last_administrator'])
  assert.equal(refused('something_new'), ACCOUNT_PROBLEMS.refused)
  assert.equal(refused('weak_password', { why: 'short', minimum: 14 }), WEAK['short']!(14))
  assert.match(refused('weak_password', { why: 'name', minimum: 12 }), /name/)
})

test('an action the page does not know yet is shown as it is called', () => {
  assert.equal(actionWords('sign_in'), 'signed in')
  assert.equal(actionWords('made_coffee'), 'made coffee')
  assert.equal(aboutWords('recovery_code'), 'by a recovery code')
})
