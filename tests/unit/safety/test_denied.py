"""What they say is not so is not taken for what is; danger is denied only by a message that says this and nothing else."""

from __future__ import annotations

import pytest

from bot.safety.mentions import DENIED
from bot.safety.tiers import Tier
from tests.unit.safety.conftest import no_model, screen_with
from tests.unit.safety.test_model import reads

SCREEN = screen_with(no_model)

CALM = [
    ("he hasnt sent it to anyone yet", "shared"),
    ("it hasnt been posted anywhere", "shared"),
    ("nothing has been shared so far", "shared"),
    ("todavia no lo ha publicado", "shared"),
    ("i havent sent him the money", "paid"),
    ("i didnt pay", "paid"),
    ("not paid yet", "paid"),
    ("no le he pagado", "paid"),
    ("i didnt send any more pics", "sent_more"),
    ("no i havent sent more", "sent_more"),
    ("no le he mandado mas", "sent_more"),
]
DANGER = [
    ("im not meeting him", "meeting"),
    ("no, I'm not going to meet him", "meeting"),
    ("he never asked to meet", "asked_to_meet"),
    ("my parents dont hit me", "hurt"),
    ("nobody at home hits me", "hurt"),
    ("mis padres no me pegan", "hurt"),
    ("im safe at home", "hurt"),
    ("not hit me just shout", "hurt"),
    ("im not scared of my parents", "afraid_at_home"),
    ("hes not outside", "near"),
    ("he doesnt know where i live", "near"),
    ("im not running away", "running_away"),
    ("its not my stepdad", "family"),
    ("its not my teacher or anything", "trusted_adult"),
    ("i dont want to hurt anyone", "hurting_others"),
    ("i havent taken anything", "taken"),
    ("no he tomado nada", "taken"),
]
# The word that changes everything comes last.
ALL_BUT_DENIED = [
    "my dad doesnt hit me much",
    "my dad doesnt hit me but my brother does",
    "my dad doesnt hit me. my mum does",
    "my dad doesnt hit me anymore",
    "im not meeting him tonight",
    "im not meeting him yet",
    "hes not outside yet",
    "i havent taken anything yet",
    "i havent taken the pills yet",
    "its not my stepdad its my dad",
    "im not running away till friday",
    "i dont want to hurt anyone but i will",
    "im not safe at home",
    "no estoy a salvo en casa",
    "mis padres no me pegan mucho",
]


def denied_in(text: str) -> list[str]:
    return [one.value for one in SCREEN.assess(text).mentions if one.kind == "denied"]


@pytest.mark.parametrize(("text", "value"), CALM + DANGER)
def test_what_is_not_so_is_heard(text: str, value: str) -> None:
    assert value in denied_in(text)


@pytest.mark.parametrize(
    "text", ["he posted it", "he didnt just send it to my mum", "i paid him", "i didnt pay enough", "i sent him more pics"]
)
def test_what_is_so_is_not_taken_for_what_is_not(text: str) -> None:
    assert denied_in(text) == []


@pytest.mark.parametrize(("text", "value"), DANGER)
def test_a_person_is_not_called_for_danger_that_a_whole_message_denies(text: str, value: str) -> None:
    for situation in DENIED[value]:
        sure = screen_with(reads({text: [(situation, 0.95)]}, {text: 0.95}))
        assert sure.assess(text).tier < Tier.T1


@pytest.mark.parametrize("text", ALL_BUT_DENIED)
@pytest.mark.parametrize("situation", sorted(set().union(*DENIED.values()) - {"C01", "C02", "C03", "F03"}))
def test_one_word_more_and_danger_is_not_denied(text: str, situation: str) -> None:
    sure = screen_with(reads({text: [(situation, 0.95)]}, {text: 0.95}))
    assert sure.assess(text).tier >= Tier.T1


def test_what_was_denied_here_may_be_told_there() -> None:
    text = "he hasnt sent it to my mum. he posted it in the group chat"
    assert "shared" in denied_in(text)
    assert "C01" in [one.id for one in SCREEN.assess(text).situations]
