import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signal } from '@preact/signals'
import { AGAIN_MS, makeBell } from '../src/console/bell'
import { ringingIn, SILENCE, tonesFor, type Ringing, type Tone } from '../src/console/ringing'
import { browserSigns, ICON_WITH_DOT, titleFor } from '../src/console/signs'
import type { TabNews } from '../src/console/tabs'
import type { Card, Queue } from '../src/console/types'
import { FakeClock, settle } from './fakes'

function card(id: string, more: Partial<Card> = {}): Card {
  return { id, label: `Chat ${id}`, tier: 'T0', rings: true, owner: 'waiting', ...more } as Card
}

function queue(more: Partial<Queue> = {}): Queue {
  const me = { has: 0, capacity: 3, paused_at: null, pause_kind: null, hard_in_a_row: 0, break_due: false }
  return { waiting: [], mine: [], held: [], open: [], me, ...more } as Queue
}

const PAUSED = { ...queue().me, paused_at: '2026-03-01T12:00:00+00:00' }
const CALM = card('a', { tier: 'T2', rings: false })
const MINE = card('m', { owner: 'counsellor' })

type World = ReturnType<typeof world>

/** A bell whose browser the test is. */
function world({ allowed = true, first = true } = {}) {
  const clock = new FakeClock()
  const heard: Tone[][] = []
  const told: TabNews[] = []
  const notices: string[] = []
  const shown: Ringing[] = []
  const is = { allowed, first, inLine: false, lookedAt: false }
  let news: (what: TabNews) => void = () => undefined
  const bell = makeBell({
    clock,
    sound: {
      isAllowed: () => is.allowed,
      allow: (onChange) => {
        is.allowed = true
        onChange()
      },
      play: (tones) => void heard.push([...tones]),
    },
    notice: {
      permission: signal<NotificationPermission>('granted'),
      ask: async () => undefined,
      isLookedAt: () => is.lookedAt,
      show: (what) => void notices.push(what),
      hide: () => void notices.push('hide'),
    },
    signs: (now) => void shown.push(now),
    tabs: (onNews) => {
      news = onNews
      return {
        isFirst: () => is.first,
        standInLine: () => (is.inLine = true),
        tell: (what) => void told.push(what),
        close: () => (is.inLine = false),
      }
    },
  })
  return { clock, heard, told, notices, shown, is, bell, news: (what: TabNews) => news(what) }
}

test('who waits in danger rings until accepted, and then it is still', async () => {
  const { bell, clock, heard } = world()
  bell.attend(queue({ waiting: [card('a')] }))
  await clock.pass(3 * AGAIN_MS)
  assert.deepEqual(heard, [['urgent'], ['urgent'], ['urgent'], ['urgent']])
  bell.attend(queue())
  await clock.pass(3 * AGAIN_MS)
  assert.equal(heard.length, 4)
  bell.stop()
})

test('somebody who is not urgent is heard once, and not during a break', async () => {
  const { bell, clock, heard } = world()
  bell.attend(queue({ waiting: [CALM] }))
  bell.attend(queue({ waiting: [CALM] }))
  await clock.pass(5 * AGAIN_MS)
  assert.deepEqual(heard, [['new']])
  bell.attend(queue({ waiting: [CALM, card('b', { tier: 'T3', rings: false })], me: PAUSED }))
  assert.deepEqual(heard, [['new']])
  bell.stop()
})

test('who came before the page could sound is heard once it can', async () => {
  const { bell, clock, heard, is } = world({ allowed: false, first: false })
  bell.attend(queue({ waiting: [CALM] }))
  bell.allowSound()
  assert.deepEqual(heard, [])
  is.first = true
  await clock.pass(5 * AGAIN_MS)
  assert.deepEqual(heard, [['new']])
  bell.stop()
})

test('who came before the page could sound is not heard where nobody waits any more, another tab rang, or the sound is off', async () => {
  const endings = [
    ({ bell }: World) => bell.attend(queue()),
    ({ bell }: World) => bell.attend(queue({ waiting: [CALM], me: PAUSED })),
    ({ news }: World) => news('rings'),
    async ({ news, clock }: World) => {
      news({ sound: false })
      await clock.pass(1_000)
      news({ sound: true })
    },
  ]
  for (const end of endings) {
    const one = world({ first: false })
    one.bell.attend(queue({ waiting: [CALM] }))
    await end(one)
    one.is.first = true
    await one.clock.pass(AGAIN_MS)
    assert.deepEqual(one.heard, [])
    one.bell.stop()
  }
})

test('danger that could not sound yet does not wait for the next ring', async () => {
  const { bell, clock, heard, is } = world({ first: false })
  bell.attend(queue({ waiting: [card('a')] }))
  is.first = true
  await clock.pass(1_000)
  assert.deepEqual(heard, [['urgent']])
  bell.stop()
})

test('a chat of one\'s own that became more urgent has a tone of its own', async () => {
  const { bell, clock, heard, notices } = world()
  bell.attend(queue({ mine: [MINE], waiting: [card('a')] }))
  await clock.pass(1_000)
  assert.deepEqual(heard, [['own', 'urgent']])
  assert.deepEqual(notices, ['own'])
  bell.stop()
})

test('a held chat that was passed on to a supervisor rings like one of their own', () => {
  assert.deepEqual(ringingIn(queue({ held: [card('h', { owner: 'counsellor' })] })).own, ['h'])
})

test('a chat that is in two lists rings once', () => {
  assert.deepEqual(ringingIn(queue({ mine: [MINE], held: [MINE] })).own, ['m'])
})

test('whoever is answering is not rung again, and is once they stop', async () => {
  const { bell, clock, heard } = world()
  bell.attend(queue({ mine: [MINE] }))
  bell.noteTyping('m')
  await clock.pass(AGAIN_MS)
  bell.noteTyping('m')
  await clock.pass(AGAIN_MS)
  assert.equal(heard.length, 1)
  await clock.pass(2 * AGAIN_MS)
  assert.ok(heard.length > 1)
  bell.stop()
})

test('typing in one chat does not silence another', async () => {
  const { bell, clock, heard } = world()
  bell.attend(queue({ mine: [MINE] }))
  bell.noteTyping('somebody else')
  await clock.pass(AGAIN_MS)
  assert.equal(heard.length, 2)
  bell.stop()
})

test('one that rises while another rings is heard at once', () => {
  const { bell, heard } = world()
  bell.attend(queue({ waiting: [card('a', { tier: 'T1' })] }))
  bell.attend(queue({ waiting: [card('a', { tier: 'T1' }), card('b')] }))
  assert.deepEqual(heard, [['urgent'], ['urgent']])
  bell.stop()
})

test('of several tabs only the first in line sounds', async () => {
  const { bell, clock, heard, is } = world({ first: false })
  bell.attend(queue({ waiting: [card('a')] }))
  assert.deepEqual(heard, [])
  assert.equal(is.inLine, true)
  is.first = true
  await clock.pass(AGAIN_MS)
  assert.deepEqual(heard, [['urgent']])
  bell.stop()
})

test('a tab that may not sound does not stand in line, and says that it needs a click', () => {
  const { bell, is } = world({ allowed: false })
  bell.attend(queue({ waiting: [card('a')] }))
  assert.deepEqual([is.inLine, bell.needsClick.value, bell.unheard.value], [false, true, true])
  bell.allowSound()
  assert.deepEqual([is.inLine, bell.needsClick.value, bell.unheard.value], [true, false, false])
  bell.stop()
})

test('where another tab rings, this one need not complain', async () => {
  const { bell, clock, news } = world({ allowed: false })
  bell.attend(queue({ waiting: [card('a')] }))
  news('rings')
  assert.equal(bell.unheard.value, false)
  await clock.pass(3 * AGAIN_MS)
  assert.equal(bell.unheard.value, true)
  bell.stop()
})

test('sound that is off plays nothing, and danger says so', () => {
  const { bell, heard, told } = world()
  bell.toggleSound()
  assert.deepEqual(told.slice(-1), []) // no tab is open yet
  bell.attend(queue({ waiting: [card('a', { tier: 'T1' })] }))
  assert.deepEqual([heard.length, bell.unheard.value], [0, false])
  bell.attend(queue({ waiting: [card('b')] }))
  assert.deepEqual([heard.length, bell.unheard.value], [0, true])
  bell.toggleSound()
  assert.equal(bell.unheard.value, false)
  assert.deepEqual(told.slice(-1), [{ sound: true }])
  bell.stop()
})

test('sound is switched off in all tabs together, and a new tab is told how it stands', () => {
  const { bell, told, news } = world()
  bell.attend(queue())
  assert.deepEqual(told, ['hello', 'rings'])
  news({ sound: false })
  assert.equal(bell.soundOn.value, false)
  news('hello')
  assert.deepEqual(told.slice(-1), [{ sound: false }])
  bell.stop()
})

test('the tab that rings says so to whoever is opened, and one that may not ring does not', () => {
  const ringing = world()
  ringing.bell.attend(queue())
  ringing.news('hello')
  assert.deepEqual(ringing.told.slice(-2), [{ sound: true }, 'rings'])
  const silent = world({ allowed: false })
  silent.bell.attend(queue())
  silent.news('hello')
  assert.deepEqual(silent.told.slice(-1), [{ sound: true }])
  ringing.bell.stop()
  silent.bell.stop()
})

test('a notice goes when nobody waits any more', async () => {
  const { bell, clock, notices } = world()
  bell.attend(queue({ waiting: [card('a')] }))
  bell.attend(queue({ waiting: [card('a')] }))
  await clock.pass(1_000)
  bell.attend(queue())
  assert.deepEqual(notices, ['waiting', 'hide'])
  bell.stop()
})

test('no notice comes of somebody who was taken at once', async () => {
  const { bell, clock, notices } = world()
  bell.attend(queue({ waiting: [card('a')] }))
  bell.attend(queue())
  await clock.pass(1_000)
  assert.deepEqual(notices, ['hide'])
  bell.stop()
})

test('whoever looks at one tab gets no notice from another', async () => {
  const { bell, clock, notices, told, is, news } = world()
  is.lookedAt = true
  bell.attend(queue({ waiting: [card('a')] }))
  await clock.pass(1_000)
  assert.deepEqual([notices, told.slice(-2)], [[], ['looked', 'rings']])
  is.lookedAt = false
  bell.attend(queue({ waiting: [card('a'), card('b')] }))
  news('looked')
  await clock.pass(1_000)
  assert.deepEqual(notices, ['hide'])
  bell.attend(queue({ waiting: [card('a'), card('b'), card('c')] }))
  await clock.pass(1_000)
  assert.deepEqual(notices, ['hide', 'waiting'])
  bell.stop()
})

test('a session that ended by itself is still, and whoever is elsewhere is told', async () => {
  const { bell, clock, heard, notices, shown, is } = world()
  bell.attend(queue({ waiting: [card('a')] }))
  bell.fallSilent()
  await clock.pass(5 * AGAIN_MS)
  assert.equal(heard.length, 1)
  assert.deepEqual([shown[shown.length - 1], notices], [SILENCE, ['hide', 'deaf']])
  is.lookedAt = true
  bell.fallSilent()
  assert.deepEqual(notices, ['hide', 'deaf', 'hide'])
})

test('signing out leaves nothing: no sound, no number, no notice', async () => {
  const { bell, clock, heard, shown, notices, is } = world()
  bell.attend(queue({ waiting: [card('a')] }))
  bell.stop()
  await clock.pass(5 * AGAIN_MS)
  assert.equal(heard.length, 1)
  assert.deepEqual(shown[shown.length - 1], SILENCE)
  assert.deepEqual([notices[notices.length - 1], is.inLine], ['hide', false])
})

test('what waited before is not new again, and what came back is', () => {
  const here = ringingIn(queue({ waiting: [card('a', { rings: false })] }))
  assert.deepEqual(tonesFor(here, here), [])
  assert.deepEqual(tonesFor(SILENCE, here), ['new'])
})

test('the title, the icon and the badge show what waits, and nothing of whom', async () => {
  const icon = { href: 'icon.svg' }
  const page = { title: '', querySelector: () => icon } as unknown as Document
  const badges: Array<number | null> = []
  const app = {
    setAppBadge: async (count: number) => void badges.push(count),
    clearAppBadge: () => Promise.reject(new Error('not installed')),
  }
  const show = browserSigns(page, app)
  show(ringingIn(queue({ waiting: [card('a'), card('b')], mine: [MINE] })))
  assert.deepEqual([page.title, icon.href, badges], ['(3) Chats', ICON_WITH_DOT, [3]])
  show(SILENCE)
  await settle()
  assert.deepEqual([page.title, icon.href], ['Chats', 'icon.svg'])
  assert.equal(titleFor(ringingIn(queue({ waiting: [card('a', { rings: false })] }))), '(1) Chats')
})
