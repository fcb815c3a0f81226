import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BackOff } from '../src/shared/backoff'
import { Outbox, type Delivery, type Parcel } from '../src/shared/outbox'
import { FakeClock, settle } from './fakes'

const AGAIN: Delivery = { kind: 'again', afterMs: 0 }

/** `answers` are used up one by one; after the last everything is stored. */
function boxWith(answers: Delivery[]) {
  const clock = new FakeClock()
  const tried: string[] = []
  const stored: Array<[string, number]> = []
  let shown: readonly Parcel<string>[] = []
  const outbox = new Outbox<string>({
    deliver: async ({ content }) => {
      tried.push(content)
      return answers.shift() ?? { kind: 'stored', seq: tried.length }
    },
    onStored: ({ content }, seq) => stored.push([content, seq]),
    onChange: (parcels) => (shown = parcels),
    clock,
    backOff: new BackOff(() => 1),
  })
  return { outbox, clock, tried, stored, states: () => shown.map(({ content, state }) => `${content} ${state}`) }
}

test('what is written first is sent first, one at a time', async () => {
  const it = boxWith([])
  it.outbox.put('1', 'a')
  it.outbox.put('2', 'b')
  it.outbox.put('3', 'c')
  assert.deepEqual(it.states(), ['a sending', 'b sending', 'c sending'])
  await settle()
  assert.deepEqual(it.stored, [['a', 1], ['b', 2], ['c', 3]])
  assert.deepEqual(it.states(), [])
})

test('a message that failed is tried again before anything written after it', async () => {
  const it = boxWith([AGAIN, AGAIN])
  it.outbox.put('1', 'a')
  await settle()
  it.outbox.put('2', 'b')
  await settle()
  assert.deepEqual(it.states(), ['a retrying', 'b sending'])
  assert.deepEqual(it.tried, ['a'])
  await it.clock.pass(500)
  await it.clock.pass(1_000)
  assert.deepEqual(it.tried, ['a', 'a', 'a', 'b'])
})

test('the server decides how long to wait when it asks for longer', async () => {
  const it = boxWith([{ kind: 'again', afterMs: 9_000 }])
  it.outbox.put('1', 'a')
  await it.clock.pass(8_900)
  assert.deepEqual(it.tried, ['a'])
  await it.clock.pass(200)
  assert.deepEqual(it.tried, ['a', 'a'])
})

test('a refused message does not hold up the next, and can be tried once more', async () => {
  const it = boxWith([{ kind: 'refused' }])
  it.outbox.put('1', 'a')
  it.outbox.put('2', 'b')
  await settle()
  assert.deepEqual(it.states(), ['a refused'])
  it.outbox.retry('1')
  await settle()
  assert.deepEqual(it.tried, ['a', 'b', 'a'])
  assert.deepEqual(it.states(), [])
})

test('a message that the log already shows is not sent again', async () => {
  const it = boxWith([AGAIN])
  it.outbox.put('1', 'a')
  await settle()
  it.outbox.confirm('1')
  assert.deepEqual(it.states(), [])
  await it.clock.pass(5_000)
  assert.deepEqual(it.tried, ['a'])
})

test('when the network comes back nobody waits out the pause', async () => {
  const it = boxWith([AGAIN, AGAIN, AGAIN])
  it.outbox.put('1', 'a')
  await it.clock.pass(1_600)
  assert.deepEqual(it.tried, ['a', 'a', 'a'])
  it.outbox.nudge()
  await settle()
  assert.deepEqual(it.stored, [['a', 4]])
})

test('a stopped box sends nothing more', async () => {
  const it = boxWith([AGAIN])
  it.outbox.put('1', 'a')
  await settle()
  it.outbox.stop()
  await it.clock.pass(60_000)
  assert.deepEqual(it.tried, ['a'])
})
