"""Finds how old the writer says they are in Spanish: "tengo 13", "cumplí 12", "2º de la ESO", "sexto de primaria"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER_WORDS = (
    "seis siete ocho nueve diez once doce trece catorce quince diecis[eé]is diecisiete dieciocho diecinueve veinte veinti[uú]n"
)
_WORDS = dict(zip(_NUMBER_WORDS.split(), range(6, 22), strict=True))
_YEARS = r"a(?:ñ|n|ny|ni|nh)(?:o|ito)s?"
# "tengo 12 mensajes", "tengo 10 minutos": a number of anything else. So a bare number counts only at the end of a thought.
_GOES_ON = r"y|pero|soy|estoy|toy|porfa|ayuda|xfa|me|no|reci[eé]n|nada|casi|hoy|ayer|hace|la\s+semana|q|que|xd|jaja\w*"
_ENDS = rf"(?=\s*(?:$|[.,;:!?)\n]|(?:{_GOES_ON})\b(?!\s*medi[oa]\b)))"
_NUMBER = rf"(?P<years>\d{{1,2}}|{'|'.join(_WORDS)})"
_SOFTLY = r"(?:(?:solo|sólo|apenas|ya|casi|como|recién|recien|nomas|nomás|s[oó]lamente)\s+)*"
_STATED = re.compile(
    rf"\b(?:(?:{_SOFTLY}(?:yo\s+)?(?:tengo|tngo|cumpl[ií]|acabo\s+de\s+cumplir)|soy\s+(?:un[ao]?\s+)?(?:chic[oa]|pib[ea]|niñ[oa]|nin[oa]|chav[oa]|morr[oa])\s+de)\s+{_SOFTLY})"
    rf"{_NUMBER}(?:\s*{_YEARS}\b(?!\s+(?:m[aá]s|menos|de\s+experiencia|jugando|con\s+(?:el|ella|esto)|as[ií]))|{_ENDS})"
    rf"|^\W*(?:hola\W+)?{_NUMBER.replace('years', 'alone')}\s*{_YEARS}\b",
    re.IGNORECASE,
)
_NEARLY = re.compile(r"\bcasi\b", re.IGNORECASE)  # "tengo casi 13", "ya casi tengo 13": twelve
_THEIRS = re.compile(r"\b(?:cuando|desde\s+que|como\s+si|si)\s+(?:yo\s+)?$", re.IGNORECASE)  # "desde que tengo 9": long ago

_ORDINALS = (
    r"1(?:º|°|ª|ro|ero|er)?|primer[oa]?",
    r"2(?:º|°|ª|do)?|segund[oa]",
    r"3(?:º|°|ª|ro|ero|er)?|tercer[oa]?",
    r"4(?:º|°|ª|to)?|cuart[oa]",
    r"5(?:º|°|ª|to)?|quint[oa]",
    r"6(?:º|°|ª|to)?|sext[oa]",
    r"7(?:º|°|ª|mo)?|s[eé]ptim[oa]",
    r"8(?:º|°|ª|vo)?|octav[oa]",
    r"9(?:º|°|ª|no)?|noven[oa]",
    r"10(?:º|°|mo)?|d[eé]cim[oa]",
    r"11(?:º|°)?|once|und[eé]cim[oa]",
)
_AT = r"\b(?:(?:estoy|toy|stoy|voy|estudio|curso|ando|soy|paso)\s+(?:en\s+|a\s+|de\s+)?(?:el\s+)?|(?:hago|haciendo)\s+)"
_GRADE = "|".join(f"(?P<y{n}>{ordinal})" for n, ordinal in enumerate(_ORDINALS, start=1))
# What a child turns in the first year of each school, less one: a guess at the middle of the countries that count alike.
_SCHOOLS = tuple(
    (
        re.compile(rf"{_AT}(?:{_GRADE})\s*(?:año\s+|grado\s+|curso\s+)?(?:de\s+)?(?:la\s+)?(?:{name})\b", re.IGNORECASE),
        before,
        years,
    )
    for name, before, years in (
        (r"primaria|b[aá]sica|b[aá]sico", 6, 8),
        (r"eso", 12, 4),
        (r"secundaria|secu", 12, 6),
        (r"prepa|preparatoria|bachi|bachillerato|bachiller", 15, 3),
        (r"medio|media", 14, 4),
        (r"grado", 6, 11),
    )
)
_PRIMARY = re.compile(rf"{_AT}(?:la\s+)?primaria\b", re.IGNORECASE)
_IN_PRIMARY = 10
_ANY_SCHOOL = re.compile(r"primaria|b[aá]sic|\beso\b|secu|prepa|bachi|\bmedi[oa]\b|\bgrado\b", re.IGNORECASE)


def stated_in_spanish(text: str) -> Iterator[tuple[int, int, int]]:
    """Years, start and end of each age that is said outright of the writer."""
    for found in _STATED.finditer(text):
        if not _THEIRS.search(text[: found.start()]):
            number = "years" if found["years"] else "alone"
            nearly = _NEARLY.search(text, found.start(), found.start(number)) is not None
            yield _years(found[number]) - nearly, *found.span()


def in_spanish_schools(text: str) -> Iterator[tuple[int, int, int]]:
    """The age somebody turns in the school year they say they are in."""
    if _ANY_SCHOOL.search(text) is None:  # most messages; it spares them the long patterns
        return
    for pattern, before, years in _SCHOOLS:
        for found in pattern.finditer(text):
            year = next(n for n in range(1, len(_ORDINALS) + 1) if found[f"y{n}"])
            if year <= years:
                yield year + before, *found.span()
    yield from ((_IN_PRIMARY, *found.span()) for found in _PRIMARY.finditer(text))


def _years(said: str) -> int:
    if said.isdigit():
        return int(said)
    return next(years for word, years in _WORDS.items() if re.fullmatch(word, said, re.IGNORECASE))
