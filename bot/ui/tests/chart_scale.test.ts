import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countScale, labelled, spaced, stretches, timeScale } from '../src/console/chart_scale'
import { duration } from '../src/console/duration'

test('a scale of counts goes from nought to a round number that holds the highest', () => {
  assert.deepEqual(countScale(24, 100).ticks, [0, 10, 20, 30])
  assert.deepEqual(countScale(3, 100).ticks, [0, 1, 2, 3])
  assert.deepEqual(countScale(0, 100).ticks, [0, 1])
})

test('whatever is counted, nothing is drawn above the scale and its marks are whole numbers', () => {
  for (let most = 0; most < 3_000; most += 7) {
    const { at, ticks } = countScale(most, 150)
    const top = ticks[ticks.length - 1]!
    assert.ok(top >= most && at(top) === 150 && at(0) === 0)
    assert.ok(ticks.length >= 2 && ticks.length <= 6, `${most}: ${ticks.length} marks`)
    assert.ok(ticks.every(Number.isInteger))
  }
})

test('a scale of times makes each ten times as long the same step, and ends where it must', () => {
  const { at, ticks } = timeScale(1_000, 300)
  assert.deepEqual(ticks, [10, 30, 60, 300, 900, 3_600])
  assert.equal(Math.round(at(10)), 0)
  assert.equal(Math.round(at(3_600)), 300)
  assert.ok(Math.abs(at(100) - at(10) - (at(1_000) - at(100))) < 1e-9)
})

test('a time outside of the scale is drawn at its end, not beside the chart', () => {
  const { at } = timeScale(86_400, 300)
  assert.equal(at(1), 0)
  assert.equal(at(0), 0)
  assert.equal(at(400_000), 300)
})

test('marks that would touch are left out, and the last one never is', () => {
  const scale = timeScale(900, 120)
  const kept = spaced(scale, 40)
  assert.equal(kept[kept.length - 1], 900)
  for (const [place, tick] of kept.slice(1).entries()) assert.ok(scale.at(tick) - scale.at(kept[place]!) >= 40)
})

test('labels stand evenly, begin with the first, and do not touch', () => {
  assert.deepEqual(labelled(28, 1_000, 64), [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26])
  assert.deepEqual(labelled(3, 1_000, 64), [0, 1, 2])
  assert.deepEqual(labelled(5, 10, 64), [0])
  assert.deepEqual(labelled(0, 100, 64), [])
})

test('a number that is not told breaks the line, and is not drawn as nought', () => {
  const found = stretches([3, 4, null, null, 0, null])
  assert.deepEqual(
    found.map((one) => one.map(({ index, value }) => [index, value])),
    [[[0, 3], [1, 4]], [[4, 0]]],
  )
  assert.deepEqual(stretches([null]), [])
})

test('times are said as people say them', () => {
  assert.deepEqual([10, 60, 90, 120, 450, 3_600, 5_400, 86_400].map(duration), ['10 s', '1 min', '90 s', '2 min', '7.5 min', '1 h', '1.5 h', '24 h'])
})
