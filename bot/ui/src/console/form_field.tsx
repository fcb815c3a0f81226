/** One field of a form that is data on the server, filled in or only read. */

import type { TierName } from '../shared/wire'
import { TierSquare } from './tier_square'
import type { FieldValue, FormField } from './types_help'
import { dayAndTime } from './words'
import { RECORD } from './words_record'

interface Props {
  field: FormField
  value: FieldValue
  fromChat: boolean
  isRead: boolean
  onChange(value: FieldValue): void
}

export function FieldRow({ field, value, fromChat, isRead, onChange }: Props) {
  const id = `field-${field.id}`
  const mark = fromChat && value !== null && <span class="from-chat">{RECORD.fromChat}</span>
  if (isRead || field.fixed) {
    return (
      <div class="form-row">
        <p class="form-label">
          {field.label} {mark}
        </p>
        <ReadValue field={field} value={value} />
      </div>
    )
  }
  if (field.kind === 'yes_no') {
    return (
      <fieldset class="form-row form-yes-no">
        <legend class="form-label">
          {field.label} {mark}
        </legend>
        {[true, false].map((answer) => (
          <label key={String(answer)} class="choice">
            <input type="radio" name={id} checked={value === answer} onChange={() => onChange(answer)} />
            <span>{answer ? RECORD.yes : RECORD.no}</span>
          </label>
        ))}
      </fieldset>
    )
  }
  return (
    <div class="form-row">
      <label class="form-label" for={id}>
        {field.label} {mark}
      </label>
      <Control id={id} field={field} value={value} onChange={onChange} />
    </div>
  )
}

function Control({ id, field, value, onChange }: { id: string } & Pick<Props, 'field' | 'value' | 'onChange'>) {
  const text = Array.isArray(value) ? value.join('\n') : typeof value === 'string' ? value : ''
  if (field.kind === 'choice' || field.kind === 'tier') {
    const choices = field.kind === 'tier' ? ['T0', 'T1', 'T2', 'T3', 'T4'].map((tier) => ({ id: tier, label: tier })) : field.choices
    return (
      <select id={id} value={text} onChange={(event) => onChange(event.currentTarget.value || null)}>
        <option value="">{RECORD.notFilled}</option>
        {choices.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
      </select>
    )
  }
  if (field.kind === 'day') return <input id={id} type="date" value={text} onInput={(event) => onChange(event.currentTarget.value || null)} />
  const write = (written: string): void => {
    if (field.kind === 'list') onChange(written === '' ? null : written.split('\n'))
    else onChange(written === '' ? null : written)
  }
  const rows = field.kind === 'list' ? Math.max(2, text.split('\n').length) : 2
  return <textarea id={id} rows={rows} maxLength={2000} value={text} placeholder={field.kind === 'list' ? RECORD.listHint : ''} dir="auto" onInput={(event) => write(event.currentTarget.value)} />
}

function ReadValue({ field, value }: Pick<Props, 'field' | 'value'>) {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return <p class="fact-none">{RECORD.notFilled}</p>
  if (field.kind === 'tier') return <TierSquare tier={value as TierName} />
  if (typeof value === 'boolean') return <p>{value ? RECORD.yes : RECORD.no}</p>
  if (Array.isArray(value)) {
    return (
      <ul class="form-lines">
        {value.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    )
  }
  if (field.kind === 'day') return <p>{dayAndTime(value).split(',')[0]}</p>
  return <p dir="auto">{field.choices.find((one) => one.id === value)?.label ?? value}</p>
}
