"""A talk in the terminal: scripts, and the object of each turn."""

from __future__ import annotations

import io
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from bot.app import DATA, App
from bot.brain.worker import Brain
from bot.commands.talk import Line, NotOfferedError, ScriptError, Talk, _show_turn, read_script
from bot.guidance.library import Library
from bot.safety.tiers import Tier


@pytest.fixture
def talk(app: App, brain: Brain):
    talk = Talk(app, brain)
    yield talk
    talk.close()


@pytest.fixture
def script(tmp_path: Path):
    def write(content: str | bytes) -> Path:
        path = tmp_path / "script.yml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("- hi\n- say: he wants money\n- tap: affirm\n", [Line(say="hi"), Line(say="he wants money"), Line(tap="affirm")]),
        ("- yes\n- 10\n- say: no\n- say: 1.50\n", [Line(say="yes"), Line(say="10"), Line(say="no"), Line(say="1.50")]),
        ("- tap: Yes, tell me\n", [Line(tap="Yes, tell me")]),
        ('- "ça va 😭"\n', [Line(say="ça va 😭")]),
        ("[]\n", []),
    ],
)
def test_a_script_says_what_stands_in_it(script, content: str, lines: list[Line]) -> None:
    assert read_script(script(content)) == lines


@pytest.mark.parametrize(
    ("content", "entry"),
    [
        ("- hi\n- {shout: hi}\n", "entry 2: "),
        ("- hi\n- hi\n- {say: a, tap: b}\n", "entry 3: "),
        ("- [a]\n", "entry 1: "),
        ("- say: [a]\n", "entry 1: "),
        ("- tap: {a: b}\n", "entry 1: "),
        ("say: hi\n", "must be a list"),
        ("hello\n", "must be a list"),
        ("", "must be a list"),
        ("- 'hi\n", "could not be read as YAML"),
        (b"- \xff\xfe\n", "could not be read as YAML"),
    ],
)
def test_a_broken_script_is_told_with_file_and_entry(script, content: str | bytes, entry: str) -> None:
    path = script(content)
    with pytest.raises(ScriptError) as error:
        read_script(path)
    assert str(path) in str(error.value)
    assert entry in str(error.value)


def test_a_script_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="FileNotFoundError"):
        read_script(tmp_path / "none.yml")


def test_a_turn_is_one_json_object_with_the_promised_keys(talk: Talk) -> None:
    turn = json.loads(json.dumps(talk.play(Line(say="he will send my pics to everyone")).as_json()))
    assert list(turn) == ["you", "tier", "message_tier", "situations", "replies", "owner", "ms"]
    assert (turn["you"], turn["owner"]) == ("he will send my pics to everyone", "bot")
    assert "A01" in {situation["id"] for situation in turn["situations"]}
    assert all(situation.keys() == {"id", "score"} for situation in turn["situations"])
    assert turn["replies"]
    for reply in turn["replies"]:
        assert list(reply) == ["key", "text", "buttons"]
        assert all(button.keys() == {"id", "label"} for button in reply["buttons"])
    assert turn["ms"] > 0


def test_the_tier_only_rises_and_the_messages_own_is_told_beside_it(talk: Talk) -> None:
    lines = ["hi", "i want to end my life", "ok", "what football team do u like", "thanks"]
    turns = [talk.play(Line(say=line)).as_json() for line in lines]
    tiers = [Tier[turn["tier"]] for turn in turns]
    assert tiers == sorted(tiers)
    assert tiers[0] < tiers[1] <= tiers[-1]
    assert Tier[turns[-1]["message_tier"]] < tiers[-1]


def test_a_button_can_be_tapped_by_its_id_and_by_its_label(talk: Talk) -> None:
    talk.play(Line(say="he will send my pics to everyone"))
    button = talk.buttons()[0]
    by_label = talk.play(Line(tap=button.label.upper()))
    assert by_label.message is not None
    assert by_label.message.said.tap == button.id
    assert by_label.refused is None
    by_id = talk.play(Line(tap=talk.buttons()[0].id))
    assert by_id.message is not None
    assert by_id.message.said.tap


def test_a_tap_that_was_never_offered_is_refused_and_the_talk_goes_on(talk: Talk) -> None:
    refused = talk.play(Line(tap="tell_age.18_plus")).as_json()
    assert refused["refused"] == "empty_message"
    assert (refused["replies"], refused["message_tier"]) == ([], None)
    assert talk.play(Line(say="hi")).replies


def test_asking_for_a_person_opens_the_hand_off(talk: Talk) -> None:
    assert talk.play(Line(tap="ask_for_person")).as_json()["owner"] == "waiting"


def test_a_message_of_four_thousand_characters_is_answered_and_one_more_is_refused(talk: Talk, capsys) -> None:
    turn = talk.play(Line(say=("he will leak it " * 300)[:4000]))
    assert turn.replies
    assert talk.play(Line(say="x" * 4001)).refused == "message_too_long"
    with capsys.disabled():
        print(f" [4,000 characters: {turn.ms:.0f} ms]", end="")


def test_what_somebody_writes_is_never_read_as_markup(talk: Talk) -> None:
    turn, screen = talk.play(Line(say="[bold]hi[/nothing]")), io.StringIO()
    _show_turn(turn, Console(file=screen, width=200), echo=True)
    assert "[bold]hi[/nothing]" in screen.getvalue()


def test_a_talk_in_a_language_that_is_not_offered_is_refused_with_a_cure(app: App, brain: Brain) -> None:
    with pytest.raises(NotOfferedError, match=r"no conversation in es here, only in: en\. Cure: .*UNHOOK_DRAFT_LANGUAGES"):
        Talk(app, brain, "es")


def test_a_talk_in_a_draft_says_so_and_answers_in_it(app: App, brain: Brain) -> None:
    trial = replace(app, library=Library.load(DATA, drafts=True))
    trial = replace(trial, deps=replace(app.deps, words=trial.library))
    with closing(Talk(trial, replace(brain, library=trial.library), "es")) as talk:
        assert "borrador" in talk.draft_notice
        assert "Soy un chatbot" in talk.welcome()[0].said.text
        assert talk.play(Line(say="hola")).replies[0].said.buttons
        assert "Hablar con una persona" in [button.label for button in talk.buttons()]
