import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chatDeeds } from '../src/console/chat_deeds'
import { entries } from '../src/console/entries'
import { merged } from '../src/console/merged'
import { veiledInQuote } from '../src/console/quoted'
import { appended, lookedFor, matching } from '../src/console/saved_replies'
import { meantKey } from '../src/console/shortcuts'
import type { Note, ReadMessage, TierChange } from '../src/console/types_chat'
import { explain } from '../src/console/refusals'
import { factWords } from '../src/console/words_brief'
import { REFUSALS } from '../src/console/words_refusals'

const at = (minute: number): string => `2026-03-01T10:0${minute}:00Z`
const message = (seq: number, more: Partial<ReadMessage> = {}): ReadMessage => ({ seq, sender: 'young_person', text: `m${seq}`, reasons: [], sent_at: at(seq), ...more })
const note = (number: number, minute: number): Note => ({ number, kind: 'note', at: at(minute), by: 'Sam', text: 'n' })
const change: TierChange = { at: at(3), by: 'Sam', from: 'T2', to: 'T1', reason: '' }

test('what staff wrote stands where it belongs in time, and messages keep their numbers', () => {
  const keys = entries([message(1), message(4), message(5)], [note(1, 2), note(2, 9)], [change]).map(({ key }) => key)
  assert.deepEqual(keys, ['1', 'note 1', `tier ${at(3)}`, '4', '5', 'note 2'])
})

test('a message whose time is not known yet pulls no note out of its place', () => {
  const { sent_at: _, ...undated } = message(2)
  assert.deepEqual(entries([message(1), undated, message(3)], [note(1, 2)], []).map(({ key }) => key), ['1', '2', 'note 1', '3'])
})

test('the server’s line takes the place of one’s own, and what came since stays behind it', () => {
  const own: ReadMessage = { seq: 2, sender: 'counsellor', text: 'm2' }
  const log = merged([message(1), message(2, { author: 'Sam' })], [message(1), own, message(3)])
  assert.deepEqual(log.map(({ seq, author }) => [seq, author]), [[1, undefined], [2, 'Sam'], [3, undefined]])
})

test('a log that says nothing new is the same log, so that nothing is drawn again', () => {
  const log = [message(1), message(2)]
  assert.equal(merged([message(1), message(2)], log), log)
  assert.equal(merged([message(1), message(2), message(3)], log)[0], log[0])
})

test('a fact is told in words that stand alone', () => {
  const words = ([label, value]: [string, string | boolean]): string => factWords(label, value)
  assert.deepEqual(
    ([['paid', false], ['safe_now', 'no'], ['offender_known', true], ['country', 'GB'], ['suicide_answer', 'thoughts'], ['amount', '50 GBP']] as Array<[string, string | boolean]>).map(words),
    ['Has not paid', 'Not safe now', 'Knows them', 'United Kingdom', 'Asked about suicide: has thoughts', '50 GBP'],
  )
  assert.equal(factWords('must_not_tell', 'family'), 'Must not be told: family')
  assert.equal(factWords('step_done', 'utter_step_stop_replying'), 'Step done: stop replying')
  assert.equal(factWords('something_new', 'a_word'), 'A word')
})

test('what is hidden in the chat is hidden in the brief', () => {
  const reason = { source: 'rule', name: 'r', tier: 'T2', words: 'two three', start: 4, end: 13 } as const
  const log = [message(1, { text: 'one two three', reasons: [reason], veiled: [[0, 5], [8, 13]] })]
  assert.deepEqual(veiledInQuote('two three', log), [[0, 1], [4, 9]])
  assert.deepEqual(veiledInQuote('elsewhere', log), [])
})

test('who has just written is read before they are let go of, and the sentence says so', async () => {
  const sent: string[] = []
  const asked = globalThis.fetch
  globalThis.fetch = async (_, init) => {
    sent.push(String(init?.body))
    return new Response(JSON.stringify({ error: { code: 'not_read' } }), { status: 409 })
  }
  const stale: string[] = []
  const nothing = (): void => {}
  const deeds = chatDeeds({ id: 'c_1', onStatus: () => false, onCard: nothing, onNote: nothing, onEmergency: nothing, onStale: () => stale.push('asked anew') })
  assert.equal(await deeds.letGo('close', 7), false)
  globalThis.fetch = asked
  assert.deepEqual(sent, ['{"read_up_to":7}'])
  assert.deepEqual(stale, ['asked anew'])
  assert.equal(deeds.notice.value, 'They have just written something. Read it first, then decide.')
})

test('a slash at the beginning looks for a saved reply, anywhere else it is a slash', () => {
  assert.deepEqual(['/', '/are you', 'and/or', '', '/two\nlines'].map(lookedFor), ['', 'are you', null, null, null])
})

test('saved replies are found by any of their words, without regard to accents', () => {
  const replies = [{ text: 'Are you safe right now?' }, { text: '¿Estás a salvo ahora?' }]
  assert.deepEqual(matching(replies, 'now safe'), [replies[0]])
  assert.deepEqual(matching(replies, 'estas'), [replies[1]])
  assert.equal(matching(replies, '').length, 2)
})

test('a saved reply never takes the place of what somebody has written', () => {
  assert.equal(appended('/saf', 'Are you safe?'), 'Are you safe?')
  assert.equal(appended('I hear you. ', 'Are you safe?'), 'I hear you.\nAre you safe?')
  assert.equal(appended('', 'Are you safe?'), 'Are you safe?')
})

test('a single key means something only when nobody writes and nothing else is held', () => {
  const key = (more: Partial<Parameters<typeof meantKey>[0]> = {}, isWriting = false) =>
    meantKey({ key: 'N', ctrlKey: false, metaKey: false, altKey: false, isComposing: false, repeat: false, ...more }, isWriting)
  assert.equal(key(), 'n')
  assert.equal(key({ key: '?' }), '?')
  for (const no of [key({}, true), key({ ctrlKey: true }), key({ metaKey: true }), key({ altKey: true }), key({ repeat: true }), key({ key: 'Enter' })]) {
    assert.equal(no, null)
  }
})

test('a refusal is told in its own words, else by what kind of fault it is', () => {
  const refused = (status: number, problem: 'taken' | 'offline' | 'refused', body: unknown) =>
    explain({ ok: false, status, problem, body, retryAfterMs: 0 })
  assert.equal(refused(409, 'taken', { error: { code: 'full' } }), REFUSALS.byCode['full'])
  assert.equal(refused(409, 'taken', { error: { code: 'taken', by: 'Alex' } }), 'Alex has taken this chat.')
  assert.equal(refused(0, 'offline', null), REFUSALS.byProblem.offline)
  assert.equal(refused(400, 'refused', { error: { code: 'toString' } }), REFUSALS.byProblem.refused)
})
