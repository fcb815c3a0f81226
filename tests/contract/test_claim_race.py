"""Everybody clicks in the same moment: one counsellor gets it, the others learn who, and no two moves become a third."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import httpx2

from bot.conversation.message import Sender
from bot.conversation.owner import IllegalMoveError, Owner
from bot.services.close import close
from bot.services.counsellor_reply import counsellor_reply
from bot.services.errors import ServiceError
from bot.services.ports import Deps, Role
from bot.services.presence import presence
from bot.services.put_back import put_back
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from bot.services.step_in import step_in
from bot.services.take_next import take_next
from bot.services.take_over import take_over
from bot.services.transfer import transfer
from tests.contract.server_thread import Running
from tests.faces import OWN_PAGE, Desk

CROWD = 50


def waiting(deps: Deps, text: str = "T0 now") -> str:
    conversation, _ = start_conversation(deps)
    receive(deps, conversation.id, client_id="m1", text=text)
    return conversation.id


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of it at once, and return what each gave, or the code of its refusal."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except ServiceError as refused:
            return refused.code
        except IllegalMoveError:
            return "not_possible"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def desks(deps: Deps, count: int) -> list[Desk]:
    made = [Desk(deps, f"Person {number}") for number in range(count)]
    for desk in made:
        presence(deps, desk.counsellor.id)
    return made


def test_of_fifty_counsellors_one_gets_it_and_all_others_learn_who(deps: Deps, console: Running) -> None:
    talk, crowd = waiting(deps), desks(deps, CROWD)

    def click(desk: Desk) -> httpx2.Response:
        with httpx2.Client(base_url=console.url, cookies=desk.cookies, headers=OWN_PAGE, timeout=30) as browser:
            return browser.post(f"/api/conversations/{talk}/claim")

    answers = together(*(partial(click, desk) for desk in crowd))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: CROWD - 1}
    (winner,) = (answer.json()["counsellor"] for answer in answers if answer.status_code == 200)
    refused = [answer.json()["error"] for answer in answers if answer.status_code == 409]
    assert {(one["code"], one["by"]) for one in refused} == {("taken", winner)}
    with deps.store.read() as tx:
        assert [one.said.key for one in tx.messages(talk)].count("utter_person_joined") == 1


def test_of_fifty_who_ask_for_the_next_each_young_person_gets_one(deps: Deps) -> None:
    talks, crowd = [waiting(deps) for _ in range(5)], desks(deps, CROWD)
    given = together(*(partial(take_next, deps, desk.counsellor) for desk in crowd))
    assert sorted(one.id for one in given if one) == sorted(talks)
    assert [one for one in given if one is None] == [None] * (CROWD - len(talks))


def test_closing_and_stepping_in_at_the_same_moment_end_with_one_of_both(deps: Deps) -> None:
    sam, robin = Desk(deps, "Sam").counsellor, Desk(deps, "Robin", Role.SUPERVISOR).counsellor
    for _ in range(10):
        talk = waiting(deps)
        take_over(deps, talk, sam)
        closed, taken = together(partial(close, deps, talk, sam), partial(step_in, deps, talk, robin))
        with deps.store.read() as tx:
            now = tx.conversation(talk)
        assert now
        if taken == "closed":
            assert now.owner is Owner.CLOSED
        else:
            assert (closed, now.owner, now.counsellor_id) == ("not_owner", Owner.COUNSELLOR, robin.id)


def test_two_tabs_that_close_put_back_and_pass_on_at_once_make_one_move(deps: Deps) -> None:
    sam, alex = (desk.counsellor for desk in desks(deps, 2))
    for _ in range(10):
        talk = waiting(deps)
        take_over(deps, talk, sam)
        done = together(
            partial(close, deps, talk, sam),
            partial(put_back, deps, talk, sam),
            partial(transfer, deps, talk, sam, alex.id),
            partial(close, deps, talk, sam),
        )
        assert sorted(one if isinstance(one, str) else "moved" for one in done) == ["moved", *["not_owner"] * 3]
        with deps.store.write() as tx:
            tx.forget(talk)


def test_what_is_written_while_it_changes_hands_is_stored_once_or_refused(deps: Deps) -> None:
    sam = Desk(deps, "Sam").counsellor
    for number in range(10):
        talk = waiting(deps)
        take_over(deps, talk, sam)
        theirs, ours, _ = together(
            partial(receive, deps, talk, client_id="m2", text="T2 are you there"),
            partial(counsellor_reply, deps, talk, sam, client_id="r1", text="I am here"),
            partial(close if number % 2 else put_back, deps, talk, sam),
        )
        with deps.store.read() as tx:
            log = tx.messages(talk)
        assert [one.seq for one in log] == list(range(1, len(log) + 1))
        said = [one.said.text for one in log if one.said.sender in {Sender.YOUNG_PERSON, Sender.COUNSELLOR}]
        assert ("T2 are you there" in said) == (theirs != "closed")
        assert ("I am here" in said) == (ours != "not_owner")
        with deps.store.write() as tx:
            tx.forget(talk)
