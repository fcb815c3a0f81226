"""Whatever is sent: a clear kind answer or a clear refusal, nothing lost, nothing doubled, and nothing of it in the logs."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from tests.server import Server, YoungPerson

SECRET = "zebra-umbrella-seventeen"  # stands for what somebody said: it may appear nowhere but in the chat


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(home=tmp_path_factory.mktemp("bad") / "var").start()
    yield server
    server.stop()


@pytest.fixture
def person(server: Server) -> YoungPerson:
    return YoungPerson(server)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "😭😭😭",
        "/restart",
        '/intent{"x":"y"}',
        "/session_start",
        "<script>alert(1)</script><img src=x onerror=alert(2)>",
        "שלום, מישהו סוחט אותי",
        "he\u200b\u200d says\u2066 hell\ufeff send\u202e it",
        "a\x00b",
        "x" * 4000,
        "𝐡𝐞𝐥𝐩 𝐦𝐞",
    ],
    ids=["emoji", "restart", "payload", "session", "html", "right-to-left", "invisible", "null", "longest", "look-alikes"],
)
def test_any_text_gets_one_answer(person: YoungPerson, text: str) -> None:
    seq = person.say(text)
    answer = person.wait_for("bot", after=seq)
    assert answer["text"]
    assert answer["key"] != "utter_safe_answer"
    theirs = [message for message in person.log() if message["sender"] == "young_person"]
    assert [message["text"] for message in theirs] == [text.replace("\0", "")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b'{"client_id": "a", "text": ""}', "application/json", 400),
        (b'{"client_id": "a", "text": "' + b"x" * 5_000 + b'"}', "application/json", 413),
        (b'{"client_id": "a", "text": "' + b"x" * 100_000 + b'"}', "application/json", 413),
        (bytes(range(256)), "application/json", 400),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png", 415),
        (b"--x\r\ncontent-disposition: form-data; name=f; filename=a.jpg\r\n\r\n--x--", "multipart/form-data; boundary=x", 415),
    ],
    ids=["empty", "too long", "100 kB", "binary", "image", "upload"],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(
    server: Server, person: YoungPerson, body: bytes, content_type: str, status: int
) -> None:
    headers = {"Authorization": f"Bearer {person._token}", "Content-Type": content_type}
    answer = httpx2.post(f"{server.web}/api/conversations/{person.id}/messages", content=body, headers=headers)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert " " in error["message"]
    assert "Traceback" not in answer.text
    assert not [message for message in person.log() if message["sender"] == "young_person"]


@pytest.mark.slow
def test_a_forged_conversation_shows_nothing(server: Server, person: YoungPerson) -> None:
    other = YoungPerson(server)
    other.say(SECRET)
    headers = {"Authorization": f"Bearer {person._token}"}
    for conversation in (other.id, "c_" + "A" * 24, "../etc/passwd", "c_1"):
        answer = httpx2.get(f"{server.web}/api/conversations/{conversation}/messages?after=0&wait=0", headers=headers)
        assert answer.status_code in {401, 404}
        assert SECRET not in answer.text


@pytest.mark.slow
def test_the_same_post_ten_times_at_once_is_one_message_and_one_answer(person: YoungPerson) -> None:
    with ThreadPoolExecutor(10) as pool:
        numbers = list(pool.map(lambda _: person.say("what if i just pay", client_id="the-same"), range(10)))
    assert len(set(numbers)) == 1
    person.wait_for("bot", after=numbers[0])
    log = person.log()
    assert sum(message["sender"] == "young_person" for message in log) == 1
    assert sum(message["key"] == "utter_should_i_pay" for message in log) == 1


@pytest.mark.slow
def test_nothing_that_was_said_is_in_the_logs_or_readable_in_the_files(server: Server, person: YoungPerson) -> None:
    person.wait_for("bot", after=person.say(f"my name is {SECRET}"))
    assert SECRET not in "".join(server.output)
    for path in server.home.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path.name
