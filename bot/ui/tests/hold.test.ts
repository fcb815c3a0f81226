import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hold } from '../src/chat/hold'
import { FakeClock } from './fakes'

function held() {
  const clock = new FakeClock()
  let meant = 0
  const hold = new Hold(() => (meant += 1), clock)
  return { clock, hold, meant: () => meant }
}

test('held for two seconds it is meant, and not a moment before', async () => {
  const { clock, hold, meant } = held()
  hold.down()
  await clock.pass(1_999)
  assert.equal(meant(), 0)
  await clock.pass(1)
  assert.equal(meant(), 1)
})

test('let go of in between it was not meant, however often', async () => {
  const { clock, hold, meant } = held()
  for (let time = 0; time < 4; time += 1) {
    hold.down()
    await clock.pass(1_500)
    hold.up()
    hold.press()
  }
  await clock.pass(10_000)
  assert.equal(meant(), 0)
})

test('five presses within fifteen seconds are meant', async () => {
  const { clock, hold, meant } = held()
  for (let time = 0; time < 5; time += 1) {
    hold.press()
    await clock.pass(3_000)
  }
  assert.equal(meant(), 1)
})

test('five presses over a longer time are not', async () => {
  const { clock, hold, meant } = held()
  for (let time = 0; time < 8; time += 1) {
    hold.press()
    await clock.pass(4_000)
  }
  assert.equal(meant(), 0)
})
