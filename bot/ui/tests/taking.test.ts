import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '../src/console/permissions'
import { relation } from '../src/console/relation'
import { whyNotTake } from '../src/console/taking'
import type { MyTurn } from '../src/console/types'
import { QUEUE } from '../src/console/words_queue'
import { card, queue, robin, sam } from './console_fakes'

const me = (more: Partial<MyTurn> = {}): MyTurn => ({
  has: 0, capacity: 3, paused_at: null, pause_kind: null, hard_in_a_row: 0, break_due: false, rest_first: false, ...more,
})
const waiting = [card({ owner: 'waiting', counsellor: null })]

test('the next chat can be taken when the server names one, full or not', () => {
  assert.equal(whyNotTake(queue({ next: 'c_1', waiting, me: me({ has: 3 }) })), null)
})

test('why it cannot be taken is said: a break before a full desk, a rest before that', () => {
  const why = (more: Partial<MyTurn>) => whyNotTake(queue({ waiting, me: me(more) }))
  assert.equal(why({ paused_at: '2026-03-01T10:00:00Z', has: 3 }), QUEUE.paused)
  assert.equal(why({ rest_first: true, hard_in_a_row: 5, has: 3 }), QUEUE.restFirst(5))
  assert.equal(why({ has: 3 }), QUEUE.full(3, 3))
  assert.equal(why({}), QUEUE.nobodyForYou)
})

test('an empty queue is an empty queue, or the hours', () => {
  assert.equal(whyNotTake(queue({ me: me() })), QUEUE.nobodyWaits)
  assert.equal(whyNotTake(queue({ me: me(), hours: { open: false, opens_at: null } })), QUEUE.outOfHours)
  assert.match(whyNotTake(queue({ me: me(), hours: { open: false, opens_at: '2031-03-01T08:00:00' } }))!, /08:00/)
})

test('a permission that the server does not name is not there', () => {
  assert.equal(may(robin, 'step_in'), true)
  assert.equal(may(sam, 'step_in'), false)
  assert.equal(may({ id: 'k', name: 'K', role: 'supervisor' }, 'step_in'), false)
})

test('a counsellor answers in their own chat and takes nobody else’s', () => {
  assert.equal(relation(card(), sam, null).isMine, true)
  const others = relation(card({ counsellor: 'Alex' }), sam, null)
  assert.deepEqual([others.isMine, others.mayStepIn, others.whisperTo, others.mayLower, others.mayBlock], [false, false, null, false, false])
})

test('one that waits may be taken when it is next, or handed to them', () => {
  const waits = card({ owner: 'waiting', counsellor: null })
  assert.equal(relation(waits, sam, 'c_1').mayTake, true)
  assert.equal(relation(waits, sam, 'c_2').mayTake, false)
  assert.equal(relation({ ...waits, offered_to: 'Sam' }, sam, null).mayTake, true)
  assert.equal(relation({ ...waits, offered_to: 'Alex' }, sam, null).mayTake, false)
})

test('a supervisor steps in and whispers, but not to themselves and not into what is closed', () => {
  assert.equal(relation(card(), robin, null).whisperTo, 'Sam')
  assert.equal(relation(card(), robin, null).mayStepIn, true)
  const own = relation(card({ counsellor: 'Robin' }), robin, null)
  assert.deepEqual([own.whisperTo, own.mayStepIn, own.isMine], [null, false, true])
  const closed = relation(card({ owner: 'closed', counsellor: null }), robin, null)
  assert.deepEqual([closed.mayStepIn, closed.mayReopen], [false, true])
})

test('who closed a chat may open it again', () => {
  const closed = card({ owner: 'closed', counsellor: null })
  assert.deepEqual([relation(closed, sam, null, true).mayReopen, relation(closed, sam, null, false).mayReopen], [true, false])
})
