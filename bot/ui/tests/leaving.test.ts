import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shiftThree } from '../src/chat/shift_three'

type Press = [key: string, at: number, repeat?: boolean]

const CASES: Array<[name: string, presses: Press[], leaves: boolean]> = [
  ['Shift three times in a row leaves', [['Shift', 0], ['Shift', 300], ['Shift', 600]], true],
  ['three times just within five seconds leaves', [['Shift', 0], ['Shift', 2_500], ['Shift', 4_999]], true],
  ['twice does not leave', [['Shift', 0], ['Shift', 300]], false],
  ['three times over more than five seconds do not leave', [['Shift', 0], ['Shift', 2_500], ['Shift', 5_000]], false],
  ['the last three count, however many came before', [['Shift', 0], ['Shift', 4_900], ['Shift', 6_000], ['Shift', 7_000]], true],
  ['capital letters do not leave', [['Shift', 0], ['H', 50], ['Shift', 300], ['I', 350], ['Shift', 600]], false],
  ['a key held down does not leave', [['Shift', 0], ['Shift', 50, true], ['Shift', 100, true], ['Shift', 150, true]], false],
]

for (const [name, presses, leaves] of CASES) {
  test(name, () => {
    const isSign = shiftThree()
    const signs = presses.map(([key, at, repeat = false]) => isSign(key, repeat, at))
    assert.equal(signs[signs.length - 1], leaves)
  })
}
