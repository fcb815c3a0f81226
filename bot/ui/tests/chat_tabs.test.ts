import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chatTabs, MOST_TABS } from '../src/console/chat_tabs'
import { keepDrafts } from '../src/console/drafts'
import { card, FakeServer, fakeStorage, opened } from './console_fakes'
import { settle } from './fakes'

function desk(storage = fakeStorage()) {
  const server = new FakeServer().install()
  const statuses: number[] = []
  const drafts = keepDrafts('k_1', () => storage)
  const chats = chatTabs({ me: 'Sam', drafts, onStatus: (status) => (statuses.push(status), status === 401) })
  return { server, statuses, drafts, chats, storage }
}

const reads = (id: string) => ({ status: 200, body: opened({ card: card({ id, counsellor: null, owner: 'waiting' }) }) })

test('one’s own chats are tabs by themselves, and are read when they are looked at', async () => {
  const { server, chats } = desk()
  chats.follow([card()], [card()])
  assert.deepEqual(chats.tabs.value.map(({ id }) => id), ['c_1'])
  assert.equal(server.asked.length, 0)
  server.answers['/c_1'] = { status: 200, body: opened() }
  assert.equal(await chats.select('c_1'), null)
  assert.equal(chats.shown.value?.brief.value?.tier, 'T2')
})

test('a ninth tab takes the place of the oldest that is only read, never of one’s own', async () => {
  const { server, chats } = desk()
  chats.follow([card({ id: 'mine' })], [card({ id: 'mine' })])
  for (let number = 1; number <= MOST_TABS; number += 1) {
    server.answers[`/r_${number}`] = reads(`r_${number}`)
    await chats.select(`r_${number}`)
  }
  assert.deepEqual(chats.tabs.value.map(({ id }) => id), ['mine', 'r_2', 'r_3', 'r_4', 'r_5', 'r_6', 'r_7', 'r_8'])
})

test('one that may not be read opens nothing and tells why', async () => {
  const { server, chats } = desk()
  server.answers['/c_9'] = { status: 403 }
  assert.equal(await chats.select('c_9'), 403)
  assert.equal(chats.tabs.value.length, 0)
})

test('a chat that a colleague has taken stays on the screen and says so; its draft is not lost', async () => {
  const { server, chats, drafts } = desk()
  server.answers['/c_1'] = { status: 200, body: opened() }
  chats.follow([card()], [card()])
  await chats.select('c_1')
  drafts.write('c_1', 'reply', 'half a sentence')
  server.answers['/c_1'] = { status: 403 }
  chats.follow([], [])
  await settle()
  const chat = chats.find('c_1')!
  assert.deepEqual([chat.card.value.owner, chat.card.value.counsellor], ['counsellor', null])
  assert.match(chat.deeds.notice.value!, /not yours any more/)
  assert.equal(drafts.of('c_1', 'reply').value, 'half a sentence')
  chats.follow([], [])
  await settle()
  assert.equal(server.askedFor('/c_1').length, 2) // and is not asked for again and again
})

test('a deleted conversation leaves nothing on the screen and nothing in the drafts', async () => {
  const { server, chats, drafts } = desk()
  const words = { seq: 1, sender: 'young_person' as const, text: 'words' }
  server.answers['/c_1'] = { status: 200, body: opened({ messages: [words], notes: [{ number: 1, kind: 'note', at: '', by: 'Sam', text: 'n' }] }) }
  chats.follow([card()], [card()])
  await chats.select('c_1')
  drafts.write('c_1', 'reply', 'about it')
  server.answers['/c_1'] = { status: 404 }
  chats.follow([], [])
  await settle()
  const chat = chats.find('c_1')!
  assert.deepEqual([chat.log.value, chat.notes.value, drafts.of('c_1', 'reply').value, chat.card.value.owner], [[], [], '', 'closed'])
})

test('an answer that could not be sent before a reload is sent after it, with the same id', async () => {
  const first = desk()
  first.server.answers['/messages'] = { status: 503 }
  first.chats.follow([card()], [card()])
  first.chats.find('c_1')!.outbox.say('I am here')
  await settle()
  const id = first.server.askedFor('/messages')[0]!.body['client_id']

  const again = desk(first.storage)
  again.server.answers['/messages'] = { status: 201, body: { seq: 7 } }
  again.chats.follow([card()], [card()])
  await settle()
  assert.deepEqual(again.server.askedFor('/messages').map(({ body }) => body), [{ client_id: id, text: 'I am here' }])
  assert.equal(again.drafts.of('c_1', 'unsent').value, '')
  assert.equal(again.chats.find('c_1')!.log.value[0]?.author, 'Sam')
  for (const { chats } of [first, again]) chats.close()
})

test('an ended session is no refusal of what was written', async () => {
  const { server, chats, statuses } = desk()
  server.answers['/messages'] = { status: 401 }
  chats.follow([card()], [card()])
  const { outbox } = chats.find('c_1')!
  outbox.say('I am here')
  await settle()
  assert.deepEqual([outbox.parcels.value[0]?.state, statuses], ['retrying', [401]])
  server.answers['/messages'] = { status: 201, body: { seq: 7 } }
  outbox.nudge()
  await settle()
  assert.equal(outbox.parcels.value.length, 0)
})

test('a chat that was closed and has no record yet is there again after a reload', () => {
  const first = desk()
  first.chats.follow([card()], [card()])
  first.chats.find('c_1')!.follow(card({ owner: 'closed', counsellor: null }))
  const again = desk(first.storage)
  assert.deepEqual(again.chats.tabs.value.map(({ id, had }) => [id, had.value]), [['c_1', true]])
  again.chats.drop('c_1')
  assert.equal(desk(first.storage).chats.tabs.value.length, 0)
})

test('unread counts the young person’s words since the chat was last looked at', async () => {
  const { server, chats } = desk()
  const say = (seq: number, sender: 'young_person' | 'counsellor') => ({ seq, sender, text: 'x', reasons: [] })
  server.answers['/c_1'] = { status: 200, body: opened({ messages: [say(1, 'young_person')] }) }
  chats.follow([card({ unread: 4 })], [card({ unread: 4 })])
  const chat = chats.find('c_1')!
  assert.equal(chat.unread.value, 4)
  await chats.select('c_1')
  chat.look()
  assert.equal(chat.unread.value, 0)
  chat.hear(say(2, 'young_person'))
  chat.hear(say(3, 'counsellor'))
  assert.equal(chat.unread.value, 1)
  chats.close()
})

test('one does not see oneself typing, but who watches does', () => {
  const { chats } = desk()
  chats.follow([card()], [card()])
  const mine = chats.find('c_1')!
  mine.hearTyping('counsellor', true)
  assert.equal(mine.typing.value, null)
  mine.hearTyping('young_person', true)
  mine.hearTyping('counsellor', false)
  assert.equal(mine.typing.value, 'young_person')
  chats.close()
})
