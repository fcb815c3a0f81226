"""Finds the time a blackmailer has set: "by 8", "28 mins left", "gave me 24h", "tick tock", "antes de las 8", "en una hora"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOCK = r"(?:\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|a\.m|p\.m|o'?clock|oclock)?|midnight|midday|noon|half\s+(?:past\s+)?\w+)"
_DAY = (
    r"(?:tonight|tonite|2nite|tn|today|2day|tomorrow(?:\s+(?:night|morning))?|tmrw|tmr|tmoz|2moro|2morrow|the\s+morning|morning|lunch(?:time)?"
    r"|end\s+of\s+(?:the\s+)?(?:day|week|month)|(?:next\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|the\s+weekend|next\s+week)"
)
_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|ten|fifteen|twenty|thirty|half\s+an?|(?:a\s+)?few|(?:a\s+)?couple(?:\s+of)?)"
)
_SPAN = rf"(?:{_COUNT}\s?(?:more\s+)?(?:mins?|minutes?|m|hours?|hrs?|h|secs?|seconds?|days?|weeks?)\b)"
_DEADLINE = re.compile(
    rf"\b(?:by|b4|before|till|til|until|untill)\s+(?:(?:the\s+)?{_DAY}|{_CLOCK}|school|bed(?:time)?|dinner|tea)\b(?!\s*(?:quid|pounds|dollars|euros|%|pics?))"
    rf"|\b{_SPAN}\s*(?:left|to\s+(?:pay|send|decide|do|reply|answer|get|find|give)|or\b|before|b4|until|till)"
    rf"|\b(?:in|within|next)\s+{_SPAN}"
    rf"|\b(?:gave|giving|given|give|gives|got|get|have|has|only|ive)\s+(?:me\s+|us\s+|him\s+|u\s+|you\s+)?(?:got\s+)?(?:only\s+|like\s+|about\s+|just\s+)?(?:till\s+{_CLOCK}|{_SPAN})"
    rf"|(?:\bat|@)\s?(?:exactly\s+)?{_CLOCK}(?=\W|$)(?!\s*(?:school|quid|pounds))"
    rf"|\btick\s?tock\b|\b(?:countdown|counting\s+down|time(?:'?s|\s+is)\s+(?:up|running\s+out)|clocks?(?:'?s|\s+is)\s+(?:ticking|running)|last\s+(?:chance|warning)|final\s+warning)\b",
    re.IGNORECASE,
)
# Spanish. "Mañana" alone may be any tomorrow: like "tonight" in English it counts only as a limit.
_HORA = r"(?:las?\s+)?(?:\d{1,2}(?:[:.]\d{2})?(?:\s?(?:am|pm|hs?|horas))?|(?:la\s+)?una|medianoche|mediod[ií]a)"
_DIA = (
    r"(?:hoy|esta\s+(?:noche|tarde)|ma(?:ñ|n|ny)ana(?:\s+(?:a\s+la\s+|por\s+la\s+|en\s+la\s+)?(?:noche|tarde|ma(?:ñ|n)ana))?|pasado\s+ma(?:ñ|n)ana|la\s+noche"
    r"|el\s+(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|finde|fin\s+de\s+semana))"
)
_CUANTO = r"(?:\d{1,3}|un|una|dos|tres|cuatro|cinco|seis|diez|quince|veinte|media|unas?\s+pocas|un\s+par\s+de|pocas?)"
_RATO = rf"(?:{_CUANTO}\s?(?:min|mins|minutos?|horas?|hs|h|d[ií]as?|semanas?)(?:\s+y\s+media)?\b)"
_PLAZO = re.compile(
    rf"\b(?:antes\s+de|hasta|para)\s+(?:que\s+sean\s+)?(?:{_DIA}|{_HORA})(?=\W|$)(?!\s*(?:euros|pesos|d[oó]lares|soles|%|fotos|veces|personas|años|pavos))"
    rf"|\b(?:en|dentro\s+de)\s+(?:menos\s+de\s+|solo\s+)?{_RATO}"
    rf"|\b(?:tengo|tienes|ten[eé]s|me\s+dio|me\s+da|me\s+dan|me\s+dieron|me\s+quedan?|te\s+doy|te\s+quedan?|quedan?)\s+(?:solo\s+|como\s+)?(?:{_RATO}|hasta\s+(?:{_DIA}|{_HORA}))"
    r"|\b(?:[uú]ltima\s+oportunidad|[uú]ltimo\s+aviso|se\s+(?:te\s+|me\s+)?acaba\s+el\s+tiempo|cuenta\s+(?:atr[aá]s|regresiva)|se\s+(?:acab[oó]|termin[oó])\s+el\s+tiempo)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words that set the time, and where they stand."""

    words: str
    start: int
    end: int


def find_deadlines(text: str) -> tuple[Deadline, ...]:
    """Every set time, in its order. Whether a blackmailer set it is for the situations to say."""
    places = sorted(found.span() for pattern in (_DEADLINE, _PLAZO) for found in pattern.finditer(text))
    return tuple(Deadline(text[start:end].strip(), start, end) for start, end in places)
