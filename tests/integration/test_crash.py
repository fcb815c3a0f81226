"""The process is killed at any moment, ten times; nothing is lost, doubled or out of order."""

from __future__ import annotations

import random
import threading
import time

import pytest

from tests.server import Server, YoungPerson

KILLS = 10
PATIENT = {"UNHOOK_SAFE_ANSWER_SECONDS": "5"}
# Each is answered in one turn; what was said tells the messages apart.
SAYINGS = ("hello", "will he really send it", "what if i just pay", "is it my fault", "can you keep this secret")


class Talker(threading.Thread):
    """A young person who goes on writing, whatever happens to the server, and waits for an answer each time."""

    def __init__(self, person: YoungPerson, stop: threading.Event, seed: int) -> None:
        super().__init__(daemon=True)
        self._person = person
        self._stopping = stop
        self._random = random.Random(seed)
        self.sent: list[tuple[int, str]] = []
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            while not self._stopping.is_set():
                text = f"{self._random.choice(SAYINGS)} {len(self.sent)}"
                seq = self._person.say(text, client_id=f"message-{len(self.sent)}")
                self.sent.append((seq, text))
                if self._random.random() < 0.5:  # half the time they do not wait
                    self._person.wait_for("bot", after=seq, seconds=60)
                time.sleep(self._random.uniform(0, 1))
        except BaseException as failure:  # reported by the test, in its own thread
            self.failure = failure


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_ten_kills_at_random_moments_lose_and_double_nothing(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.settings.update(PATIENT)
    seed = random.SystemRandom().randrange(10**6)
    moments = random.Random(seed)
    server.start()
    people = [YoungPerson(server) for _ in range(3)]
    stop = threading.Event()
    talkers = [Talker(person, stop, seed + number) for number, person in enumerate(people)]
    for talker in talkers:
        talker.start()
    for _ in range(KILLS):
        time.sleep(moments.uniform(0.05, 2.0))
        server.kill()
        server.start()
    stop.set()
    for talker in talkers:
        talker.join(90)
        assert talker.failure is None, f"seed {seed}: {talker.failure}"
    for person, talker in zip(people, talkers, strict=True):
        log = _settled(person, talker.sent[-1][0])
        assert [message["seq"] for message in log] == list(range(1, len(log) + 1)), f"seed {seed}: a gap"
        theirs = [(message["seq"], message["text"]) for message in log if message["sender"] == "young_person"]
        assert theirs == talker.sent, f"seed {seed}: lost, doubled or out of order"
        assert _answers(log) == len(theirs), f"seed {seed}: an answer was lost or doubled"
    with capsys.disabled():
        print(f" [{KILLS} kills, {sum(len(talker.sent) for talker in talkers)} messages, seed {seed}]", end="")


def _settled(person: YoungPerson, last: int) -> list[dict]:
    """The log once nothing more is owed: as many answers as messages, or no change for a while."""
    until = time.monotonic() + 60
    while True:
        log = person.log()
        theirs = sum(message["sender"] == "young_person" for message in log)
        if _answers(log) >= theirs and log[-1]["seq"] > last:
            time.sleep(1)  # a doubled answer would come now
            return person.log()
        if time.monotonic() > until:
            return log
        time.sleep(0.2)


def _answers(log: list[dict]) -> int:
    """How many answers the bot wrote after its welcome. Safe answers come on top: they do not replace an answer."""
    ids = [message["client_id"] or "" for message in log if message["sender"] == "bot"]
    answers = [id_ for id_ in ids if id_.startswith("answer-")]
    assert len(answers) == len(set(answers)), "an answer was doubled"
    return len({id_.split("-")[1] for id_ in answers})
