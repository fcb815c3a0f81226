import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anchorOf, inCrisis, mainCall, newestOwn, openAnswers } from '../src/chat/turn'
import type { Message, QuickAnswer, Sender } from '../src/shared/wire'

const yes: QuickAnswer = { id: 'affirm', label: 'Yes' }
const person: QuickAnswer = { id: 'ask_for_person', label: 'Talk to a person' }
const call: QuickAnswer = { id: 'call_emergency', label: 'Call', tel: '112' }
const many = Array.from({ length: 6 }, (_, at) => ({ id: `answer_${at}`, label: String(at) }))

function log(...said: Array<[Sender, QuickAnswer[]?, Message['style']?]>): Message[] {
  return said.map(([sender, buttons = [], style = 'plain'], at) => ({ seq: at + 1, sender, text: 'x', buttons, style }))
}

const ids = (answers: QuickAnswer[]): string[] => answers.map(({ id }) => id)

test('the offers of the latest bot turn can be tapped', () => {
  assert.deepEqual(ids(openAnswers(log(['bot', [yes]], ['young_person'], ['bot'], ['bot', [yes, person]]), false)), ['affirm', 'ask_for_person'])
})

test('nothing can be tapped once it was answered, or while an answer is on its way', () => {
  assert.deepEqual(openAnswers(log(['bot', [yes]], ['young_person']), false), [])
  assert.deepEqual(openAnswers(log(['bot', [yes]]), true), [])
})

test('what the bot offered is closed once a counsellor has come, and once one has written', () => {
  assert.deepEqual(openAnswers(log(['bot', [yes, person]], ['system']), false), [])
  assert.deepEqual(openAnswers(log(['bot', [yes, person]], ['counsellor']), false), [])
})

test('what a note of who has left offers can be tapped', () => {
  assert.deepEqual(ids(openAnswers(log(['bot', [yes]], ['system'], ['counsellor'], ['system', [person]]), false)), ['ask_for_person'])
})

test('what the bot says while nobody is there yet takes over', () => {
  assert.deepEqual(ids(openAnswers(log(['system', [person]], ['bot', [yes]], ['bot']), false)), ['affirm'])
})

test('beside words about life or danger there is no coping tip, until the bot says something else', () => {
  assert.equal(inCrisis(log(['bot'], ['young_person'], ['bot', [call], 'crisis'], ['young_person'])), true)
  assert.equal(inCrisis(log(['bot', [call], 'crisis'], ['young_person'], ['bot'])), false)
  assert.equal(inCrisis(log(['young_person'])), false)
})

test('who has asked for a person is not offered one again', () => {
  assert.deepEqual(ids(openAnswers(log(['bot', [yes, person]]), false, true)), ['affirm'])
})

test('the newest words of their own are found, whatever was answered since', () => {
  assert.equal(newestOwn(log(['bot'], ['young_person'], ['bot'], ['system'])), 2)
  assert.equal(newestOwn(log(['bot'])), 0)
})

test('there are four at most, and the way to a person is always the last of them', () => {
  assert.deepEqual(ids(openAnswers(log(['bot', [person, ...many]]), false)), ['answer_0', 'answer_1', 'answer_2', 'ask_for_person'])
})

test('the number of a crisis card is its big button and not a quick answer', () => {
  const [card] = log(['bot', [call, yes], 'crisis'])
  assert.equal(mainCall(card!), call)
  assert.deepEqual(ids(openAnswers([card!], false)), ['affirm'])
})

test('a crisis card stays in sight while the bot goes on below it', () => {
  assert.equal(anchorOf(log(['young_person'], ['bot', [call], 'crisis'], ['bot'], ['system'])), 1)
  assert.equal(anchorOf(log(['bot', [call], 'crisis'], ['young_person'], ['bot'])), 2)
})

test('what a counsellor writes below a crisis card is seen, whatever room the card takes', () => {
  assert.equal(anchorOf(log(['young_person'], ['bot', [call], 'crisis'], ['system'], ['counsellor'])), 3)
  assert.equal(anchorOf(log(['bot', [call], 'crisis'], ['counsellor'], ['bot'])), 2)
})
