"""Does what the menu of the chat without JavaScript says: the codes, what is passed on, short words, whether it helped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.conversation.come_back import CodeKind
from bot.conversation.feedback import Answer
from bot.edge.refusals import RefusedError
from bot.services.come_back import make_code, withdraw_code
from bot.services.feedback import give_feedback
from bot.services.passed_on import say_wrong
from bot.services.simple_words import simple_words
from bot.web.face import Face
from bot.web.passed_on import told_facts
from bot.web.plain_form import (
    CODE,
    CODE_DIGITS,
    CODE_STOP,
    CODE_WORDS,
    HELPED,
    PASSED_ON,
    SIMPLE_OFF,
    SIMPLE_ON,
    WRONG,
    PlainForm,
)
from bot.web.plain_page import talk_page
from bot.web.plain_panels import code_page, passed_on_page
from bot.web.plain_parts import Talk
from bot.web.sheet import Sheet

_KINDS: Final = {CODE_WORDS: CodeKind.WORDS, CODE_DIGITS: CodeKind.DIGITS}
_PANELS: Final = frozenset({CODE, CODE_WORDS, CODE_DIGITS, CODE_STOP, PASSED_ON})

Draw = Callable[[Sheet, Talk], str]  # the page that follows


def is_act(form: PlainForm) -> bool:
    """Whether it is for `act`."""
    return form.do in _PANELS | {SIMPLE_ON, SIMPLE_OFF} or form.do.startswith((WRONG, HELPED))


def act(face: Face, form: PlainForm) -> Draw:
    """Do it. Raises RefusedError where it was done too often or cannot be, and what the use cases raise."""
    face.rates.acts.check(form.conversation)
    fact, answer = form.which(WRONG), form.which(HELPED)
    if form.do in _KINDS:
        face.rates.codes.check(form.conversation)
        code = make_code(face.deps, form.conversation, _KINDS[form.do])
        return lambda sheet, talk: code_page(sheet, talk, code)
    if form.do == CODE_STOP:
        withdraw_code(face.deps, form.conversation)
        return lambda sheet, talk: code_page(sheet, talk, told="code_withdrawn")
    if form.do == CODE:
        return code_page
    if fact is not None:
        say_wrong(face.deps, form.conversation, fact)
    if fact is not None or form.do == PASSED_ON:
        told, facts = "" if fact is None else "corrected", told_facts(face, form.conversation)
        return lambda sheet, talk: passed_on_page(sheet, talk, facts, told)
    if answer is not None:
        give_feedback(face.deps, form.conversation, _answer(answer))
    else:
        simple_words(face.deps, form.conversation, on=form.do == SIMPLE_ON)
    return talk_page


def _answer(which: str) -> Answer:
    try:
        return Answer(which)
    except ValueError:
        raise RefusedError(400, "bad_request") from None
