"""Board, incidents, reports and second readings, as supervisors' pages get them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.count import Measure
from bot.services.count_ending import count_endings
from bot.services.incidents import IncidentKind, report_incident
from bot.services.ports import Deps
from tests.faces import Desk
from tests.world import SetClock

FOR_SUPERVISORS = ("/api/board", "/api/incidents", "/api/reports", "/api/reports.csv", "/api/reviews")


def count_as_over(deps: Deps) -> None:
    """As if hours had passed, in which a session at the console would have ended too."""
    assert isinstance(deps.clock, SetClock)
    deps.clock.pass_by(seconds=1)
    count_endings(replace(deps, settings=replace(deps.settings, over_after=timedelta())))


def count(deps: Deps, measure: Measure, **counts: int) -> None:
    """Counts of yesterday."""
    with deps.store.write() as tx:
        for key, number in counts.items():
            tx.count(deps.clock() - timedelta(days=1), measure.value, key, number)


@pytest.fixture
def drawn(deps: Deps, waiting: str) -> str:
    """A conversation that is over and is to be read again."""
    count_as_over(deps)
    return waiting


@pytest.mark.parametrize("path", FOR_SUPERVISORS)
def test_a_counsellor_is_refused(sam: Desk, path: str) -> None:
    answer = sam.client.get(path)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "no_permission")


def test_what_only_supervisors_may_change_a_counsellor_cannot(sam: Desk, drawn: str) -> None:
    assert sam.client.post("/api/incidents/1/seen").status_code == 403
    assert sam.client.get(f"/api/reviews/{drawn}").status_code == 403
    assert sam.client.post(f"/api/reviews/{drawn}", json={"tier": "T0"}).status_code == 403


def test_the_board_tells_who_waits_and_who_is_with_the_bot(robin: Desk, waiting: str, with_bot: str) -> None:
    board = robin.client.get("/api/board").json()
    first = board["waiting"][0]
    assert (first["tier"], first["count"], first["late"], first["target_s"]) == ("T0", 1, 0, 60)
    assert first["since"]
    assert board["with_bot"] == {"T4": 1}
    assert (board["held"], board["incidents"], board["second_wanted"], board["to_read"]) == (0, [], [], 0)


def test_an_incident_is_seen_once_and_by_name(deps: Deps, robin: Desk, waiting: str) -> None:
    with deps.store.write() as tx:
        number = report_incident(tx, IncidentKind.MISSED_ALARM, deps.clock(), waiting)
    (incident,) = robin.client.get("/api/board").json()["incidents"]
    assert (incident["id"], incident["kind"], incident["conversation"]) == (number, "missed_alarm", waiting)
    assert robin.client.post(f"/api/incidents/{number}/seen").status_code == 204
    assert robin.client.get("/api/board").json()["incidents"] == []
    (seen,) = robin.client.get("/api/incidents").json()["incidents"]
    assert (seen["seen_by"], seen["seen_at"] is not None) == ("Robin", True)
    assert robin.client.post("/api/incidents/77/seen").status_code == 404


def test_a_report_comes_with_its_days_and_names(deps: Deps, robin: Desk) -> None:
    count(deps, Measure.SITUATION, L03=12, A01=2)
    report = robin.client.get("/api/reports").json()
    assert (report["from"], report["to"], report["step"], report["smallest"]) == ("2026-02-01", "2026-02-28", "month", 5)
    assert report["tables"]["situations"] == {
        "columns": ["situation", "conversations"],
        "rows": [["L03", 12], ["A01", None]],
    }
    assert report["situation_names"] == {"L03": "Asks for a person", "A01": "A01"}


def test_days_can_be_chosen_and_wrong_ones_are_refused_with_a_sentence(robin: Desk) -> None:
    report = robin.client.get("/api/reports", params={"from": "2026-01-01", "to": "2026-01-07"}).json()
    assert (report["from"], report["to"]) == ("2026-01-01", "2026-01-07")
    refused = robin.client.get("/api/reports", params={"from": "2026-01-07", "to": "2026-01-01"})
    assert (refused.status_code, refused.json()["error"]) == (
        400,
        {"code": "bad_period", "message": "`from` (2026-01-07) is after `to` (2026-01-01). Exchange them."},
    )


def test_the_file_holds_the_numbers_of_the_page_and_taking_it_is_logged(deps: Deps, robin: Desk) -> None:
    count(deps, Measure.SITUATION, L03=12, A01=2)
    answer = robin.client.get("/api/reports.csv", params={"from": "2026-02-22"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="chats-2026-02-22-to-2026-02-28.csv"'
    lines = [line for line in csv.DictReader(io.StringIO(answer.text)) if line["table"] == "situations"]
    assert [(line["row"], line["name"], line["value"]) for line in lines] == [
        ("L03", "Asks for a person", "12"),
        ("A01", "", "not told"),
    ]
    with deps.store.read() as tx:
        last = tx.audit_lines()[-1]
    assert (last.by, last.action, last.about) == (robin.counsellor.id, "export", "report 2026-02-22..2026-02-28")


def test_looking_at_a_report_is_not_an_export(deps: Deps, robin: Desk) -> None:
    robin.client.get("/api/reports")
    with deps.store.read() as tx:
        assert [line.action for line in tx.audit_lines()] == []


def test_a_reader_is_shown_what_was_said_and_nothing_of_what_was_found(robin: Desk, drawn: str) -> None:
    (listed,) = robin.client.get("/api/reviews").json()["reviews"]
    assert set(listed) == {"id", "language", "drawn_at", "messages"}
    answer = robin.client.get(f"/api/reviews/{drawn}")
    shown = answer.json()
    assert set(shown) == {"id", "messages"}
    assert [set(message) for message in shown["messages"]] == [{"seq", "sender", "text", "sent_at"}] * 2
    assert shown["messages"][1]["text"] == "T0 now"
    assert all(word not in answer.text for word in ("danger", "marker", "reasons", "situations", "tier", "crisis"))


def test_after_the_rating_the_reader_learns_what_had_been_found(robin: Desk, drawn: str) -> None:
    url = f"/api/reviews/{drawn}"
    answer = robin.client.post(url, json={"tier": "T2"})
    assert answer.json() == {"found": "T0", "rated": "T2", "missed": False}
    assert robin.client.post(url, json={"tier": "T2"}).json()["error"]["code"] == "already_rated"
    assert robin.client.get("/api/reviews").json() == {"reviews": []}


@pytest.mark.parametrize("tier", ["T5", "", None, 0, ["T0"]])
def test_a_rating_that_is_no_tier_is_refused(robin: Desk, drawn: str, tier: object) -> None:
    assert robin.client.post(f"/api/reviews/{drawn}", json={"tier": tier}).status_code == 400
    assert len(robin.client.get("/api/reviews").json()["reviews"]) == 1


def test_whoever_had_it_is_refused_as_a_reader(deps: Deps, robin: Desk, waiting: str) -> None:
    robin.client.post(f"/api/conversations/{waiting}/claim")
    count_as_over(deps)
    refused = robin.client.post(f"/api/reviews/{waiting}", json={"tier": "T0"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "own_review")
