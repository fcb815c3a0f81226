import assert from 'node:assert/strict'
import { test } from 'node:test'
import { marked } from '../src/console/marked'
import type { Reason, Span } from '../src/console/types_chat'
import { spoken } from '../src/console/veiled'

const reason = (start: number, end: number, tier: Reason['tier'] = 'T2', name = 'rule'): Reason => ({
  source: 'rule', name, tier, words: '', start, end,
})
const parts = (text: string, ...reasons: Reason[]) => marked(text, reasons).flatMap((stretch) => stretch.parts)
const cut = (text: string, ...reasons: Reason[]): string[] =>
  parts(text, ...reasons).map((part) => (part.reasons.length > 0 ? `[${part.text}]` : part.text))
const veiled = (text: string, spans: Span[], ...reasons: Reason[]): string[] =>
  marked(text, reasons, spans).map((stretch) => {
    const words = stretch.parts.map((part) => part.text).join('|')
    return stretch.veiled ? `(${words})` : words
  })

test('the words behind a reason are marked, the rest is plain', () => {
  assert.deepEqual(cut('please help me now', reason(7, 14)), ['please ', '[help me]', ' now'])
})

test('an emoji before the words does not move the mark', () => {
  assert.deepEqual(cut('😢😢 help', reason(3, 7)), ['😢😢 ', '[help]'])
})

test('marks that overlap are told apart, the most urgent first', () => {
  const found = parts('one two three', reason(0, 7, 'T2', 'slow'), reason(4, 13, 'T0', 'fast'))
  assert.deepEqual(found.map(({ text, reasons }) => [text, reasons.map(({ name }) => name)]), [
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

test('hidden words stand in a stretch of their own, with the marks inside it', () => {
  assert.deepEqual(veiled('one two three', [[4, 7]]), ['one ', '(two)', ' three'])
  assert.deepEqual(veiled('one two three', [[4, 13]], reason(8, 13)), ['one ', '(two |three)'])
})

test('two hidden words side by side are opened one by one, those that overlap as one', () => {
  assert.deepEqual(veiled('one two', [[0, 3], [4, 7]]), ['(one)', ' ', '(two)'])
  assert.deepEqual(veiled('one two', [[0, 5], [4, 7]]), ['(one two)'])
})

test('what is hidden on the screen is not read aloud either', () => {
  assert.equal(spoken('😢 say two words', [[6, 9]]), '😢 say hidden words words')
  assert.equal(spoken('plain', [[0, 99]]), 'plain')
})
