"""Who a helpline is for, and what is known of the young person's age."""

from __future__ import annotations

from dataclasses import dataclass

ADULT = 18


@dataclass(frozen=True, slots=True)
class Ages:
    """An inclusive range of years. None is no limit, or none that we know of."""

    min: int | None = None
    max: int | None = None

    def covers(self, person: Ages) -> bool:
        """True when a helpline for these ages takes everybody in the range a person may have."""
        return (self.min is None or (person.min is not None and self.min <= person.min)) and (
            self.max is None or (person.max is not None and person.max <= self.max)
        )

    @property
    def unlimited(self) -> bool:
        """True when neither end is known."""
        return self.min is None and self.max is None

    @property
    def adult(self) -> bool:
        """True when everybody in the range is 18 or over."""
        return self.min is not None and self.min >= ADULT


ANY_AGE = Ages()  # of a helpline: no limit that we know of

# Unhook is for people of about 8 to 24. Somebody whose age is not known is treated as a child.
BANDS = {"under_13": Ages(8, 12), "13_17": Ages(13, 17), "18_plus": Ages(18, 24)}
UNKNOWN = Ages(8, 17)


# Whose version of a reply is said (guidance f). A reply is written for 14 to 17; other versions where that helps.
WORDED_FOR = {"8_10": Ages(8, 10), "11_13": Ages(11, 13), "18_plus": Ages(18, 24)}
SIMPLE = "simple"  # for whoever finds words hard (E04), whatever their age: short, plain, and nothing childish
VERSIONS = (*WORDED_FOR, SIMPLE)
_CHILDREN = ("11_13", "8_10")  # a child whose years are not known: the older version, where there is one


def wordings_for(*, age: int | None = None, age_band: str | None = None, simple_words: bool = False) -> tuple[str, ...]:
    """The versions that fit somebody, best first. For 14 to 17 and unknown ages there is one only where words are hard."""
    fitting = _for_age(age, age_band)
    if "8_10" in fitting:  # a child's own words are as short, and made for them
        return (*fitting, SIMPLE)
    if not simple_words:
        return fitting
    # An adult is told nothing about schools.
    return (SIMPLE, *fitting) if "18_plus" in fitting else (SIMPLE, "11_13")


def _for_age(age: int | None, age_band: str | None) -> tuple[str, ...]:
    if age is not None:
        within = Ages(*[min(max(age, 8), 24)] * 2)
        fitting = tuple(name for name, worded in WORDED_FOR.items() if worded.covers(within))
        # A child's words are simple enough for every child; a version for 13 is not there for everything.
        return tuple(dict.fromkeys((*fitting, *_CHILDREN))) if BANDS["under_13"].covers(within) else fitting
    if age_band == "under_13":
        return _CHILDREN
    return ("18_plus",) if age_band == "18_plus" else ()


def ages_of(*, age: int | None = None, age_band: str | None = None) -> Ages:
    """The range a person is in: an exact age wins over a band. Unknown bands count as unknown ages."""
    if age is not None:
        return Ages(age, age)
    return BANDS.get(age_band or "", UNKNOWN)
