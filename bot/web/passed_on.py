"""What the counsellor is told about a young person, in plain words, and "that's not right"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Response
from pydantic import Field

from bot.conversation.picture import Fact
from bot.edge.wire import Body, CleanText
from bot.services.passed_on import passed_on, say_wrong
from bot.services.ports import Words
from bot.web.face import Face, TheFace
from bot.web.session import ActingConversation

router = APIRouter(prefix="/api/conversations/{conversation_id}/passed-on", tags=["passed on"])

FACT: Final = "fact_"  # the words for facts: only this route needs them, so the page does not load them


class WrongBody(Body):
    """The id of a fact."""

    id: Annotated[CleanText, Field(min_length=1, max_length=200)]


@router.get("")
def read(face: TheFace, conversation: ActingConversation) -> dict[str, Any]:
    """Exactly what the counsellor's brief says of the case."""
    return {"facts": told_facts(face, conversation.id)}


@router.post("/wrong", status_code=204)
def wrong(body: WrongBody, face: TheFace, conversation: ActingConversation) -> Response:
    """Take it out; the counsellor sees that it was corrected."""
    say_wrong(face.deps, conversation.id, body.id)
    return Response(status_code=204)


def told_facts(face: Face, conversation_id: str) -> list[dict[str, str]]:
    """Each fact with its id, and in words what it is, what it says and how it is known. Raises UnknownConversationError."""
    told = passed_on(face.deps, conversation_id)
    words = face.words(told.language)
    return [_fact_json(fact, words, face.deps.words) for fact in told.facts]


def _fact_json(fact: Fact, words: Mapping[str, str], names: Words) -> dict[str, str]:
    return {
        "id": fact.id,
        "label": words.get(FACT + fact.label, fact.label),
        "value": _value(fact, words, names),
        "how": fact.how,
    }


def _value(fact: Fact, words: Mapping[str, str], names: Words) -> str:
    """A word of the copy; a sum, an age or a time as it was said; a country by its name."""
    if fact.label == "country":
        return names.place(str(fact.value))
    label = "step" if fact.label.startswith("step_") else fact.label  # a step is called the same, done or not
    name = f"{label}_{fact.value}" if isinstance(fact.value, str) else "yes" if fact.value else "no"
    return words.get(FACT + name, str(fact.value))
