"""The queue is read and written once for all consoles, and each sees what it may."""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import replace
from typing import Any

import pytest

from bot.console.cards import card_for
from bot.console.roll import Roll
from bot.console.snapshot import Snapshot, Snapshots
from bot.console.turns import Turns
from bot.services.ports import Deps
from bot.services.presence import counsellors_here
from bot.services.queue import RaisingWords, queue
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from bot.services.take_over import take_over
from tests.faces import Desk


def seen(snapshot: Snapshot, desk: Desk) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(snapshot.text_for(desk.counsellor))
    return told


def danger(deps: Deps) -> str:
    conversation, _ = start_conversation(deps)
    receive(deps, conversation.id, client_id="m1", text="T0 now")
    return conversation.id


def test_every_console_is_told_of_each_card_what_a_single_look_would_tell(
    deps: Deps, sam: Desk, alex: Desk, robin: Desk, waiting: str, with_bot: str
) -> None:
    take_over(deps, waiting, alex.counsellor)
    held, waiting = waiting, danger(deps)
    snapshot = Snapshot(queue(deps))
    for desk in (sam, alex, robin):
        told = seen(snapshot, desk)
        for name in ("waiting", "mine", "open", "held"):
            for card in told.get(name, []):
                assert card == card_for(snapshot.cards[card["id"]], desk.counsellor)
    assert [card["id"] for card in seen(snapshot, alex)["mine"]] == [held]
    assert (seen(snapshot, sam)["open"], seen(snapshot, sam)["mine"], "held" in seen(snapshot, sam)) == ([], [], False)
    assert [card["id"] for card in seen(snapshot, robin)["open"]] == [with_bot]
    assert [card["id"] for card in seen(snapshot, robin)["held"]] == [held]
    assert [card["id"] for card in seen(snapshot, sam)["waiting"]] == [waiting]


def test_what_rings_for_one_does_not_ring_for_another(deps: Deps, sam: Desk, robin: Desk, waiting: str) -> None:
    snapshot = Snapshot(queue(deps))
    assert seen(snapshot, sam)["waiting"][0]["rings"] is True
    assert seen(snapshot, robin)["waiting"][0]["rings"] is False  # a supervisor, as long as it was not passed on
    assert seen(snapshot, sam)["waiting"][0]["id"] == waiting


def test_a_break_that_began_after_the_stream_counts(deps: Deps, sam: Desk, waiting: str) -> None:
    with deps.store.write() as tx:
        tx.pause_counsellor(sam.counsellor.id, deps.clock(), "break", None)
    card = seen(Snapshot(queue(deps)), sam)["waiting"][0]
    assert (card["id"], card["rings"]) == (waiting, False)
    assert sam.counsellor.paused_at is None


def test_script_in_a_name_cannot_end_a_line_of_the_stream(deps: Deps, sam: Desk) -> None:
    snapshot = Snapshot(queue(deps))
    named = replace(snapshot.queue.staff[sam.counsellor.id], name="Sam\u2028\n</script>")
    text = Snapshot(replace(snapshot.queue, staff={named.id: named})).text_for(sam.counsellor)
    assert text.isascii()
    assert "\n" not in text


def test_words_that_raised_a_tier_are_decrypted_once_and_forgotten_with_the_wait(
    deps: Deps, sam: Desk, waiting: str, monkeypatch: Any
) -> None:
    words = RaisingWords()
    assert queue(deps, words).waiting[0].preview_words == ("T0",)
    with deps.store.read() as tx:
        decrypts = type(tx)
    monkeypatch.setattr(decrypts, "message", lambda *_: (_ for _ in ()).throw(AssertionError("decrypted again")))
    assert queue(deps, words).waiting[0].preview_words == ("T0",)
    monkeypatch.undo()
    take_over(deps, waiting, sam.counsellor)
    assert queue(deps, words).waiting == ()
    assert "T0" not in str(vars(words))


def test_consoles_that_are_open_are_noted_together(deps: Deps, sam: Desk, alex: Desk) -> None:
    async def run() -> None:
        roll = Roll(deps)
        await asyncio.gather(*(roll.here(desk.counsellor.id) for desk in (sam, alex, sam)))

    assert counsellors_here(deps) == 0
    asyncio.run(run())
    assert counsellors_here(deps) == 2


def test_a_console_is_noted_without_waiting_and_a_fault_ends_no_stream(
    deps: Deps, sam: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ConnectionError

    async def run() -> None:
        roll = Roll(deps)
        roll.note(sam.counsellor.id)
        await asyncio.gather(*roll._notes, return_exceptions=True)
        await asyncio.sleep(0)
        assert not roll._notes

    with monkeypatch.context() as patched:
        patched.setattr("bot.console.roll.presence", broken)
        asyncio.run(run())
    assert counsellors_here(deps) == 0
    asyncio.run(run())
    assert counsellors_here(deps) == 1


def test_those_who_want_the_same_go_one_after_the_other_and_others_need_not_wait() -> None:
    turns, inside, most, lock = Turns(), 0, 0, threading.Lock()

    def take() -> None:
        nonlocal inside, most
        with turns.of("c_1"):
            with lock:
                inside += 1
                most = max(most, inside)
            threading.Event().wait(0.002)
            with lock:
                inside -= 1

    threads = [threading.Thread(target=take) for _ in range(20)]
    with turns.of("c_2"):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert most == 1
    assert turns._locks == {}


def test_a_fault_gives_the_turn_back() -> None:
    turns = Turns()
    for _ in range(2):
        with pytest.raises(ConnectionError), turns.of("c_1"):
            raise ConnectionError
        assert turns._locks == {}


def test_one_look_after_the_other_tells_what_a_fresh_one_would(
    deps: Deps, sam: Desk, robin: Desk, waiting: str, with_bot: str
) -> None:
    looks = Snapshots(deps)
    first = looks.take()
    before = seen(first, robin)
    receive(deps, waiting, client_id="m2", text="and another thing")
    later = danger(deps)
    second = looks.take()
    for desk in (robin, sam):
        told = json.loads(second.text_for(desk.counsellor))
        assert told == json.loads(Snapshot(replace(queue(deps), at=second.queue.at)).text_for(desk.counsellor))
    assert seen(second, robin)["waiting"] != before["waiting"]
    assert second.written[with_bot] is first.written[with_bot]  # unchanged: not written again
    assert second.written[waiting] is not first.written[waiting]
    assert set(second.written) == {waiting, later, with_bot}


def test_whoever_is_forgotten_is_not_kept_in_the_next_look(deps: Deps, robin: Desk, waiting: str, with_bot: str) -> None:
    looks = Snapshots(deps)
    seen(looks.take(), robin)
    with deps.store.write() as tx:
        tx.forget(with_bot)
    after = looks.take()
    assert seen(after, robin)["open"] == []
    assert set(after.written) == {waiting}
