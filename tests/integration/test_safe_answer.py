"""When the brain is dead or slow, the fixed safe answer with helplines comes within five seconds."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import Server, YoungPerson

PROMISED = 5.0  # seconds


@pytest.fixture(scope="module")
def face_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The young person's face with no brain anywhere."""
    server = Server(home=tmp_path_factory.mktemp("alone") / "var", role="web").start()
    yield server
    server.stop()


@pytest.mark.slow
def test_without_a_brain_the_safe_answer_comes_in_five_seconds_with_a_number(face_alone: Server) -> None:
    person = YoungPerson(face_alone)
    started = time.monotonic()
    seq = person.say("he says hell send my pics to everyone")
    answer = person.wait_for("bot", after=seq)
    assert time.monotonic() - started < PROMISED
    assert answer["key"] == "utter_safe_answer"
    assert answer["helplines"][0]["phone"]


@pytest.mark.slow
def test_without_a_brain_a_message_about_dying_gets_the_crisis_answer_and_a_person_is_called(face_alone: Server) -> None:
    person = YoungPerson(face_alone)
    answer = person.wait_for("bot", after=person.say("i want to kill myself"))
    assert answer["key"] == "utter_safe_answer_crisis"
    assert answer["style"] == "crisis"
    assert any(button["tel"] for button in answer["buttons"])
    assert person.insist("GET", f"/api/conversations/{person.id}")["owner"] == "waiting"


@pytest.mark.slow
def test_without_a_brain_one_tap_still_calls_a_person(face_alone: Server) -> None:
    person = YoungPerson(face_alone)
    person.insist("POST", f"/api/conversations/{person.id}/person", {"client_id": "tap"})
    assert person.insist("GET", f"/api/conversations/{person.id}")["owner"] == "waiting"


@pytest.mark.slow
def test_a_frozen_brain_is_covered_and_answers_when_it_thaws(tmp_path: Path) -> None:
    face = Server(home=tmp_path / "var", role="web").start()
    brain = Server(home=face.home, key=face.key, role="brain").start()
    try:
        person = YoungPerson(face)
        brain.signal(signal.SIGSTOP)
        seq = person.say("what if i just pay him")
        assert person.wait_for("bot", after=seq)["key"] == "utter_safe_answer"
        brain.signal(signal.SIGCONT)
        until = time.monotonic() + 30
        while not any(key == "utter_should_i_pay" for key in _keys(person)) and time.monotonic() < until:
            time.sleep(0.1)
        assert _keys(person).count("utter_should_i_pay") == 1
    finally:
        brain.stop()
        face.stop()


def _keys(person: YoungPerson) -> list[str | None]:
    return [message["key"] for message in person.log()]
