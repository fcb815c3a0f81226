/** Reports: what was counted in some days. Large numbers first, then charts, each with its table. */

import { useEffect, useState } from 'preact/hooks'
import { readReport, reportFile, type Days } from './api_supervisor'
import { may } from './permissions'
import { explain } from './refusals'
import { daysOf, type Preset } from './report_days'
import { ReportCharts } from './reports_charts'
import { BigNumbers } from './reports_numbers'
import type { ScreenProps } from './screen'
import type { Report } from './types_supervisor'
import { WORDS } from './words'
import { dayName, REPORTS } from './words_reports'

const PRESETS: readonly Preset[] = ['week', 'four_weeks', 'month', 'quarter']

export function ReportsScreen({ desk }: ScreenProps) {
  const [report, setReport] = useState<Report | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  /** The newest day that can be told: where the operator is, it is yesterday. */
  const [newest, setNewest] = useState<string | null>(null)

  const show = async (days: Days | null): Promise<void> => {
    setBusy(true)
    setProblem(null)
    const answer = await readReport(days)
    setBusy(false)
    if (answer.ok) {
      setReport(answer.body)
      setNewest((known) => known ?? answer.body.to)
    } else if (answer.status === 401) desk.expired.value = true
    else setProblem(sentence(answer.body) ?? explain(answer))
  }
  useEffect(() => void show(null), [])

  return (
    <main class="screen reports" aria-busy={busy}>
      <h2 class="screen-title">{REPORTS.title}</h2>
      {newest && report && <Period key={`${report.from}/${report.to}`} report={report} newest={newest} canExport={may(desk.counsellor, 'export')} onShow={(days) => void show(days)} />}
      <p class="problem" role="alert">
        {problem}
      </p>
      {report ? (
        <>
          <BigNumbers report={report} />
          <ReportCharts report={report} />
          <section class="note">
            <h3>{REPORTS.noteTitle}</h3>
            <p>{REPORTS.note(report.smallest)}</p>
          </section>
        </>
      ) : (
        !problem && <p role="status">{WORDS.loading}</p>
      )}
    </main>
  )
}

function Period({ report, newest, canExport, onShow }: { report: Report; newest: string; canExport: boolean; onShow(days: Days): void }) {
  const [days, setDays] = useState<Days>({ from: report.from, to: report.to })
  const isShown = (one: Days): boolean => one.from === report.from && one.to === report.to
  return (
    <form
      class="period"
      onSubmit={(event) => {
        event.preventDefault()
        onShow(days)
      }}
    >
      <div class="presets" role="group">
        {PRESETS.map((preset) => {
          const wanted = daysOf(preset, newest)
          return (
            <button key={preset} type="button" class="button button-quiet small preset" aria-pressed={isShown(wanted)} onClick={() => onShow(wanted)}>
              {REPORTS.presets[preset]}
            </button>
          )
        })}
      </div>
      <label class="period-day">
        {REPORTS.from}
        <input type="date" required max={newest} value={days.from} onInput={(event) => setDays({ ...days, from: event.currentTarget.value })} />
      </label>
      <label class="period-day">
        {REPORTS.to}
        <input type="date" required max={newest} value={days.to} onInput={(event) => setDays({ ...days, to: event.currentTarget.value })} />
      </label>
      <button type="submit" class="button small">
        {REPORTS.show}
      </button>
      <div class="period-shown">
        <p class="period-said">{REPORTS.days(dayName(report.from, true), dayName(report.to, true))}</p>
        {canExport && (
          <a class="button button-outline small" href={reportFile({ from: report.from, to: report.to })} download>
            {REPORTS.file}
          </a>
        )}
      </div>
    </form>
  )
}

/** What the server says about days that cannot be used is meant to be read. */
function sentence(body: unknown): string | null {
  const error = (body as { error?: { code?: unknown; message?: unknown } } | null)?.error
  return error?.code === 'bad_period' && typeof error.message === 'string' ? error.message : null
}
