/** Builds both faces into the folders their servers serve. Same input, same bytes: CI rebuilds and compares. */

import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { parse } from 'yaml'
import { unknownToOldBrowsers } from './old_browsers.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))
const WEB = join(HERE, '../web/static')
const CONSOLE = join(HERE, '../console/static')
const WORDS = join(HERE, '../../data/copy/en/interface.yml')
const ELSEWHERE = join(HERE, '../../data/helplines/zz.yml')
const CHAT_LIMIT_KB = 40
const LOADER_LIMIT_KB = 1
/** What a counsellor's browser loads before the desk is there; the other screens come when they are looked at. */
const DESK_LIMIT_KB = 64

/** Blanks of the page that are no words; the server fills these and the words (bot/web/page.py). */
const FILLED_IN = ['language', 'direction', 'exit_url']

const settings = {
  bundle: true,
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  format: 'iife',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  absWorkingDir: HERE,
}

/** Phones that are handed down: JavaScript of 2017. The desk may be of 2020. */
const HANDED_DOWN = { '.js': ['es2017'], '.css': ['chrome60', 'firefox60', 'safari12'] }
const AT_A_DESK = { '.js': ['es2020'], '.css': ['chrome80', 'firefox78', 'safari13.1'] }

async function bundle(entry, outfile, targets, more = {}) {
  await build({ ...settings, entryPoints: [entry], outfile, target: targets[extname(outfile)], ...more })
}

/** `ui_send` in data/copy is `send` on the page. An entry is a sentence, or has one under `text`. */
async function readWords() {
  const { copy } = parse(await readFile(WORDS, 'utf8'))
  const { emergency_elsewhere: emergency } = parse(await readFile(ELSEWHERE, 'utf8'))
  const entries = Object.entries(copy).filter(([key]) => key.startsWith('ui_'))
  // Built in means that nobody knows the country: the number is the one for everywhere.
  return Object.fromEntries(entries.map(([key, entry]) => [key.slice(3), sentence(entry).replace('{emergency}', emergency)]))
}

function sentence(entry) {
  const text = typeof entry === 'string' ? entry : entry.text
  return Array.isArray(text) ? text[0] : text
}

/** A word the chat asks for and data/copy does not have would be an empty button. */
async function demandWords(words) {
  const keys = await readFile(join(HERE, 'src/chat/word_keys.ts'), 'utf8')
  const page = await readFile(join(HERE, 'src/chat/index.html'), 'utf8')
  const wanted = [...keys.matchAll(/'(\w+)'/g), ...page.matchAll(/\{\{(\w+)\}\}/g)].map(([, key]) => key)
  const missing = wanted.filter((key) => !words[key] && !FILLED_IN.includes(key))
  if (missing.length > 0) throw new Error(`data/copy/en/interface.yml has no ${missing.map((key) => `ui_${key}`).join(', ')}`)
}

/** The page must open on a phone of 2017, and nobody here has one to try it on. */
async function demandOldBrowsers() {
  // plain.css holds all of chat.css too.
  const [js, css] = await Promise.all(['chat.js', 'plain.css'].map((file) => readFile(join(WEB, file), 'utf8')))
  const unknown = unknownToOldBrowsers({ js, css })
  if (unknown.length > 0) throw new Error(`Old browsers (old_browsers.mjs) would break on: ${unknown.join('; ')}`)
}

async function buildChat() {
  const words = await readWords()
  await demandWords(words)
  await bundle('src/chat/main.tsx', join(WEB, 'chat.js'), HANDED_DOWN)
  await bundle('src/chat/chat.css', join(WEB, 'chat.css'), HANDED_DOWN)
  await bundle('src/embed/embed.ts', join(WEB, 'embed.js'), HANDED_DOWN, { tsconfigRaw: {} }) // no "use strict": it is strict by its types
  await bundle('src/plain/plain.css', join(WEB, 'plain.css'), HANDED_DOWN)
  await demandOldBrowsers()
  await copyFile(join(HERE, 'src/chat/index.html'), join(WEB, 'index.html'))
  await copyFile(join(HERE, 'src/shared/icon.svg'), join(WEB, 'icon.svg'))
  await writeFile(join(WEB, 'words.en.json'), `${JSON.stringify({ language: 'en', words }, null, 1)}\n`)
}

/** Answers the scripts that the page needs at once. */
async function buildConsole() {
  await Promise.all((await readdir(CONSOLE)).filter((file) => file.endsWith('.js')).map((file) => rm(join(CONSOLE, file))))
  const { metafile } = await build({
    ...settings,
    entryPoints: { console: 'src/console/main.tsx' },
    outdir: CONSOLE,
    target: AT_A_DESK['.js'],
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]', // a page that is open while the server is updated must not get half of another version
    metafile: true,
  })
  await bundle('src/console/console.css', join(CONSOLE, 'console.css'), AT_A_DESK)
  await copyFile(join(HERE, 'src/console/index.html'), join(CONSOLE, 'index.html'))
  await copyFile(join(HERE, 'src/shared/icon.svg'), join(CONSOLE, 'icon.svg'))
  return neededAtOnce(metafile.outputs)
}

function neededAtOnce(outputs) {
  const wanted = Object.keys(outputs).filter((path) => basename(path) === 'console.js')
  for (const path of wanted) {
    const also = outputs[path].imports.filter(({ kind }) => kind === 'import-statement').map((one) => one.path)
    wanted.push(...also.filter((one) => !wanted.includes(one)))
  }
  return wanted.map((path) => basename(path))
}

async function buildTests() {
  const tests = (await readdir(join(HERE, 'tests'))).filter((file) => file.endsWith('.test.ts'))
  await rm(join(HERE, '.tests'), { recursive: true, force: true })
  await build({
    bundle: true,
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    absWorkingDir: HERE,
    entryPoints: tests.map((file) => `tests/${file}`),
    outdir: '.tests',
  })
}

async function weigh(folder, files) {
  let total = 0
  for (const file of files) {
    const bytes = await readFile(join(folder, file))
    const zipped = gzipSync(bytes, { level: 9 }).length
    total += zipped
    console.log(`${file.padEnd(26)} ${kb(bytes.length)} KB, gzipped ${kb(zipped)} KB`)
  }
  return total / 1024
}

const kb = (bytes) => (bytes / 1024).toFixed(1).padStart(6)

if (process.argv.includes('--tests')) {
  await buildTests()
} else {
  await Promise.all([WEB, CONSOLE].map((folder) => mkdir(folder, { recursive: true })))
  await buildChat()
  const scripts = await buildConsole()
  const chat = await weigh(WEB, ['chat.js', 'chat.css'])
  await weigh(WEB, ['plain.css'])
  const loader = await weigh(WEB, ['embed.js'])
  const desk = await weigh(CONSOLE, [...scripts, 'console.css'])
  console.log('When another screen is looked at:')
  await weigh(CONSOLE, (await readdir(CONSOLE)).filter((file) => file.endsWith('.js') && !scripts.includes(file)))
  console.log(`The chat weighs ${chat.toFixed(1)} of ${CHAT_LIMIT_KB} KB, the loader for other sites ${loader.toFixed(2)} of ${LOADER_LIMIT_KB} KB,`)
  console.log(`the counsellors' desk ${desk.toFixed(1)} of ${DESK_LIMIT_KB} KB.`)
  if (chat > CHAT_LIMIT_KB || loader > LOADER_LIMIT_KB || desk > DESK_LIMIT_KB) process.exitCode = 1
}
