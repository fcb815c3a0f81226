/** Who is on duty: here or on a break and since when, how many chats, how many hard ones in a row. */

import type { BoardColleague } from './types_supervisor'
import { clockTime } from './words'
import { QUEUE } from './words_queue'
import { BOARD } from './words_supervisor'

export function BoardPeople({ staff }: { staff: BoardColleague[] }) {
  const { name, state, load, hard } = BOARD.columns
  return (
    <section class="board-part">
      <h3 class="board-title">
        {BOARD.staff} <span class="queue-count">{staff.filter((one) => one.here).length}</span>
      </h3>
      {staff.length === 0 ? (
        <p class="board-none">{BOARD.nobodyOn}</p>
      ) : (
        <table class="table people">
          <thead>
            <tr>
              <th scope="col">{name}</th>
              <th scope="col">{state}</th>
              <th scope="col">{load}</th>
              <th scope="col">{hard}</th>
            </tr>
          </thead>
          <tbody>
            {staff.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {one.name}
                  {one.languages.length > 0 && <span class="people-languages">{one.languages.join(', ')}</span>}
                  {one.skills.length > 0 && <span class="people-skills">{one.skills.join(', ')}</span>}
                </th>
                <td>
                  <State one={one} />
                </td>
                <td class={one.has >= one.capacity ? 'people-full' : undefined}>{BOARD.loadOf(one.has, one.capacity)}</td>
                <td>
                  {one.hard_in_a_row}
                  {one.break_due && <span class="people-due">{BOARD.breakDue}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** A full mark, an empty one, or a crossed one; and always a word. */
function State({ one }: { one: BoardColleague }) {
  if (one.here) return <span class="state state-here">{BOARD.here}</span>
  if (one.paused_at !== null) {
    return <span class="state state-paused">{BOARD.since(QUEUE.kinds[one.pause_kind ?? 'break'].since, clockTime(one.paused_at))}</span>
  }
  return <span class="state state-gone">{BOARD.gone}</span>
}
