"""The rows of second readings. They hold no words, so nothing in them is encrypted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from bot.safety.tiers import Tier
from bot.services.records_supervision import Review
from bot.store.rows import Rows
from bot.store.schema_care import reviews


class Reviews(Rows):
    """Implements bot.services.transaction_supervision.ReviewRows."""

    def review(self, conversation_id: str) -> Review | None:
        """That of one conversation. A writer locks the row, so that two readers cannot rate it at once."""
        query = select(reviews).where(reviews.c.conversation_id == conversation_id)
        row = self._connection.execute(query.with_for_update() if self._writes else query).one_or_none()
        return _review(row) if row else None

    def save_review(self, review: Review) -> None:
        """Store it, or replace the one of the same conversation."""
        row = asdict(review) | {"found_tier": review.found_tier.name}
        row["rated_tier"] = review.rated_tier.name if review.rated_tier is not None else None
        same = reviews.c.conversation_id == review.conversation_id
        if self._connection.execute(update(reviews).where(same).values(**row)).rowcount == 0:
            self._connection.execute(insert(reviews), row)

    def count_unrated(self) -> int:
        """How many wait."""
        query = select(func.count()).select_from(reviews).where(reviews.c.rated_at.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def reviews(self, *, rated: bool, limit: int = 200) -> Sequence[Review]:
        """Those that wait, the first drawn first; or those that are rated, the last rated first."""
        which = reviews.c.rated_at.is_not(None) if rated else reviews.c.rated_at.is_(None)
        order = (reviews.c.rated_at.desc(),) if rated else (reviews.c.drawn_at, reviews.c.conversation_id)
        return [_review(row) for row in self._connection.execute(select(reviews).where(which).order_by(*order).limit(limit))]


def _review(row: Row[Any]) -> Review:
    rated = Tier[row.rated_tier] if row.rated_tier else None
    return Review(**row._asdict() | {"found_tier": Tier[row.found_tier], "rated_tier": rated})
