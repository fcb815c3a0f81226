"""The case picture: what a young person has told so far, each fact with how it is known. Nothing in it is asked again. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

How = Literal["inferred", "said", "tapped"]
Told = tuple[str, str | bool]  # label and value
SURE_OF_IT: Final = 1.0  # the score of what a rule, an answer or a tap told; less is the model's reading

_TRUST: Final[Mapping[str, int]] = {"inferred": 0, "said": 1, "tapped": 2}
# Of these there is one; of all others there may be several at once.
_ONE_OF: Final = frozenset({"age", "age_band", "country", "offender_known", "shared", "paid", "sent_more"})
# Told in one breath, so when one is wrong none of them stands.
_TOGETHER: Final = (frozenset({"age", "age_band"}), frozenset({"offender", "offender_known"}))
# Before one of these is told, a time or a sum is nobody's demand.
_BLACKMAIL: Final = frozenset("ABC")

# What each situation says about the case (guidance (a) and (g)).
_TELLS: Final[Mapping[str, Sequence[tuple[str, str | bool]]]] = {
    "A01": (("threat", "share_with_contacts"),),
    "A02": (("threat", "tell_school_or_work"),),
    "A03": (("threat", "post_in_public"),),
    "A04": (("threat", "show_chats"), ("material", "chats")),
    "A05": (("threat", "deadline"),),
    "A06": (("threat", "new_accounts"),),
    "A07": (("threat", "violence"),),
    "A08": (("threat", "police_or_parents"),),
    "A09": (("threat", "bulk_mail"),),
    "B01": (("demand", "money"),),
    "B02": (("demand", "more_pictures"),),
    "B03": (("demand", "camera"),),
    "B04": (("demand", "meeting"),),
    "B05": (("demand", "bring_in_others"),),
    "B06": (("demand", "self_harm"),),
    "B07": (("demand", "stay_or_obey"), ("offender_known", True)),
    "B08": (("demand", "another_favour"),),
    "C01": (("shared", True),),
    "C02": (("paid", True),),
    "C03": (("sent_more", True),),
    "C04": (("material", "recorded_call"),),
    "C05": (("material", "stolen"),),
    "C06": (("material", "fake"),),
    "D01": (("offender", "stranger"), ("offender_known", False)),
    "D02": (("offender", "ex_or_partner"), ("offender_known", True)),
    "D03": (("offender", "peer"), ("offender_known", True)),
    "D04": (("offender", "family"), ("offender_known", True), ("must_not_tell", "family")),
    "D05": (("offender", "trusted_adult"), ("offender_known", True), ("must_not_tell", "that_adult")),
    "E01": (("age_band", "under_13"),),
    "E02": (("fear", "outing"),),
    "E03": (("fear", "honour"), ("must_not_tell", "family")),
    "E04": (("access", "easier"),),
    "E05": (("confidant", "nobody"),),
    "E06": (("age_band", "18_plus"),),
    "F01": (("fear", "shame"),),
    "F03": (("fear", "parents"),),
    "F04": (("fear", "police"),),
    "F07": (("fear", "not_believed"),),
    "I04": (("must_not_tell", "family"),),
    "L03": (("wish", "person"),),
    "G05": (("wish", "report"),),
    "G06": (("wish", "removal"),),
    "G10": (("wish", "tell_someone"),),
}
_SAME: Final[Mapping[tuple[str, str], tuple[tuple[str, str | bool], ...]]] = {
    ("offender", "ex"): (("offender", "ex_or_partner"), ("offender_known", True)),
    ("offender", "partner"): (("offender", "ex_or_partner"), ("offender_known", True)),
    ("offender", "classmate"): (("offender", "peer"), ("offender_known", True)),
    ("offender", "friend"): (("offender", "peer"), ("offender_known", True)),
    ("offender", "family"): (("offender", "family"), ("offender_known", True)),
    ("offender", "trusted_adult"): (("offender", "trusted_adult"), ("offender_known", True)),
    ("offender", "stranger"): (("offender", "stranger"), ("offender_known", False)),
}
_OF_THE_MOMENT: Final = frozenset({"watched", "victim"})  # they steer the talk, and are nothing to remember
_ADULTS: Final = frozenset({"offender", "parent", "professional"})  # standpoints (data/dialogue/standpoints.yml)
_HAPPENS: Final = frozenset({"shared", "paid", "sent_more"})  # what may not have happened yet (mentions of `denied`)
_ABOUT_A_DEMAND: Final = frozenset({"amount", "deadline"})


@dataclass(frozen=True, slots=True)
class Noted:
    """What one message holds: situations with their scores, mentions as (kind, value), and the tapped button."""

    situations: Sequence[tuple[str, float]] = ()
    mentions: Sequence[tuple[str, str]] = ()
    tap: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known, and how: `label` is a name the console has words for."""

    label: str
    value: str | bool
    how: How

    @property
    def id(self) -> str:
        """Names it within its picture."""
        return self.label if self.label in _ONE_OF else f"{self.label}.{self.value}"

    @property
    def told(self) -> Told:
        """What is claimed, however it is known."""
        return self.label, self.value


@dataclass(frozen=True, slots=True)
class Correction:
    """The young person says that a fact is not right, after the message with this number."""

    after_seq: int
    label: str
    value: str | bool

    @property
    def told(self) -> Told:
        """What is claimed."""
        return self.label, self.value


@dataclass(frozen=True)
class Picture:
    """Everything known, in the order in which it was first told; and what they said is not right: no guess brings that back."""

    facts: tuple[Fact, ...] = ()
    denied: tuple[Told, ...] = ()
    corrections: int = 0  # how many were made

    def after(self, noted: Noted) -> Picture:
        """The picture with one more message. A guess never overwrites what was said, and what was told twice stands once."""
        facts, denied = list(self.facts), list(self.denied)
        blackmail = any(self.values(label) for label in ("threat", "demand")) or any(
            id_[0] in _BLACKMAIL for id_, _ in noted.situations
        )
        for fact in _facts(noted):
            if (fact.label in _ABOUT_A_DEMAND and not blackmail) or (fact.how == "inferred" and fact.told in denied):
                continue
            _note(facts, fact)
            if fact.told in denied:
                denied.remove(fact.told)  # they say it themselves, after all
        return Picture(tuple(facts), tuple(denied), self.corrections)

    def without(self, wrong: Told) -> Picture:
        """The picture once they said that this is not right, nor whatever was told together with it."""
        label, _ = wrong
        together = next((group for group in _TOGETHER if label in group), None)
        gone = [fact.told for fact in self.facts if (fact.label in together if together else fact.told == wrong)]
        return Picture(
            tuple(fact for fact in self.facts if fact.told not in gone),
            tuple(dict.fromkeys((*self.denied, wrong, *gone))),
            self.corrections + 1,
        )

    def corrected(self, made: Sequence[Told]) -> Picture:
        """The picture after all corrections of a conversation; those it knows already are not made again."""
        picture = self
        for wrong in made[self.corrections :]:
            picture = picture.without(wrong)
        return picture

    def values(self, label: str) -> tuple[str | bool, ...]:
        """All values of one label."""
        return tuple(fact.value for fact in self.facts if fact.label == label)

    def as_slot(self) -> dict[str, Any]:
        """As a slot can hold it."""
        return {
            "facts": [[fact.label, fact.value, fact.how] for fact in self.facts],
            "denied": [list(told) for told in self.denied],
            "corrections": self.corrections,
        }

    @classmethod
    def from_slot(cls, stored: Mapping[str, Any] | Sequence[Sequence[Any]] | None) -> Picture:
        """What `as_slot` gave; a list holds the facts alone, as older conversations have them."""
        held: Mapping[str, Any] = stored if isinstance(stored, Mapping) else {"facts": stored or ()}
        return cls(
            tuple(Fact(label, value, how) for label, value, how in held["facts"]),
            tuple((label, value) for label, value in held.get("denied", ())),
            held.get("corrections", 0),
        )


def age_in(slots: Mapping[str, Any]) -> int | None:
    """Their age in years, where they said it. What a parent or a professional says is the age of a child."""
    if slots.get("standpoint") in _ADULTS:
        return None
    ages = Picture.from_slot(slots.get("picture")).values("age")
    return int(ages[0]) if ages else None


def situations_telling(told: Iterable[Told]) -> frozenset[str]:
    """The situations that say any of this."""
    claims = set(told)
    return frozenset(situation for situation, tells in _TELLS.items() if not claims.isdisjoint(tells))


def _facts(noted: Noted) -> Iterator[Fact]:
    name, _, value = (noted.tap or "").partition(".")
    if value and name in {"tell_age", "tell_country"}:
        yield Fact("age_band" if name == "tell_age" else "country", value, "tapped")
    for kind, said in noted.mentions:
        if kind in _OF_THE_MOMENT:
            continue
        if kind == "denied":
            if said in _HAPPENS:
                yield Fact(said, value=False, how="said")
            continue
        for label, meant in _SAME.get((kind, said), ((kind, said),)):
            yield Fact(label, meant, "said")
        if kind == "age":
            yield Fact("age_band", band_of(int(said)), "said")
    for situation, score in noted.situations:
        how: How = "tapped" if noted.tap else "said" if score >= SURE_OF_IT else "inferred"
        for label, tells in _TELLS.get(situation, ()):
            yield Fact(label, tells, how)


def _note(facts: list[Fact], fact: Fact) -> None:
    for n, known in enumerate(facts):
        same = known.label == fact.label and (fact.label in _ONE_OF or known.value == fact.value)
        if same:
            # Once somebody they know is part of it, the hopeful line about strangers is never safe again.
            stays = fact.label == "offender_known" and known.value is True
            # What had not happened may have by now, however unsure that is; what they said has happened, has.
            happened = known.label in _HAPPENS and known.value is False and fact.value is True
            stays = stays or (known.label in _HAPPENS and known.value is True and known.how != "inferred")
            if (happened or _TRUST[fact.how] >= _TRUST[known.how]) and not (stays and fact.value is False):
                facts[n] = fact
            return
    facts.append(fact)


def band_of(age: int) -> str:
    """The age band of an age in years: under_13, 13_17 or 18_plus."""
    return "under_13" if age < 13 else "13_17" if age < 18 else "18_plus"  # noqa: PLR2004 - the bands' own bounds
