/** The audit log, a page at a time. */

import { useEffect, useRef, useState } from 'preact/hooks'
import { whyNot } from './account_prove'
import { readAudit, readStaff } from './api_account'
import type { ScreenProps } from './screen'
import type { AuditLine, Member } from './types_account'
import { WORDS } from './words'
import { aboutWords, actionWords, AUDIT } from './words_audit'

type Asked = Readonly<Record<string, string>>

export function AuditScreen(_: ScreenProps) {
  const [lines, setLines] = useState<AuditLine[] | null>(null)
  const [next, setNext] = useState<number | null>(null)
  const [asked, setAsked] = useState<Asked>({})
  const [problem, setProblem] = useState<string | null>(null)
  const load = async (wanted: Asked, before: number | null): Promise<void> => {
    const answer = await readAudit(before === null ? wanted : { ...wanted, before: String(before) })
    setProblem(whyNot(answer))
    if (!answer.ok) return
    setLines((known) => (before === null ? answer.body.lines : [...(known ?? []), ...answer.body.lines]))
    setNext(answer.body.next)
  }
  const ask = (wanted: Asked): void => {
    setAsked(wanted)
    void load(wanted, null)
  }
  useEffect(() => void load({}, null), [])
  return (
    <main class="screen" aria-labelledby="audit-title">
      <h1 class="screen-title" id="audit-title">
        {AUDIT.title}
      </h1>
      <p class="account-how">{AUDIT.how}</p>
      <Filter onAsk={ask} />
      {problem && <p class="notice">{problem}</p>}
      {lines === null ? <p class="side-none">{WORDS.loading}</p> : <Lines lines={lines} />}
      {next !== null && (
        <button type="button" class="button button-quiet" onClick={() => void load(asked, next)}>
          {AUDIT.older}
        </button>
      )}
    </main>
  )
}

function Filter({ onAsk }: { onAsk(asked: Asked): void }) {
  const [staff, setStaff] = useState<Member[]>([])
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    void readStaff().then((answer) => answer.ok && setStaff(answer.body.staff))
  }, [])
  const submit = (event: Event): void => {
    event.preventDefault()
    const entered = new FormData(form.current!)
    const asked: Record<string, string> = {}
    const by = String(entered.get('by'))
    const since = String(entered.get('since'))
    if (by) asked['by'] = by
    if (since) asked['since'] = new Date(`${since}T00:00`).toISOString()
    onAsk(asked)
  }
  return (
    <form class="filter" ref={form} onSubmit={submit}>
      <label class="field">
        <span>{AUDIT.filterWho}</span>
        <select name="by">
          <option value="">{AUDIT.everybody}</option>
          {staff.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
          <option value="system">{AUDIT.system}</option>
        </select>
      </label>
      <label class="field">
        <span>{AUDIT.filterSince}</span>
        <input name="since" type="date" />
      </label>
      <button type="submit" class="button button-quiet">
        {AUDIT.show}
      </button>
    </form>
  )
}

function Lines({ lines }: { lines: AuditLine[] }) {
  if (lines.length === 0) return <p class="side-none">{AUDIT.none}</p>
  return (
    <div class="staff-frame" tabIndex={0} role="region" aria-labelledby="audit-title">
      <table class="staff-table staff-dense">
        <thead>
          <tr>
            <th scope="col" class="staff-number">
              {AUDIT.number}
            </th>
            <th scope="col">{AUDIT.when}</th>
            <th scope="col">{AUDIT.who}</th>
            <th scope="col">{AUDIT.did}</th>
            <th scope="col">{AUDIT.chat}</th>
            <th scope="col">{AUDIT.about}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.number}>
              <td class="staff-number">{line.number}</td>
              <td class="staff-number">{new Date(line.at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' })}</td>
              <td dir="auto">{line.by === 'system' ? AUDIT.system : (line.by_name ?? line.by)}</td>
              <td>{actionWords(line.action)}</td>
              <td>{line.label ?? (line.conversation ? AUDIT.gone : '')}</td>
              <td dir="auto">{line.about_name ?? (line.about ? aboutWords(line.about) : '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
