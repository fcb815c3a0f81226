import assert from 'node:assert/strict'
import { test } from 'node:test'
import { marked } from '../src/console/marked'
import type { Reason } from '../src/console/types'

const reason = (start: number, end: number, tier: Reason['tier'] = 'T2', name = 'rule'): Reason => ({
  source: 'rule', name, tier, words: '', start, end,
})
const cut = (text: string, ...reasons: Reason[]): string[] =>
  marked(text, reasons).map((part) => (part.reasons.length > 0 ? `[${part.text}]` : part.text))

test('the words behind a reason are marked, the rest is plain', () => {
  assert.deepEqual(cut('please help me now', reason(7, 14)), ['please ', '[help me]', ' now'])
})

test('an emoji before the words does not move the mark', () => {
  assert.deepEqual(cut('😢😢 help', reason(3, 7)), ['😢😢 ', '[help]'])
})

test('marks that overlap are told apart, the most urgent first', () => {
  const parts = marked('one two three', [reason(0, 7, 'T2', 'slow'), reason(4, 13, 'T0', 'fast')])
  assert.deepEqual(parts.map(({ text, reasons }) => [text, reasons.map(({ name }) => name)]), [
    ['one ', ['slow']],
    ['two', ['fast', 'slow']],
    [' three', ['fast']],
  ])
})

test('offsets that are not in the text mark nothing, and no word is lost', () => {
  for (const bad of [reason(0, 99), reason(-1, 2), reason(3, 3), reason(4, 2)]) {
    assert.deepEqual(cut('short', bad), ['short'])
  }
  assert.deepEqual(cut('', reason(0, 0)), [])
})
