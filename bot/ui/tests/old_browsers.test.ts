import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { unknownToOldBrowsers } from '../old_browsers.mjs'
import { cancelling } from '../src/shared/cancelling'

const BREAKS_JS = [
  'Object.fromEntries(x)', 'x.flat()', 'x.at(-1)', 's.replaceAll("a","b")', 'p.finally(f)', 'globalThis.x', '/(?<year>a)/', 'list.scrollTo(0,1)',
  'new AbortController', 'queueMicrotask(f)', 'addEventListener("pointerdown",f)', 'd.showModal()', 'AbortSignal.timeout(1)',
]
const BREAKS_CSS = [
  'a{gap:8px}', 'a{inset:0}', 'a{margin-inline:4px}', 'a{inline-size:1px}', 'a:is(b){color:red}', 'a{width:min(1px,2px)}', 'a{height:100dvh}',
  'a,b:focus-visible{color:red}', 'a{border-end-start-radius:1px}',
]

test('the built page holds nothing that a phone of 2017 does not know', () => {
  const [js, css] = ['chat.js', 'chat.css'].map((file) => readFileSync(`../web/static/${file}`, 'utf8'))
  assert.deepEqual(unknownToOldBrowsers({ js: js!, css: css! }), [])
})

for (const js of BREAKS_JS) test(`it finds ${js}`, () => assert.equal(unknownToOldBrowsers({ js }).length, 1))
for (const css of BREAKS_CSS) test(`it finds ${css}`, () => assert.equal(unknownToOldBrowsers({ css }).length, 1))

test('what is asked for first may be used', () => {
  assert.deepEqual(unknownToOldBrowsers({ js: 'typeof AbortController=="function"&&new AbortController' }), [])
  assert.deepEqual(unknownToOldBrowsers({ css: 'a{grid-gap:1px}@supports (height:100dvh){a{height:100dvh}}b{display:inline-flex}' }), [])
})

test('a request is given up also where nothing can be aborted', async () => {
  const before = globalThis.AbortController
  Reflect.deleteProperty(globalThis, 'AbortController')
  try {
    const giving = cancelling()
    assert.equal(giving.signal, undefined)
    const never = giving.guard(new Promise(() => undefined))
    giving.cancel()
    await assert.rejects(never)
    assert.equal(giving.cancelled, true)
  } finally {
    globalThis.AbortController = before
  }
})
