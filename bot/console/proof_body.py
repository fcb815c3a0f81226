"""The body by which a page hands over a second factor."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StrictStr

from bot.edge.wire import TOKEN, Body, CleanText
from bot.services.passkeys import Site
from bot.services.proofs import Proof, Way

Ticket = Annotated[StrictStr, Field(pattern=f"^{TOKEN.pattern}$")]


class ProofBody(Body):
    """A ticket, and what is shown with it: `code` for a code or a recovery code, `answer` for a passkey."""

    ticket: Ticket
    way: Way
    code: Annotated[CleanText, Field(max_length=100)] = ""
    answer: dict[str, Any] | None = None

    def proof(self, site: Site) -> Proof:
        """The same for the use cases; a way that is no second factor never fits."""
        return Proof(self.way, self.code, self.answer, site)
