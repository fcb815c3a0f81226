import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Pacer } from '../src/chat/pacing'
import type { Message } from '../src/shared/wire'
import { FakeClock } from './fakes'

function paced() {
  const clock = new FakeClock()
  const shown: number[] = []
  let holding = false
  const pacer = new Pacer({ show: ({ seq }) => shown.push(seq), onHolding: (now) => (holding = now), clock })
  return { clock, shown, pacer, isHolding: () => holding }
}

const says = (seq: number, more: Partial<Message> = {}): Message => ({ seq, sender: 'bot', text: 'x'.repeat(60), ...more })

test('a second bubble of the bot waits between 600 and 900 milliseconds', async () => {
  const it = paced()
  it.pacer.offer(says(1), false)
  it.pacer.offer(says(2), false)
  assert.deepEqual([it.shown, it.isHolding()], [[1], true])
  await it.clock.pass(600)
  assert.deepEqual(it.shown, [1])
  await it.clock.pass(300)
  assert.deepEqual([it.shown, it.isHolding()], [[1, 2], false])
})

test('a clock that is put back by a day between two bubbles holds nothing back', async () => {
  const it = paced()
  it.pacer.offer(says(1), false)
  it.clock.shift(-86_400_000)
  it.pacer.offer(says(2), false)
  await it.clock.pass(900)
  assert.deepEqual([it.shown, it.isHolding()], [[1, 2], false])
})

test('crisis words come at once, and nothing they follow is lost or late', () => {
  const it = paced()
  it.pacer.offer(says(1), false)
  it.pacer.offer(says(2), false)
  it.pacer.offer(says(3, { style: 'crisis' }), false)
  assert.deepEqual(it.shown, [1, 2, 3])
})

test('a person is never held back', () => {
  const it = paced()
  it.pacer.offer(says(1), false)
  it.pacer.offer(says(2, { sender: 'counsellor' }), false)
  assert.deepEqual(it.shown, [1, 2])
})

test('after a reload what was on the screen is there at once', () => {
  const it = paced()
  for (const seq of [1, 2, 3]) it.pacer.offer(says(seq), true)
  assert.deepEqual(it.shown, [1, 2, 3])
})
