import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserTabs } from '../src/console/tabs'
import { settle } from './fakes'

/** The lock of a browser: one has it, the others wait. */
class FakeLocks {
  private waiting: Array<() => void> = []
  private taken = false

  request(_: string, options: { signal: AbortSignal }, run: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        if (options.signal.aborted) return this.next()
        this.taken = true
        void run().then(() => {
          resolve()
          this.next()
        })
      }
      options.signal.addEventListener('abort', () => reject(new Error('aborted')))
      if (this.taken) this.waiting.push(begin)
      else begin()
    })
  }

  private next(): void {
    this.taken = false
    this.waiting.shift()?.()
  }
}

test('the next tab rings when the one that rang is closed', async () => {
  const locks = new FakeLocks() as unknown as LockManager
  const [one, two] = [browserTabs(() => undefined, locks), browserTabs(() => undefined, locks)]
  assert.deepEqual([one.isFirst(), two.isFirst()], [false, false]) // neither may sound yet
  two.standInLine()
  one.standInLine()
  one.standInLine()
  assert.deepEqual([one.isFirst(), two.isFirst()], [false, true])
  two.close()
  await settle()
  assert.deepEqual([one.isFirst(), two.isFirst()], [true, false])
  one.close()
})

test('without locks every tab rings: twice is better than not at all', () => {
  const tabs = browserTabs(() => undefined, null)
  assert.equal(tabs.isFirst(), true)
  tabs.close()
})
