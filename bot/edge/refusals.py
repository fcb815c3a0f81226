"""The one shape of every error, and the status each refusal of a use case has."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.conversation.owner import IllegalMoveError
from bot.services.errors import AlreadyTakenError, ServiceError, WeakPasswordError

_log = logging.getLogger(__name__)

Sentences = Callable[[str], Mapping[str, str]]  # language -> the interface words of data/copy, without their prefix
Draw = Callable[[int, str, Mapping[str, str], Scope], Response]  # status, code, headers, and of which request -> a page

_TOO_MANY: Final = 429
_SELDOM: Final = 60.0  # seconds between two lines about the same limit
_ANY_FAULT: Final = "error_other"
# What a use case refuses -> status and code. What is not listed is a plain 400 under its own code.
_ANSWERS: Final = {
    "already_rated": (409, "already_rated"),
    "bad_staff_change": (400, "bad_staff_change"),
    "unknown_skill": (400, "unknown_skill"),
    "closed": (410, "closed"),
    "empty_message": (400, "empty"),
    "full": (409, "full"),
    "invitation_over": (410, "invitation_over"),
    "last_administrator": (409, "last_administrator"),
    "last_factor": (409, "last_factor"),
    "last_way_in": (409, "last_way_in"),
    "message_too_long": (413, "too_long"),
    "name_taken": (409, "name_taken"),
    "no_emergency": (409, "no_emergency"),
    "no_permission": (403, "no_permission"),
    "nobody_has_it": (409, "nobody_has_it"),
    "not_confirmed": (409, "not_confirmed"),
    "not_here": (409, "not_here"),
    "not_next": (409, "not_next"),
    "not_owner": (403, "not_yours"),
    "not_read": (409, "not_read"),
    "not_readable": (403, "not_yours"),
    "not_signed": (409, "not_signed"),
    "not_waiting": (409, "not_waiting"),
    "own_account": (409, "own_account"),
    "own_review": (403, "own_review"),
    "passkey_refused": (400, "passkey_refused"),
    "paused": (409, "paused"),
    "prove_again": (403, "prove_again"),
    "rest_first": (409, "rest_first"),
    "same_person": (409, "same_person"),
    "second_factor_failed": (403, "second_factor_failed"),
    "second_factor_needed": (403, "second_factor_needed"),
    "sign_in_failed": (401, "sign_in_failed"),
    "signed": (409, "signed"),
    "sso_failed": (502, "sso_failed"),
    "subject_taken": (409, "subject_taken"),
    "taken": (409, "taken"),
    "ticket_over": (410, "ticket_over"),
    "too_many_practices": (409, "too_many_practices"),
    "unknown_code": (404, "code"),
    "unknown_conversation": (404, "not_found"),
    "unknown_fact": (404, "fact"),
    "unknown_link": (404, "link"),
    "unknown_factor": (404, "not_found"),
    "unknown_incident": (404, "not_found"),
    "unknown_review": (404, "not_found"),
    "unknown_session": (401, "session"),
    "unknown_staff": (404, "not_found"),
    "unknown_subject": (403, "unknown_subject"),
    "urgent": (409, "urgent"),
}
_CODES: Final = {
    404: "not_found",
    405: "not_allowed",
    413: "too_long",
    415: "not_json",
    500: "server",
}


class RefusedError(HTTPException):
    """The edge says no. `more` goes into the error beside code and message."""

    def __init__(self, status: int, code: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(status, code, headers)
        self.code = code
        self.more = more


def busy(seconds: float, code: str = "busy") -> RefusedError:
    """Too many at once; `seconds` until it is worth another try."""
    return RefusedError(429, code, headers={"Retry-After": str(max(1, round(seconds + 0.5)))})


class Refusals:
    """Words every refusal. The sentence is the copy's `error_<code>`, else the one for any fault; Python holds none."""

    def __init__(self, sentences: Sentences, language: str, pages: Mapping[str, Draw] | None = None) -> None:
        """`pages`: paths whose readers have no script that could read JSON, and who draws a refusal for them."""
        self._sentences = sentences
        self._language = language
        self._pages = pages or {}
        self._noted: dict[str, float] = {}  # by code, when it was last logged

    def answer(self, status: int, code: str, headers: Mapping[str, str] | None = None, **more: Any) -> JSONResponse:
        """The response of one refusal."""
        words = self._sentences(self._language)
        message = words.get(f"error_{code}") or words.get(_ANY_FAULT) or code
        return _Refusal(
            {"error": {"code": code, "message": message, **more}},
            status,
            headers=headers,
            drawn={path: partial(draw, status, code, headers or {}) for path, draw in self._pages.items()},
        )

    def install(self, app: FastAPI) -> None:
        """Answer in this shape whatever a route, the router or a use case raises."""
        app.add_exception_handler(HTTPException, self._http)
        app.add_exception_handler(RequestValidationError, self._invalid)
        app.add_exception_handler(ServiceError, self._service)
        app.add_exception_handler(IllegalMoveError, self._illegal_move)

    async def _http(self, _: Request, fault: Exception) -> JSONResponse:
        if isinstance(fault, RefusedError):
            if fault.status_code == _TOO_MANY:
                self._note_limit(fault.code)
            return self.answer(fault.status_code, fault.code, fault.headers, **fault.more)
        if not isinstance(fault, HTTPException):
            raise fault
        return self.answer(fault.status_code, _CODES.get(fault.status_code, "bad_request"), fault.headers)

    def _note_limit(self, code: str) -> None:
        """Log that a limit was met, not by whom: the first of a minute, since a flood must not fill the log."""
        now = time.monotonic()
        if now - self._noted.get(code, -_SELDOM) >= _SELDOM:
            self._noted[code] = now
            _log.warning("limit_reached")

    async def _invalid(self, _: Request, __: Exception) -> JSONResponse:
        # What was wrong with it is not told: the details would quote what was sent.
        return self.answer(400, "bad_request")

    async def _service(self, _: Request, fault: Exception) -> JSONResponse:
        known = fault.code if isinstance(fault, ServiceError) else "other"
        status, code = _ANSWERS.get(known, (400, known))
        more: dict[str, Any] = {"by": fault.by} if isinstance(fault, AlreadyTakenError) else {}
        if isinstance(fault, WeakPasswordError):
            more = {"why": fault.why, "minimum": fault.minimum}
        return self.answer(status, code, **more)

    async def _illegal_move(self, _: Request, __: Exception) -> JSONResponse:
        return self.answer(409, "not_possible")


class _Refusal(JSONResponse):
    """JSON, or the same as a page where the path is one of a page."""

    def __init__(self, *args: Any, drawn: Mapping[str, Callable[[Scope], Response]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._drawn = drawn

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        draw = self._drawn.get(scope["path"])
        if draw:
            await draw(scope)(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class LastResort:
    """Turns whatever else goes wrong into a plain 500. A traceback could quote a message, so only the type is logged."""

    def __init__(self, app: ASGIApp, refusals: Refusals) -> None:
        self._app = app
        self._refusals = refusals

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the app; answer for it when it fails before its first byte."""
        started = False

        async def noting_send(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noting_send)
        except Exception as fault:  # noqa: BLE001 - this is the last place that can keep a traceback out of the log
            _log.error("request_failed", extra={"error": type(fault).__name__})
            if scope["type"] == "http" and not started:
                await self._refusals.answer(500, "server")(scope, receive, send)
