import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepDrafts } from '../src/console/drafts'
import { readEdits, trimmed, writeEdits } from '../src/console/form_edits'
import { fakeStorage } from './console_fakes'

test('a draft is there again after a reload of the tab, for its own chat alone', () => {
  const storage = fakeStorage()
  keepDrafts('k_1', () => storage).write('c_1', 'reply', 'I am here')
  const after = keepDrafts('k_1', () => storage)
  assert.equal(after.of('c_1', 'reply').value, 'I am here')
  assert.equal(after.of('c_2', 'reply').value, '')
  assert.equal(after.of('c_1', 'note').value, '')
})

test('signing out leaves nothing in the tab', () => {
  const storage = fakeStorage()
  const drafts = keepDrafts('k_1', () => storage)
  drafts.write('c_1', 'reply', 'words')
  drafts.write('c_1', 'note', 'more words')
  drafts.clear()
  assert.equal(storage.length, 0)
  assert.equal(drafts.of('c_1', 'reply').value, '')
})

test('who signs in after somebody else finds nothing of theirs, and nothing of it stays', () => {
  const storage = fakeStorage()
  keepDrafts('k_1', () => storage).write('c_1', 'reply', 'not for others')
  const other = keepDrafts('k_2', () => storage)
  assert.equal(other.of('c_1', 'reply').value, '')
  assert.equal(storage.length, 0)
})

test('a deleted conversation takes its drafts with it, and those of no other', () => {
  const storage = fakeStorage()
  const drafts = keepDrafts('k_1', () => storage)
  drafts.write('c_1', 'reply', 'gone')
  drafts.write('c_12', 'reply', 'stays')
  drafts.forget('c_1')
  assert.deepEqual([drafts.of('c_1', 'reply').value, drafts.of('c_12', 'reply').value], ['', 'stays'])
  assert.equal(storage.getItem('drafts.k_1')?.includes('gone'), false)
})

test('without storage, or with a broken one, drafts live as long as the page', () => {
  const forbidden = keepDrafts('k_1', () => {
    throw new Error('SecurityError')
  })
  forbidden.write('c_1', 'reply', 'still here')
  assert.equal(forbidden.of('c_1', 'reply').value, 'still here')
  const storage = fakeStorage()
  storage.setItem('drafts.k_1', 'no json')
  assert.equal(keepDrafts('k_1', () => storage).of('c_1', 'reply').value, '')
})

test('what was changed in a form is kept, and an emptied form leaves nothing', () => {
  const drafts = keepDrafts('k_1', fakeStorage)
  writeEdits(drafts, 'c_1', 'record', { follow_up: 'call on Monday', asked_directly: false })
  assert.deepEqual(readEdits(drafts, 'c_1', 'record'), { follow_up: 'call on Monday', asked_directly: false })
  writeEdits(drafts, 'c_1', 'record', {})
  assert.equal(drafts.of('c_1', 'record').value, '')
})

test('empty lines are no lines, and blanks are nothing', () => {
  assert.deepEqual(trimmed({ referrals: ['one ', '', ' '], follow_up: '  ', asked_directly: false }), {
    referrals: ['one'], follow_up: null, asked_directly: false,
  })
})
