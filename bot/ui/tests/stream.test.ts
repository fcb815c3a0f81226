import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BackOff } from '../src/shared/backoff'
import { EventStream, type Link } from '../src/shared/stream'
import type { ServerEvent } from '../src/shared/wire'
import { FakeClock, FakeStream, settle, type Call } from './fakes'

type Network = (call: Call, signal: AbortSignal | null) => Promise<Response> | Response

function listenTo(network: Network) {
  const clock = new FakeClock()
  const calls: Call[] = []
  const events: ServerEvent[] = []
  const links: Link[] = []
  const refusals: number[] = []
  const stream = new EventStream({
    streamUrl: (after) => `/events?after=${after}`,
    pollUrl: (after, wait) => `/messages?after=${after}&wait=${wait}`,
    headers: () => ({ Authorization: 'Bearer t' }),
    onEvent: (event) => events.push(event),
    onLink: (link) => links.push(link),
    onRefused: (status) => refusals.push(status),
    clock,
    backOff: new BackOff(() => 1),
    fetch: async (url, init) => {
      const call = { url: String(url), headers: init?.headers as Record<string, string> }
      calls.push(call)
      return network(call, init?.signal ?? null)
    },
  })
  void stream.run()
  return { stream, clock, calls, events, links, refusals, seqs: () => events.filter(({ id }) => id).map(({ id }) => id) }
}

test('a cut stream goes on after the last message, and tells none twice', async () => {
  const streams: FakeStream[] = []
  const it = listenTo((_, signal) => {
    streams.push(new FakeStream(signal))
    return new Response(streams[streams.length - 1]!.body)
  })
  await settle()
  streams[0]!.message(1)
  streams[0]!.message(2)
  await settle()
  streams[0]!.cut()
  await it.clock.pass(600)
  assert.equal(it.calls[1]!.url, '/events?after=2')
  assert.equal(it.calls[1]!.headers['Last-Event-ID'], '2')
  streams[1]!.message(2)
  streams[1]!.message(3)
  await settle()
  assert.deepEqual(it.seqs(), [1, 2, 3])
  it.stream.stop()
})

test('a message that was overtaken on the way is told when it comes, once, and the cursor does not go back', async () => {
  const streams: FakeStream[] = []
  const it = listenTo((_, signal) => {
    streams.push(new FakeStream(signal))
    return new Response(streams[streams.length - 1]!.body)
  })
  await settle()
  for (const seq of [1, 3, 2, 2, 1]) streams[0]!.message(seq)
  await settle()
  assert.deepEqual(it.seqs(), [1, 3, 2])
  streams[0]!.cut()
  await it.clock.pass(600)
  assert.equal(it.calls[1]!.url, '/events?after=3')
  it.stream.stop()
})

test('a message that is cut in two by the network arrives whole', async () => {
  let stream!: FakeStream
  const it = listenTo((_, signal) => new Response((stream = new FakeStream(signal)).body))
  await settle()
  stream.write('event: message\nid: 7\nda')
  await settle()
  stream.write('ta: {"seq": 7}\n\n')
  await settle()
  assert.deepEqual(it.seqs(), [7])
  it.stream.stop()
})

test('words that are no JSON do not end the stream', async () => {
  let stream!: FakeStream
  const it = listenTo((_, signal) => new Response((stream = new FakeStream(signal)).body))
  await settle()
  stream.write('data: <html>\n\n')
  stream.message(1)
  await settle()
  assert.deepEqual(it.seqs(), [1])
  it.stream.stop()
})

test('the waits grow while the network is away and are short again after it was back', async () => {
  let away = true
  let stream!: FakeStream
  const it = listenTo((_, signal) => {
    if (away) throw new TypeError('offline')
    return new Response((stream = new FakeStream(signal)).body)
  })
  const triesAfter = async (ms: number): Promise<number> => {
    await it.clock.pass(ms)
    return it.calls.length
  }
  assert.equal(await triesAfter(0), 1)
  assert.equal(await triesAfter(500), 2)
  assert.equal(await triesAfter(999), 2)
  assert.equal(await triesAfter(1), 3)
  away = false
  assert.equal(await triesAfter(2_000), 4)
  stream.message(1)
  await settle()
  stream.cut()
  assert.equal(await triesAfter(500), 5)
  it.stream.stop()
})

test('being offline for long never counts as a mute stream', async () => {
  const it = listenTo(() => {
    throw new TypeError('offline')
  })
  await it.clock.pass(120_000)
  assert.ok(it.calls.length > 5)
  assert.ok(it.calls.every(({ url }) => url.startsWith('/events')))
  it.stream.stop()
})

/** Streams are held back on the way; polls get through. */
function heldBack({ url }: Call, signal: AbortSignal | null): Promise<Response> | Response {
  if (url.startsWith('/events')) return new Response(new FakeStream(signal).body)
  if (url.includes('after=0')) return Response.json({ messages: [{ seq: 1 }, { seq: 2 }], state: { owner: 'bot' } })
  return new Promise<Response>((_, reject) => signal?.addEventListener('abort', () => reject(new TypeError('aborted'))))
}

test('a stream without a byte is given up for long polls, from the same cursor', async () => {
  const it = listenTo(heldBack)
  await it.clock.pass(2_900)
  assert.deepEqual(it.seqs(), [])
  await it.clock.pass(200)
  assert.deepEqual(
    it.calls.map(({ url }) => url),
    ['/events?after=0', '/messages?after=0&wait=25', '/messages?after=2&wait=25'],
  )
  assert.deepEqual(it.seqs(), [1, 2])
  assert.deepEqual(it.events[2], { name: 'state', data: { owner: 'bot' }, id: null })
  it.stream.stop()
})

test('a stream gets another chance after minutes of polling, and less often each time', async () => {
  const it = listenTo(heldBack)
  const tried: number[] = []
  for (let minute = 0; minute < 16; minute += 1) {
    await it.clock.pass(60_000)
    tried.push(it.calls.filter(({ url }) => url.startsWith('/events')).length)
  }
  assert.equal(tried[1], 1)
  assert.equal(tried[4], 2)
  assert.equal(tried[15], 4)
  it.stream.stop()
})

test('another network is asked for a stream at once', async () => {
  const it = listenTo(heldBack)
  await it.clock.pass(30_000)
  it.stream.nudge()
  await it.clock.pass(1_000)
  assert.ok(it.calls.slice(3).some(({ url }) => url.startsWith('/events')))
  it.stream.stop()
})

test('a stream that does not tell what the server has stored is given up', async () => {
  let answered = false
  const it = listenTo(({ url }, signal) => {
    if (url.startsWith('/messages')) {
      answered = true
      return url.includes('after=1') ? Response.json({ messages: [{ seq: 2 }], state: { owner: 'bot' } }) : new Promise<Response>(() => undefined)
    }
    const stream = new FakeStream(signal)
    stream.message(1)
    return new Response(stream.body)
  })
  await settle()
  it.stream.expect(1)
  await it.clock.pass(5_000)
  assert.equal(answered, false)
  it.stream.expect(2)
  await it.clock.pass(3_100)
  assert.deepEqual(it.seqs(), [1, 2])
  it.stream.stop()
})

test('a stream that falls silent is opened anew', async () => {
  const streams: FakeStream[] = []
  const it = listenTo((_, signal) => {
    streams.push(new FakeStream(signal))
    return new Response(streams[streams.length - 1]!.body)
  })
  await settle()
  streams[0]!.message(1)
  await it.clock.pass(39_000)
  assert.equal(it.calls.length, 1)
  await it.clock.pass(2_000)
  assert.equal(it.calls.length, 2)
  it.stream.stop()
})

for (const status of [401, 403, 404]) {
  test(`a session refused with ${status} ends the stream for good`, async () => {
    const it = listenTo(() => new Response(null, { status }))
    await it.clock.pass(60_000)
    assert.deepEqual(it.refusals, [status])
    assert.equal(it.calls.length, 1)
  })
}

test('a busy server is asked again when it said so, not before', async () => {
  const it = listenTo(() => new Response(null, { status: 429, headers: { 'Retry-After': '7' } }))
  await it.clock.pass(6_900)
  assert.equal(it.calls.length, 1)
  await it.clock.pass(200)
  assert.equal(it.calls.length, 2)
  it.stream.stop()
})

test('when the network comes back the wait is cut short', async () => {
  const it = listenTo(() => {
    throw new TypeError('offline')
  })
  await it.clock.pass(10_000)
  const before = it.calls.length
  it.stream.nudge()
  await settle()
  assert.equal(it.calls.length, before + 1)
  it.stream.stop()
})

test('nothing is told after it was stopped', async () => {
  let stream!: FakeStream
  const it = listenTo((_, signal) => new Response((stream = new FakeStream(signal)).body))
  await settle()
  stream.message(1)
  await settle()
  it.stream.stop()
  await it.clock.pass(60_000)
  assert.deepEqual(it.seqs(), [1])
  assert.equal(it.calls.length, 1)
  assert.ok(!it.links.includes('broken'))
})
