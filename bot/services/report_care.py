"""The tables of a report that are about what young people got: how long they waited, what the bot said, what was missed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.conversation.owner import Move
from bot.conversation.small_numbers import Parts, tell, tell_parts
from bot.conversation.spans import TARGETS, count_within
from bot.safety.tiers import Tier
from bot.services.count import Measure
from bot.services.report_table import TIERS, Cell, Table, Tally, middle, percent

_REPLIES: Final = ("clear", "unclear", "safe")
# Who accepted is in the table of waits, with those who waited.
_HANDS: Final = (Move.CALL_PERSON, Move.STEP_IN, Move.PUT_BACK, Move.RETURN_TO_BOT, Move.CLOSE, Move.REOPEN)
_READ: Final = ("missed", "same", "lower")


def waited(tally: Tally) -> tuple[tuple[Cell, ...], ...]:
    """Rows for the overview: how many were accepted, and how many were gone before."""
    return ("accepted", _accepted(tally).total), ("gone", _gone(tally).total)


def waits(tally: Tally) -> Table:
    """Until a counsellor accepted: how many, how long, how many within the target; and who was gone before."""
    accepted, gone = _accepted(tally).parts, _gone(tally).parts
    rows = []
    for tier in TIERS:
        buckets = tally.paired(Measure.WAIT, tier.name)
        came, left = accepted[tier.name], gone[tier.name]
        in_time, late = _against_target(tier, buckets) if came else ("", "") if came == 0 else (None, None)
        rows.append((tier.name, came, *middle(came, buckets), in_time, late, left, percent(left, came)))
    return Table("waits", ("tier", "accepted", "median_s", "ninety_s", "in_time", "late", "gone", "gone_percent"), tuple(rows))


def _accepted(tally: Tally) -> Parts[str]:
    return tell_parts({tier.name: sum(tally.paired(Measure.WAIT, tier.name).values()) for tier in TIERS})


def _gone(tally: Tally) -> Parts[str]:
    return tell_parts(tally.by_tier(Measure.ABANDONED))


def _against_target(tier: Tier, buckets: Mapping[str, int]) -> tuple[Cell, Cell]:
    target = TARGETS.get(tier)
    if target is None:
        return "", ""
    in_time = count_within(buckets, target)
    told = tell_parts({"in_time": in_time, "late": sum(buckets.values()) - in_time}).parts
    return told["in_time"], told["late"]


def answers(tally: Tally) -> Table:
    """How long until the first words. Not how many: taken from those who were accepted, that would tell who heard none."""
    rows = []
    for tier in TIERS:
        buckets = tally.paired(Measure.ANSWER, tier.name)
        rows.append((tier.name, *middle(tell(sum(buckets.values())), buckets)))
    return Table("answers", ("tier", "median_s", "ninety_s"), tuple(rows))


def alarms(tally: Tally) -> Table:
    """From the ring to a person's "I have it".

    Every T0 and T1 that waits rings. So an alarm is told only where those who were accepted, and those who were gone, are told
    too: it would give them away.
    """
    rang = tell_parts({tier.name: tally.one(Measure.ALARM, tier.name) for tier in TIERS if tier.needs_person}).parts
    accepted, gone = _accepted(tally).parts, _gone(tally).parts
    rows: list[tuple[Cell, ...]] = []
    for tier, total in rang.items():
        buckets = tally.paired(Measure.HEARD, tier)
        heard = sum(buckets.values())
        # An alarm before midnight may be heard after it: on the edge of a period there can be more of one than of the other.
        told = tell_parts({"heard": heard, "unheard": max(0, tally.one(Measure.ALARM, tier) - heard)}).parts
        if None in {total, accepted[tier], gone[tier]}:
            rows.append((tier, *[None] * 5))
        else:
            rows.append((tier, total, told["heard"], told["unheard"], *middle(told["heard"], buckets)))
    return Table("alarms", ("tier", "rang", "heard", "unheard", "median_s", "ninety_s"), tuple(rows))


def replies(tally: Tally) -> Table:
    """What the bot could say: an answer, that it did not understand, or the fixed safe answer."""
    told = tell_parts({key: tally.one(Measure.REPLY, key) for key in _REPLIES})
    rows = []
    for key in _REPLIES:
        count = told.parts[key]
        rest = None if told.total is None or count is None else told.total - count
        rows.append((key, count, percent(count, rest)))
    return Table("replies", ("answer", "count", "percent"), tuple(rows))


def hands(tally: Tally) -> tuple[Table, Table]:
    """How often conversations changed hands, and why counsellors gave them up."""
    reasons = tell_parts(tally.of(Measure.PUT_BACK))
    moves = {move.value: tell(tally.one(Measure.MOVE, move.value)) for move in _HANDS}
    moves[Move.PUT_BACK.value] = reasons.total
    by_move, by_reason = tuple(moves.items()), tuple(reasons.parts.items())
    return Table("hands", ("move", "count"), by_move), Table("put_back", ("reason", "count"), by_reason)


def reviews(tally: Tally, conversations: Mapping[str, int | None]) -> Table:
    """By the tier that was found: how many were read again, and whether the reader found more, the same or less.

    All of T0 and T1 are read. So where `conversations` hides how many there were of such a tier, this hides it too.
    """
    rows: list[tuple[Cell, ...]] = []
    for tier in TIERS:
        given = {Tier[key]: count for key, count in tally.paired(Measure.REVIEW, tier.name).items()}
        found = {
            "missed": sum(count for rated, count in given.items() if rated > tier),
            "same": given.get(tier, 0),
            "lower": sum(count for rated, count in given.items() if rated < tier),
        }
        told = tell_parts(found)
        if tier.needs_person and conversations[tier.name] is None:
            rows.append((tier.name, *[None] * (1 + len(_READ))))
        else:
            rows.append((tier.name, told.total, *(told.parts[key] for key in _READ)))
    return Table("reviews", ("tier", "read", *_READ), tuple(rows))
