import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insert } from '../src/shared/timeline'

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items]
  return items.flatMap((item, at) => permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]))
}

test('in whatever order messages arrive, the log is in the order of their numbers', () => {
  for (const arrival of permutations([1, 2, 3, 4, 5])) {
    const log = arrival.reduce<readonly { seq: number }[]>((so, seq) => insert(so, { seq }), [])
    assert.deepEqual(log.map(({ seq }) => seq), [1, 2, 3, 4, 5])
  }
})

test('a number that comes twice is kept once, as it first was', () => {
  const log = insert(insert([], { seq: 1, text: 'first' }), { seq: 1, text: 'second' })
  assert.deepEqual(log, [{ seq: 1, text: 'first' }])
})
