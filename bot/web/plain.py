"""The chat without JavaScript: one address, one form. The token is in the form, never in an address and in no cookie."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Annotated, Final

from fastapi import APIRouter, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from starlette.types import Scope

from bot.conversation.owner import Owner
from bot.edge.refusals import Draw, RefusedError
from bot.edge.security_headers import form_policy
from bot.services.ask_for_person import ask_for_person
from bot.services.errors import (
    ClosedConversationError,
    EmptyMessageError,
    MessageTooLongError,
    UnknownCodeError,
    UnknownFactError,
    UnknownSessionError,
)
from bot.services.forget import forget
from bot.services.leave import leave
from bot.services.receive import receive
from bot.services.transcript import transcript
from bot.web.come_back import reopen
from bot.web.face import Face, TheFace, address_of, begin_conversation
from bot.web.plain_acts import act, is_act
from bot.web.plain_form import DELETE, HELPED, KEEP_SHOWING, LEAVE, PERSON, REJOIN, SEND, START, PlainForm, read_form
from bot.web.plain_log import drawn_news
from bot.web.plain_page import (
    deleted_page,
    left_page,
    refusal_page,
    talk_begins,
    talk_goes_on,
    talk_page,
    talk_rests,
    welcome_page,
)
from bot.web.plain_parts import PATH, Talk
from bot.web.session import Session, keep_address, let_in
from bot.web.sheet import Sheet, sheet_in
from bot.web.view import View, look
from bot.web.wanted_languages import wanted_languages

router = APIRouter(tags=["plain"])

_NOTHING_NEW: Final = 2**31 - 1  # a cursor behind every message: only how things stand is asked
# What is said on the page itself, so that nothing typed is lost.
_NOTICES: Mapping[type[Exception], str] = {
    ClosedConversationError: "closed",
    EmptyMessageError: "empty",
    MessageTooLongError: "too_long",
    UnknownFactError: "fact",
}


@router.get(PATH)
@router.head(PATH, include_in_schema=False)
def welcome(
    face: TheFace, lang: Annotated[str, Query(max_length=35)] = "", accept_language: Annotated[str, Header()] = ""
) -> Response:
    """The first screen."""
    return _html(face, welcome_page(sheet_in(face, face.offered.best(wanted_languages(lang, accept_language)).code)))


@router.post(PATH)
async def go_on(request: Request, face: TheFace) -> Response:
    """Do what the form's button says, then show the conversation. The same form sent twice does it once."""
    form = read_form(await request.body())
    if not form.token and form.do in {START, PERSON, REJOIN}:
        try:
            form = await run_in_threadpool(_begin, face, form, address_of(request, face))
        except UnknownCodeError:
            return _wrong_code(face, form, RefusedError(404, "code"))
        except RefusedError as refused:
            if form.do != REJOIN:
                raise
            return _wrong_code(face, form, refused)
    session = await run_in_threadpool(let_in, face, form.conversation, form.token)
    await run_in_threadpool(keep_address, request, face, form.conversation)
    sheet = sheet_in(face, session.conversation.language)
    if form.do == LEAVE:
        await run_in_threadpool(_leave, face, form)
        return _html(face, left_page(sheet))
    draw, notice = await run_in_threadpool(_do, face, form)
    if form.do == DELETE and not notice:
        return _html(face, deleted_page(sheet))
    if form.speaks and not notice and not form.showing:
        await _answered(face, session)
    talk = await run_in_threadpool(_talk, face, session, form, notice)
    if talk.showing and not talk.is_closed and draw is talk_page:
        return StreamingResponse(_growing(face, session, sheet, talk), media_type="text/html", headers=_headers(face))
    return _html(face, draw(sheet, talk))


def draw_refusal(face: Face) -> Draw:
    """Who words a refusal for a reader without a script, in the language of the page that they come from."""

    def draw(status: int, code: str, headers: Mapping[str, str], scope: Scope) -> Response:
        request = Request(scope)
        wanted = wanted_languages(request.query_params.get("lang", ""), request.headers.get("accept-language", ""))
        language = face.offered.best(wanted).code
        response = _html(face, refusal_page(sheet_in(face, language), code), status)
        response.headers.update(headers)
        return response

    return draw


def _begin(face: Face, form: PlainForm, address: str) -> PlainForm:
    """A conversation that begins, or goes on by its code. "Back" to a form whose conversation was left opens nothing."""

    def begin() -> tuple[str, str]:
        if form.do == REJOIN:
            found, token = reopen(face, address, form.code)
            return found.id, token
        return begin_conversation(face, address, face.offered.best([form.language]).code)

    conversation, token = face.starts.once(form.form, begin)
    return PlainForm(form.do, form.form, conversation, token)


def _wrong_code(face: Face, form: PlainForm, refused: RefusedError) -> Response:
    page = welcome_page(sheet_in(face, face.offered.best([form.language]).code), refused.code)
    response = _html(face, page, refused.status_code)
    response.headers.update(refused.headers or {})
    return response


def _leave(face: Face, form: PlainForm) -> None:
    leave(face.deps, form.conversation)
    face.starts.forget(form.conversation)


def _do(face: Face, form: PlainForm) -> tuple[Callable[[Sheet, Talk], str], str]:
    """Do what the form says: what draws the page that follows, and the code of what went wrong, or nothing."""
    try:
        if is_act(form):
            return act(face, form), ""
        if form.do == DELETE:
            face.rates.acts.check(form.conversation)
            forget(face.deps, form.conversation)
            face.starts.forget(form.conversation)
        elif form.do == PERSON:
            face.rates.person_taps.check(form.conversation)
            ask_for_person(face.deps, form.conversation, client_id=form.client_id)
        elif form.speaks:
            face.rates.messages.check(form.conversation)
            text = None if form.tap else form.text
            receive(face.deps, form.conversation, client_id=form.client_id, text=text, tap=form.tap)
    except tuple(_NOTICES) as refused:
        return talk_page, _NOTICES[type(refused)]
    except RefusedError as refused:
        return talk_page, refused.code
    return talk_page, ""


async def _answered(face: Face, session: Session) -> None:
    """Hold the page back until the bot has answered: without a script nothing could be added to it later."""
    clock = asyncio.get_running_loop().time
    until = clock() + face.settings.answer_wait
    with face.listeners.listen(session.conversation.id, most=face.settings.streams) as listener:
        while not listener.closed and (left := until - clock()) > 0:
            view = await run_in_threadpool(look, face.deps, session, _NOTHING_NEW)
            if not view.bot_thinks:
                return
            await listener.wait(min(left, face.settings.look_every))


def _talk(face: Face, session: Session, form: PlainForm, notice: str) -> Talk:
    log = transcript(face.deps, form.conversation)
    state = look(face.deps, session, _NOTHING_NEW).state
    is_sent = form.do == SEND and not notice
    return Talk(
        form.conversation,
        form.token,
        log,
        state,
        draft="" if is_sent else form.text,
        notice=notice,
        showing=form.showing or form.do == KEEP_SHOWING,
        rated=form.which(HELPED) is not None and not notice,
    )


async def _growing(face: Face, session: Session, sheet: Sheet, talk: Talk) -> AsyncIterator[str]:
    """The page, and then each new message as it comes. The field stands before them, so nobody who types is disturbed."""
    yield talk_begins(sheet, talk) + talk_goes_on(sheet, talk)
    async for view in _views(face, session, talk):
        how = {"neutral": view.state["neutral"], "asked": view.state["owner"] == Owner.WAITING}
        yield drawn_news(sheet, view.messages, **how) if view.messages else "<!-- -->"
    yield talk_rests(sheet)


async def _views(face: Face, session: Session, talk: Talk) -> AsyncIterator[View]:
    """What is new, and now and then nothing, so that no proxy takes the silence for the end."""
    clock = asyncio.get_running_loop().time
    until, after = clock() + face.settings.showing, talk.log[-1].seq if talk.log else 0
    with face.listeners.listen(talk.conversation, most=face.settings.streams) as listener:
        while not listener.closed and (left := until - clock()) > 0:
            try:
                view = await run_in_threadpool(look, face.deps, session, after, was_owed=False)
            except UnknownSessionError:
                return
            yield view
            after = view.messages[-1].seq if view.messages else after
            if view.state["owner"] == "closed":
                return
            await listener.wait(min(left, face.settings.ping))


def _headers(face: Face) -> dict[str, str]:
    # The last one: a proxy that gathers the page would keep its new messages to itself.
    return {"Content-Security-Policy": form_policy(face.settings.frame_ancestors), "X-Accel-Buffering": "no"}


def _html(face: Face, page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, headers=_headers(face))
