"""All helplines of data/helplines: one file for each country, and ZZ for the whole world."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.guidance.faults import GuidanceDataError, read_mapping
from bot.guidance.helpline import Confidence, Helpline, Need
from bot.guidance.row_reader import RowReader

WORLDWIDE = "ZZ"
_FIELDS = {"country", "name", "timezone", "helplines"}
_CODE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Country:
    """The helplines of one country, in the order of its file."""

    code: str
    name: str
    helplines: tuple[Helpline, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """The countries by code. `emergency_elsewhere` is text for a person whose country has no file."""

    countries: Mapping[str, Country]
    emergency_elsewhere: str

    @classmethod
    def load(cls, path: Path) -> Directory:
        """Read every `<cc>.yml` in a folder. Raises GuidanceDataError with file, row and cure."""
        countries = {country.code: country for country in map(_country, sorted(path.glob("*.yml")))}
        if WORLDWIDE not in countries:
            raise GuidanceDataError(
                path / "zz.yml", "file", "The worldwide file is missing.", "Restore it: it serves countries without a file."
            )
        elsewhere = read_mapping(path / "zz.yml")["emergency_elsewhere"]
        directory = cls(countries, elsewhere)
        directory._check(path)
        return directory

    def __iter__(self) -> Iterator[Helpline]:
        """Every row, low ones and those never offered too: for maintainers. `choose` decides what is shown."""
        return (line for country in self.countries.values() for line in country.helplines)

    def name_of(self, country: str) -> str:
        """The name of a country; its code where it has no file."""
        found = self.countries.get(country)
        return found.name if found else country

    def has(self, country: str | None) -> bool:
        """True when a country has a file of its own."""
        return country in self.countries and country != WORLDWIDE

    def of(self, country: str) -> tuple[Helpline, ...]:
        """The rows of a country that may be shown: never a low one. Nothing for a country without a file."""
        found = self.countries.get(country)
        return tuple(line for line in found.helplines if line.confidence is not Confidence.LOW) if found else ()

    def finders(self, need: Need) -> tuple[Helpline, ...]:
        """Worldwide lists of helplines for a need: the second way beside a row that may be wrong."""
        return tuple(line for line in self.of(WORLDWIDE) if need in line.finder_for)

    def _check(self, path: Path) -> None:
        twice = [id_ for id_, times in Counter(line.id for line in self).items() if times > 1]
        if twice:
            raise GuidanceDataError(path, ", ".join(twice), "More than one row has this id.", "Give each row its own id.")
        for need in Need:
            # In danger the second way is the text of `emergency_elsewhere`: a list on a website would only cost time.
            if need not in _WITHOUT_A_LIST and not any(row.confidence is Confidence.HIGH for row in self.finders(need)):
                raise GuidanceDataError(
                    path / "zz.yml", need, "No high row lists helplines for this need.", "Name it in `finder_for` of one."
                )


# Nobody keeps a worldwide list for the second: its row in zz.yml helps in every country itself.
_WITHOUT_A_LIST = (Need.EMERGENCY, Need.OFFENDER_PREVENTION)


def _country(file: Path) -> Country:
    head = read_mapping(file)
    code = head.get("country")
    fields = _FIELDS | ({"emergency_elsewhere"} if code == WORLDWIDE else set())
    if set(head) != fields:
        raise GuidanceDataError(
            file, "top", f"The keys must be exactly: {', '.join(sorted(fields))}.", "See data/helplines/README.md."
        )
    if not isinstance(code, str) or _CODE.fullmatch(code) is None or file.stem != code.lower():
        raise GuidanceDataError(
            file, "country", "The code does not fit the file name.", 'Use the ISO code in quotes, such as "NO" in no.yml.'
        )
    _texts(file, head)
    if not isinstance(head["helplines"], list) or not head["helplines"]:
        raise GuidanceDataError(file, "helplines", "There are no rows.", "Add at least the emergency number.")
    reader = RowReader(file, code, head["timezone"])
    lines = tuple(reader.read(row, number) for number, row in enumerate(head["helplines"], 1))
    if code != WORLDWIDE and not any(line.kind == Need.EMERGENCY and line.confidence is not Confidence.LOW for line in lines):
        raise GuidanceDataError(
            file, "helplines", "There is no emergency number.", "Add a row of kind emergency that is not low."
        )
    return Country(code, head["name"], lines)


def _texts(file: Path, head: Mapping[str, Any]) -> None:
    for name in {"name", "timezone", "emergency_elsewhere"} & head.keys():
        if not isinstance(head[name], str) or not head[name].strip():
            raise GuidanceDataError(file, name, "This must be text.", "Put it in quotes.")
