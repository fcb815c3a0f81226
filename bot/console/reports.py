"""Reports: what was counted, as tables and as a file."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from bot.console.face import Face, TheFace
from bot.console.permission import needs
from bot.console.session import TheCounsellor
from bot.conversation.small_numbers import SMALLEST
from bot.edge.refusals import RefusedError
from bot.services.permissions import Permission
from bot.services.read_period import BadPeriodError, read_period
from bot.services.report import Report, report, today
from bot.services.report_csv import as_csv, log_export

router = APIRouter(tags=["supervision"], dependencies=[needs(Permission.REVIEW)])
_Day = Annotated[str | None, Query(max_length=40)]


@router.get("/api/reports")
def read_report(face: TheFace, first: Annotated[_Day, Query(alias="from")] = None, to: _Day = None) -> dict[str, Any]:
    """Every table of the report. `null` is a number that is not told, `""` one that there is not."""
    made = _report(face, first, to)
    tables = {table.id: {"columns": table.columns, "rows": table.rows} for table in made.tables}
    return {
        "from": made.period.first.isoformat(),
        "to": made.period.last.isoformat(),
        "step": made.step.value,
        "smallest": SMALLEST,
        "situation_names": {
            str(row[0]): face.situation_names.get(str(row[0]), str(row[0])) for row in tables["situations"]["rows"]
        },
        "tables": tables,
    }


@router.get("/api/reports.csv", dependencies=[needs(Permission.EXPORT)])
def export_report(
    face: TheFace, counsellor: TheCounsellor, first: Annotated[_Day, Query(alias="from")] = None, to: _Day = None
) -> Response:
    """The same numbers as a file; who took it is logged."""
    made = _report(face, first, to)
    log_export(face.deps, counsellor, made)
    name = f"chats-{made.period.first}-to-{made.period.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(as_csv(made, face.situation_names), media_type="text/csv; charset=utf-8", headers=headers)


def _report(face: Face, first: str | None, to: str | None) -> Report:
    try:
        period = read_period(first, to, today(face.deps))
    except BadPeriodError as fault:
        raise RefusedError(400, fault.code, message=str(fault)) from None
    return report(face.deps, period)
