"""Logs without people in them."""

from __future__ import annotations

import io
import json
import logging
import warnings
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import _SILENT, ALLOWED, Log, quiet_libraries

NAMES = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=12)
FORBIDDEN = NAMES.filter(lambda name: name not in ALLOWED | {"event", "self"})
SECRETS = st.text(st.characters(categories=["L", "N"]), min_size=1).map(lambda text: f"secret{text}secret")


def written(**fields: object) -> str:
    stream = io.StringIO()
    Log(stream).event("something", **fields)
    return stream.getvalue()


@given(st.dictionaries(FORBIDDEN, SECRETS, min_size=1))
def test_a_field_that_is_not_allowed_never_appears(fields: dict[str, str]) -> None:
    line = written(**fields, count=3)
    assert "secret" not in line
    assert json.loads(line)["dropped"] == len(fields)
    assert json.loads(line)["count"] == 3


@given(st.dictionaries(st.sampled_from(sorted(ALLOWED)), st.one_of(st.integers(), st.text(), st.none(), st.binary())))
def test_every_event_is_one_json_line_whatever_its_values(fields: dict[str, object]) -> None:
    line = written(**fields)
    assert line.count("\n") == 1
    found = json.loads(line)
    assert found.keys() == {"at", "event", *fields}
    assert found["event"] == "something"


def test_nothing_that_tells_of_a_person_is_on_the_list() -> None:
    for name in (
        "text",
        "words",
        "message",
        "body",
        "conversation",
        "conversation_id",
        "token",
        "client_id",
        "ip",
        "address",
        "tap",
    ):
        assert name not in ALLOWED


def test_a_time_is_in_utc() -> None:
    assert json.loads(written())["at"].endswith("+00:00")


@pytest.fixture
def _restored() -> Iterator[None]:
    """Structlog and logging are the whole process's: they are put back as they were."""
    before, levels = structlog.get_config(), {name: logging.getLogger(name).level for name in _SILENT}
    with warnings.catch_warnings():
        yield
    structlog.configure(**before)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.usefixtures("_restored")
def test_libraries_that_log_what_people_say_are_silent(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    structlog.reset_defaults()
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.NOTSET)
    speak()
    assert "secret" in capsys.readouterr().out, "without it, Rasa's words are printed"
    assert "secret" in caplog.text
    caplog.clear()
    quiet_libraries()
    speak()
    assert "secret" not in "".join(capsys.readouterr()) + caplog.text


def speak() -> None:
    """As Rasa does, by both of its ways, at every level."""
    for name in ("rasa.core.processor", "rasa_sdk.executor", "sqlalchemy.engine", "uvicorn.access"):
        logging.getLogger(name).critical("secret words")
    structlog.get_logger("rasa.core.processor").error("processor.message.parse", parse_data_text="secret words")
