"""Finds sums of money as young people write them: "£50", "50 quid", "fifty quid", "2 grand", "a tenner", "200 in steam cards"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CURRENCIES = {
    "GBP": ("£", "quid", "pound", "pounds", "gbp", "sterling", "squid"),
    "USD": ("$", "us$", "dollar", "dollars", "buck", "bucks", "usd", "dólares", "dolares", "dólar"),
    "EUR": ("€", "euro", "euros", "eur", "pavos", "leuros"),
    "INR": ("₹", "rupee", "rupees", "rs", "inr"),
    "NGN": ("₦", "naira"),
    "PLN": ("zł", "zl", "zloty", "złoty", "pln"),
    "BRL": ("r$", "reais"),
    "pesos": ("peso", "pesos", "varos"),  # of several countries: the country is said elsewhere
    "PEN": ("soles",),
    "AUD": ("a$", "au$", "aud"),
    "CAD": ("c$", "ca$", "cad"),
    "ZAR": ("zar", "rand", "rands"),
    "PKR": ("pkr",),
    "THB": ("baht", "thb"),
    "kr": ("kr", "kroner", "kronor", "krona", "krone"),  # of several countries too
}
_BY_WORD = {word: currency for currency, words in _CURRENCIES.items() for word in words}
# a sign that begins with a letter begins a word: "canada$" is not "a$"
_SIGNS = "|".join(
    rf"(?<!\w){re.escape(word)}" if word[0].isalpha() else re.escape(word) for word in _BY_WORD if not word[-1].isalpha()
)
_CODES = "|".join(word for word in _BY_WORD if len(word) == 3 and _BY_WORD[word] == word.upper())  # noqa: PLR2004 - ISO 4217
_NAMES = "|".join(re.escape(word) for word in _BY_WORD if word[-1].isalpha())
_NUMBER = r"\d{1,3}(?:[,.]\d{3})+(?:[,.]\d{1,2})?(?!\d)|\d{1,6}(?:[.,]\d{1,2})?"
_THINGS = (
    r"(?:(?:in|of|worth(?:\s+of)?|on)\s+)?(?:bitcoin|btc|crypto|cash\b|robux|vbucks|v-bucks"
    r"|(?:\w+\s+){0,2}?(?:gift\s*|steam\s*|apple\s*|itunes\s*|google\s*|amazon\s*)?(?:cards?|vouchers?))"
)
_UNITS = dict(
    zip(
        "a one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
        " nineteen".split(),
        (1, *range(1, 20)),
        strict=True,
    )
) | {"an": 1, "another": 1}
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_TIMES = {"hundred": 100, "thousand": 1000, "grand": 1000}
_NOTES = {"fiver": 5, "tenner": 10}  # of the United Kingdom
_SPELLED = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|(?:{'|'.join(_UNITS)}))"
_HUNDREDS = rf"{_SPELLED}\s+(?:hundred|thousand)(?:\s+(?:and\s+)?(?!an?\b){_SPELLED}(?:\s+hundred)?)?"
_AFTER_A_GRAND = r"(?=\s*(?:$|[.,;!?)\n]|(?:or|by|in|to|from|for|if|off|and|now|more|today|tonight|tomorrow|else)\b))"
_AMOUNT = re.compile(
    rf"(?P<sign>{_SIGNS}|\b(?:{_CODES}))\s?(?P<signed>{_NUMBER})(?P<sk>k|\s?(?:grand|thousand))?\b"
    r"|\b(?P<rand>r)(?P<rands>\d{3,6}|\d{1,3}(?:,\d{3})+)(?P<rk>k)?\b"
    rf"|\b(?P<spelled>{_HUNDREDS}|(?!an?\b|another\b){_SPELLED})\s+(?P<sname>{_NAMES})(?![\w])"
    rf"|\b(?P<grands>{_SPELLED})\s+grand\b{_AFTER_A_GRAND}"
    rf"|\b(?:(?P<times>{_SPELLED})\s+)?(?P<note>{'|'.join(_NOTES)})s?\b"
    rf"|\b(?P<named>{_NUMBER})(?P<nk>k|\s?(?:mil|lucas|luca|grand|thousand)\b)?\s?(?:de\s)?(?P<name>{_NAMES})(?![\w])"
    rf"|\b(?P<lucas>{_NUMBER})(?P<lk>\s?(?:lucas?|grand)\b)"
    rf"|\b(?:cards?|vouchers?)\s+worth\s+(?P<worth>{_NUMBER})\b(?!\s?(?:{_NAMES}|[€£$])(?![\w]))"
    rf"|\b(?:bizum|yape|nequi|transferencia|dep[oó]sito)s?\s+de\s+(?P<bizum>{_NUMBER})(?P<zk>\s?(?:k|mil)\b)?"
    rf"|\b(?:pide|piden|pidi[oó]|pidieron|exige|exigen|quiere|quieren|pagar(?:le|les)?|pagu[eé]|pagas|pago|paga|deposit(?:e|ar|arle|é)|transfer(?:í|i|ir|irle)"
    rf"|(?:mand|envi|di|pas)(?:é|e|arle|ame|aste|a)?)\s+(?:como\s+|unos\s+|otros\s+|otras\s+)?(?P<pedido>{_NUMBER})(?P<dk>k\b|\s?mil\b)?(?=\s*(?:$|[,;!?)\n]"
    rf"|\.(?!\d)|(?:o|y|para|por|en|si|antes|hoy|mañana|manana)\b(?!\s+(?:fotos?|v[ií]deos?|im[aá]genes))))"
    rf"|\b(?P<after>{_NUMBER})\s?(?P<behind>€|£|\$|zł|₹)"
    rf"|\b(?P<bare>{_NUMBER})(?P<bk>k)?\s+(?={_THINGS})"
    rf"|\b(?:pay|paid|pays|paying|send|sent|wants?|need(?:s|ed)?|ask(?:s|ed|ing)?(?:\s+(?:me|us))?(?:\s+(?:for|4))?|another|gave|give"
    r"|demands?|demanding)\s+(?:him|her|them|me|us|up|like|about|over|at\s+least|another|a\s+further)*\s*"
    rf"(?P<paid>{_NUMBER})(?P<pk>k)?\b(?!\s?(?:grand|thousand|{_NAMES})(?![\w]))(?!\s*(?:pics?|photos?|pictures?|vids?|videos?|nudes?|more|times?|girls?|boys?|people|ppl|mates"
    r"|friends|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|am|pm|messages|msgs|texts|or\b))",
    re.IGNORECASE,
)


_IN_DIGITS = ("signed", "rands", "named", "lucas", "worth", "bizum", "pedido", "after", "bare", "paid")
_IN_THOUSANDS = ("sk", "rk", "nk", "lk", "zk", "dk", "bk", "pk")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum as "50 GBP", or "50" where no currency was said, and where it stands."""

    value: str
    start: int
    end: int


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Every sum of money in a text, in its order."""
    return tuple(_amount(found) for found in _AMOUNT.finditer(text))


def _amount(found: re.Match[str]) -> Amount:
    value = f"{_value(found):.2f}".removesuffix(".00")
    word = found["sign"] or found["name"] or found["sname"] or found["behind"]
    currency = "ZAR" if found["rand"] else "GBP" if found["note"] else _BY_WORD.get(word.casefold()) if word else None
    return Amount(f"{value} {currency}" if currency else value, *found.span())


def _value(found: re.Match[str]) -> float:
    if found["note"]:
        return _NOTES[found["note"].casefold()] * _spelled(found["times"] or "a")
    if words := found["spelled"] or found["grands"]:
        return _spelled(words) * (1000 if found["grands"] else 1)
    number = next(found[name] for name in _IN_DIGITS if found[name])
    written = re.sub(r"[,.](?=\d{3}(?:\D|$))", "", number).replace(",", ".")
    return float(written) * (1000 if any(found[name] for name in _IN_THOUSANDS) else 1)


def _spelled(words: str) -> int:
    """The number that words like "two hundred and fifty" say."""
    total = 0
    for word in re.split(r"[\s-]+", words.casefold()):
        times = _TIMES.get(word)
        # of "two thousand five hundred" only what follows the thousands is taken a hundred times
        total = total + (total % 1000) * (times - 1) if times else total + _UNITS.get(word, 0) + _TENS.get(word, 0)
    return total
